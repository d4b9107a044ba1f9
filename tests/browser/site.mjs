// Every page of a site, at 320 px: site.mjs SITE PAGES NAME [quick]. Each loads below a folder under the policy without a
// complaint and asks no other host; its structure, tables and links are as audits.mjs says; every link and anchor leads
// somewhere; no two pages have the same title; every page can be reached from the first.
import fs from 'node:fs'
import path from 'node:path'
import * as audits from './audits.mjs'
import { addresses, each, fileOf, kinds, launch, say, serve, watched } from './browser.mjs'

const folder = path.resolve(process.argv[2])
const dumped = kinds(folder, process.argv[3])
const name = process.argv[4]
const all = addresses(folder)
const kindOf = new Map([...dumped].flatMap(([kind, list]) => list.map((address) => [address, kind])))
// Of a large archive, three pages of each kind: its largest, its smallest and one between.
const some = (list) => [...new Set([list[0], list[list.length >> 1], list.at(-1)])]
const visited = process.argv[5] === 'quick' ? [...dumped.values()].flatMap(some) : all
const server = await serve(folder)
const browser = await launch()
const faults = { loading: [], structure: [], tables: [], links: [], colourAlone: [], reflow: [] }
const known = new Map() // address -> what audits.references() found

const context = await browser.newContext({ viewport: { width: 320, height: 640 } })
const pages = [await watched(context, server, faults.loading), await watched(context, server, faults.loading)]
await each(visited, pages.length, async (address, worker) => {
	const page = pages[worker]
	await page.goto(server.origin + address)
	if (kindOf.get(address) === 'forward') await page.waitForURL((url) => url.href !== server.origin + address, { timeout: 2000 }).catch(() => {})
	for (const audit of ['structure', 'tables', 'links', 'colourAlone', 'reflow'])
		faults[audit].push(...(await page.evaluate(audits[audit])).map((fault) => `${address}: ${fault}`))
	known.set(address, await page.evaluate(audits.references))
})
await browser.close()

const what = `${name}: ${visited.length} pages`
say(`${what}: nothing on the console, no breach of the policy, no other host, below a folder`, faults.loading)
say(`${what}: one h1, no level skipped, landmarks, the skip link first, ids and what refers to them`, faults.structure)
say(`${what}: tables have captions, headers and scopes`, faults.tables)
say(`${what}: links that are called the same lead to the same, or something tells them apart`, faults.links)
say(`${what}: nothing is said by colour alone`, faults.colourAlone)
say(`${what}: no sideways scroll at 320 px, and what scrolls is named and reached with the keyboard`, faults.reflow)

// Links and anchors, by what the browser made of them and what the server answers: not by what the program believes.
const dead = [], reached = new Set(['/']), titles = new Map()
const base = server.origin
const answers = new Map()
const there = async (address) => {
	if (!answers.has(address)) answers.set(address, (await fetch(base + address, { method: 'HEAD' })).ok)
	return answers.get(address)
}
const own = new URL(known.get('/').canonical ?? base + '/').href // what the site's own address is, for canonical links
for (const [address, { to, title, canonical }] of known) {
	if (kindOf.get(address) !== 'forward') {
		if (titles.has(title)) titles.get(title).push(address)
		else titles.set(title, [address])
	}
	for (const { url, link } of [...to, ...(canonical ? [{ url: canonical }] : [])]) {
		const inside = url.startsWith(base + '/') ? url.slice(base.length) : url.startsWith(own) ? '/' + url.slice(own.length) : null
		if (inside === null) {
			if (!/^(https?:|mailto:|tel:)/.test(url) || url.startsWith(server.host)) dead.push(`${address}: ${url} leaves the site's folder`)
			continue
		}
		const [where, anchor] = inside.split('#')
		const target = decodeURIComponent(where.split('?')[0])
		if (link) reached.add(target)
		if (!(await there(target))) dead.push(`${address}: ${inside} is not there`)
		else if (anchor && known.has(target) && !known.get(target).ids.includes(decodeURIComponent(anchor))) dead.push(`${address}: ${inside} has no such anchor`)
	}
}
server.close()
say(`${what}: every link and anchor leads somewhere`, dead)
say(`${what}: no two have the same title`, [...titles].filter(([, list]) => list.length > 1).map(([title, list]) => `"${title}": ${list.join(' ')}`))
if (visited === all) {
	const alone = all.filter((address) => !reached.has(address) && !/^(forward|stone|not-found|kind)$/.test(kindOf.get(address)))
	say(`${what}: each can be reached by links`, alone)
	const statement = [...known].filter(([, { footer }]) => !footer.includes(base + '/tillganglighet/')).map(([address]) => address)
	if (kindOf.has('/tillganglighet/')) say(`${what}: the accessibility statement is linked from every footer`, statement)
}

// Weight: what does not depend on the machine. A page's own bytes are what its server sends, without fonts and uncompressed.
const bytes = (file) => fs.statSync(file).size
const assets = path.join(folder, 'tillgangar')
const names = fs.readdirSync(assets)
const css = names.filter((file) => file.endsWith('.css'))
const heavy = [], images = names.filter((file) => /\.(svg|png)$/.test(file)).reduce((sum, file) => sum + bytes(path.join(assets, file)), 0)
let heaviest = 0
for (const [kind, list] of dumped) {
	if (kind !== 'minutes' && kind !== 'document') continue
	for (const address of list) {
		const whole = bytes(fileOf(folder, address)) + css.reduce((sum, file) => sum + bytes(path.join(assets, file)), 0) + images
		heaviest = Math.max(heaviest, whole)
		if (kind === 'minutes' && whole >= 40000) heavy.push(`${address}: ${whole} bytes`)
	}
}
// A made-up archive's minutes are as large as its maker likes.
if (visited === all) say(`${name}: minutes weigh less than 40,000 bytes with everything but fonts (the heaviest ${heaviest})`, heavy)
const sheet = css.map((file) => bytes(path.join(assets, file)))
say(`${name}: one stylesheet below 12,000 bytes (${sheet.join(', ')})`, css.length === 1 && sheet[0] < 12000 ? [] : css)
say(`${name}: every asset is named after its content`, names.filter((file) => !/\.[0-9a-f]{8}\.\w+$/.test(file)))
const script = visited.filter((address) => address !== '/sok/' && known.get(address).to.some(({ url }) => url.endsWith('.js')))
say(`${name}: no script but on the search page`, script)
