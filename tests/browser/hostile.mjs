// A site made of script payloads: hostile.mjs SITE PAYLOADS. None may fire on any page, though the browser is told to
// ignore the policy, so that escaping alone is tested. Positive control: each payload, put into a page as it is, fires.
import fs from 'node:fs'
import path from 'node:path'
import { addresses, each, launch, say, serve } from './browser.mjs'

const folder = path.resolve(process.argv[2])
const payloads = JSON.parse(fs.readFileSync(process.argv[3], 'utf8'))
const frames = ['', '<textarea>', '<title>', '<style>', '<script>', '<!--', '<p title="', "<p title='"]
const controls = new Map(payloads.map((payload, i) => [`/kontroll/${i}`,
	`<!DOCTYPE html><html lang="sv"><body>${frames.map((frame, k) => (k === 0 || breaksOut(payload, frame) ? `<div>${frame}${payload}</div>` : '')).join('')}</body></html>`]))
const server = await serve(folder, { base: '', extra: controls })
const browser = await launch()
const context = await browser.newContext({ bypassCSP: true })
const counts = new Map() // page -> how often something fired there
await context.exposeBinding('payloadFired', ({ page }) => counts.set(page, (counts.get(page) ?? 0) + 1))
// Only markup is tried here; looks cost time.
await context.route(/\.(css|svg|woff2)$/, (route) => route.abort())
await context.addInitScript(() => { for (const name of ['alert', 'prompt', 'confirm']) window[name] = () => window.payloadFired() })

function breaksOut(payload, frame) {
	return { '<textarea>': '</textarea>', '<title>': '</title>', '<style>': '</style>', '<script>': '</script>', '<!--': '-->', '<p title="': '">', "<p title='": "'>" }[frame] ===
		payload.slice(0, payload.indexOf('>') + 1)
}

// Opens the page, follows what only fires when it is used, and says how often something fired.
async function firedOn(page, address) {
	counts.set(page, 0)
	await page.goto(server.origin + address, { waitUntil: 'load' })
	await page.evaluate(() => {
		for (const link of document.querySelectorAll('a, area')) if (link.protocol === 'javascript:') link.click()
		for (const form of document.forms) if (form.action.startsWith('javascript:')) form.submit()
		for (const element of document.querySelectorAll('[autofocus]')) element.focus()
	})
	await page.waitForTimeout(controls.has(address) ? 150 : 5)
	return counts.get(page)
}

const pages = [await context.newPage(), await context.newPage()]
const [page] = pages
const silent = []
await each(controls.keys(), pages.length, async (address, worker) => {
	if (!(await firedOn(pages[worker], address))) silent.push(payloads[Number(address.split('/')[2])])
})
say(`positive control: each of ${payloads.length} payloads fires where it is not escaped`, silent)

const loud = [], active = []
const all = addresses(folder)
await each(all, pages.length, async (address, worker) => {
	if (await firedOn(pages[worker], address)) loud.push(address)
	const found = await pages[worker].evaluate(() => [...document.querySelectorAll('*')].filter((e) =>
		// A data block runs nothing, when that is all it is; the search page has the one script of the site.
		!(location.pathname === '/sok/' && e.matches('head > script[type="module"][src^="../tillgangar/sok."]:empty')) &&
		!(e.matches('head > script[type="application/ld+json"]') && e.attributes.length === 1 && JSON.parse(e.textContent)) &&
		(['SCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'BASE', 'STYLE'].includes(e.tagName) || [...e.attributes].some((a) => a.name.startsWith('on'))))
		.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)))
	if (found.length) active.push(`${address}: ${found.join(' | ')}`)
})
say(`${all.length} pages of payloads: none fires`, loud)
say(`${all.length} pages of payloads: no active element or attribute`, active)
const text = await page.goto(server.origin + '/dokument/').then(() => page.evaluate(() => document.body.textContent))
const missing = payloads.filter((payload) => !text.includes(payload.replace(/\s+/g, ' ')) && !text.includes(payload))
say('the payloads are there, as text', missing)

// The same payloads through the search index: searched for, chosen, offered as facets.
counts.set(page, 0)
for (const query of ['?q=alert', '?q=img', '?q=script', '?slag=punkt', `?q=${encodeURIComponent(payloads[0])}`, `?amne=a-1&kommun=${encodeURIComponent(payloads[1])}`]) {
	await page.goto(server.origin + '/sok/' + query)
	await page.waitForFunction(() => /^\d|^Inga/.test(document.getElementById('antal')?.textContent))
	await page.evaluate(() => document.querySelectorAll('#sok details').forEach((facet) => { facet.open = true }))
	await page.waitForFunction(() => [...document.querySelectorAll('#sok details ul')].every((list) => list.children.length))
	if (query === '?slag=punkt') {
		const shown = await page.evaluate(() => document.getElementById('traffar').textContent + document.getElementById('sok').textContent)
		if (!shown.includes('<')) loud.push('no payload is shown by the search page')
	}
	const odd = await page.evaluate(() => [...document.querySelectorAll('main *')].filter((e) => !/^(NAV|OL|UL|LI|A|H1|H2|P|MARK|SPAN|FORM|LABEL|INPUT|BUTTON|SELECT|OPTION|DIV|DETAILS|SUMMARY|FIELDSET|LEGEND|NOSCRIPT)$/.test(e.tagName)).map((e) => e.outerHTML.slice(0, 100)))
	if (odd.length) loud.push(`/sok/${query}: ${odd.slice(0, 3)}`)
}
if (counts.get(page)) loud.push('a payload fires on the search page')
say('payloads in the search index: shown as text, none fires', loud.splice(0))
await browser.close()
server.close()
