// The preview in a browser: preview.mjs PROTOKOLL. Search works there with its facets; the page reloads by itself on a save;
// what is wrong lies over the page, where the keyboard and assistive technology reach it; the browser complains of nothing.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { makeWork, minutesAddress, minutesPath, start, tests, until } from '../preview.mjs'
import { launch, say, watched } from './browser.mjs'

const work = makeWork()
fs.cpSync(path.join(tests, 'browser/content'), path.join(work, 'content'), { recursive: true })
const minutes = path.join(work, 'content', minutesPath)
const original = fs.readFileSync(minutes, 'utf8')
const preview = await start(path.resolve(process.argv[2]), work)
const origin = `http://127.0.0.1:${preview.port}`
const browser = await launch()
const context = await browser.newContext({ viewport: { width: 1200, height: 800 } })
const faults = []
const page = await watched(context, { origin, host: origin }, faults)
let wrong = []
const expect = (truth, what) => truth || wrong.push(what)
const end = (name) => { say(`preview: ${name}`, wrong); wrong = [] }

expect(await until(async () => (await preview.ask('/pagefind/pagefind-entry.json')).status === 200, 60000), 'no index is made')
const search = async (words) => {
	await page.goto(`${origin}/sok/?q=${encodeURIComponent(words)}`)
	await page.waitForFunction(() => /^\d|^Inga/.test(document.getElementById('antal')?.textContent), null, { timeout: 15000 })
	return page.locator('#antal').innerText()
}
expect((await search('läsplattor')) !== 'Inga träffar', 'nothing is found')
const before = await page.locator('#traffar > li:not(.sidan)').count()
const facet = page.locator('details[data-facett] input').first()
expect((await page.locator('details[data-facett]').count()) > 2, 'there are no facets')
await page.locator('details[data-facett]').first().evaluate((element) => (element.open = true))
await facet.check()
await page.waitForFunction(() => document.querySelectorAll('#valda button').length === 1)
expect((await page.locator('#traffar > li:not(.sidan)').count()) <= before, 'a facet adds hits')
expect((await page.locator('#valda button').count()) === 1, 'the choice is not shown')
end('search works, with facets')

fs.writeFileSync(minutes, `${original}\n\n## 8. Kaffeautomat\n\nKaffeautomaten är trasig.\n`)
expect(await until(async () => (await search('kaffeautomaten')) === '1 träff', 40000), 'what has been written since is not found')
end('search follows what is written')

await page.goto(origin + minutesAddress)
fs.writeFileSync(minutes, `${original}\n\n## 8. Nytt\n\nNyskriven mening.\n`)
expect(await page.getByText('Nyskriven mening.').first().waitFor({ timeout: 8000 }).then(() => true, () => false), 'the page does not reload')
end('the page reloads by itself')

fs.writeFileSync(minutes, original.replace(/^datum:.*$/m, `datum: igår\n${Array.from({ length: 40 }, (_, i) => `okänd${i}: x`).join('\n')}`))
const over = page.locator('#protokoll-fel')
expect(await over.waitFor({ timeout: 8000 }).then(() => true, () => false), 'no fault is shown')
expect(await page.getByText('Nyskriven mening.').first().isVisible(), 'the last good text is gone')
await over.focus()
expect(await over.evaluate((element) => document.activeElement === element), 'the keyboard does not reach it')
await page.keyboard.press('End')
expect(await until(() => over.evaluate((element) => element.scrollTop > 0), 3000), 'the keyboard does not scroll it')
const box = await over.boundingBox()
expect(box.height < 800 / 2 && box.y + box.height <= 801, `it lies at ${JSON.stringify(box)}`)
await page.locator('footer').last().scrollIntoViewIfNeeded()
await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
const footer = await page.locator('footer').last().boundingBox()
expect(footer.y + footer.height <= box.y + 1, 'it hides the end of the page')
await page.evaluate(fs.readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8'))
const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'best-practice'] }))
for (const { id, nodes } of violations) expect(false, `axe: ${id}: ${nodes[0].html.slice(0, 200)}`)
end('faults lie over the page, in reach of keyboard and screen reader')
fs.writeFileSync(minutes, original)
expect(await over.waitFor({ state: 'detached', timeout: 8000 }).then(() => true, () => false), 'the fault stays')
for (const fault of faults) expect(false, fault)
end('the browser complains of nothing')

await browser.close()
await preview.stop()
fs.rmSync(work, { recursive: true, force: true })
process.exit(0)
