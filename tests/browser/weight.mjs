// What a first visit costs, in the manner of Lighthouse: weight.mjs SITE PAGES. One page of each kind on a slow phone (slow 4G:
// 1.6 Mbit/s, 150 ms, a processor at a quarter of its speed), with an empty cache and no compression. Bytes, requests and layout
// shift depend on nothing but the site, and are tests; times are only printed. With --no-times (in `make test`) nothing is slowed
// but the fonts, which come late enough to be seen coming.
import path from 'node:path'
import { each, kinds, launch, say, serve } from './browser.mjs'

const folder = path.resolve(process.argv[2])
const times = !process.argv.includes('--no-times')
const pages = kinds(folder, process.argv[3])
const server = await serve(folder)
const browser = await launch()

async function visit(address) {
	const context = await browser.newContext({ viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true })
	const page = await context.newPage()
	const devtools = await context.newCDPSession(page)
	if (times) {
		await devtools.send('Network.enable')
		await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 75e4 / 8 })
		await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
	}
	await page.addInitScript(() => {
		window.measured = { shift: 0, paint: 0 }
		new PerformanceObserver((list) => list.getEntries().forEach((entry) => entry.hadRecentInput || (window.measured.shift += entry.value))).observe({ type: 'layout-shift', buffered: true })
		new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.measured.paint = entry.startTime))).observe({ type: 'largest-contentful-paint', buffered: true })
	})
	const answers = []
	page.on('response', (response) => answers.push(response))
	if (!times) await page.route(/\.woff2$/, (route) => setTimeout(() => route.continue(), 300))
	await page.goto(server.origin + address)
	await page.evaluate(() => document.fonts.ready)
	await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)))))
	const { shift, paint, first } = await page.evaluate(() => ({ ...window.measured, first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0 }))
	const sizes = await Promise.all(answers.map(async (answer) => ({ font: /\.woff2?$/.test(answer.url()), bytes: (await answer.body()).length })))
	const sum = (fonts) => sizes.filter(({ font }) => font === fonts).reduce((n, { bytes }) => n + bytes, 0)
	const found = { address, bytes: sum(false), fonts: sum(true), requests: sizes.length, shift, first, paint }
	await context.close()
	return found
}

const heavy = [], shifting = [], many = []
const line = (...cells) => console.log('# ' + cells.map((cell, i) => (i ? String(cell).padStart(9) : cell.padEnd(20))).join('') )
line('kind', 'bytes', 'of fonts', 'requests', 'shift', ...(times ? ['first ms', 'largest'] : []))
const rows = new Map()
await each([...pages].filter(([kind]) => kind !== 'forward'), times ? 1 : 2, async ([kind, [address]]) => {
	const seen = await visit(address)
	rows.set(kind, seen)
	if (kind === 'minutes' && seen.bytes >= 40000) heavy.push(`${address}: ${seen.bytes} bytes`)
	if (seen.shift > 0.01) shifting.push(`${address}: ${seen.shift.toFixed(3)}`)
	// The page, its look, its icon, its fonts; on the search page its script.
	if (seen.requests > 3 + 4 + (kind === 'search' ? 1 : 0)) many.push(`${address}: ${seen.requests} requests`)
})
for (const [kind, { bytes, fonts, requests, shift, first, paint }] of [...rows].sort())
	line(kind, bytes, fonts, requests, shift.toFixed(3), ...(times ? [Math.round(first), Math.round(paint)] : []))
say('weight: the heaviest minutes load less than 40,000 bytes without fonts', heavy)
say('weight: nothing moves while a page loads (layout shift at most 0.01)', shifting)
say('weight: a page is itself, a stylesheet, an icon and at most four fonts', many)
await browser.close()
server.close()
