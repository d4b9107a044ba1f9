// Accessibility, one page of each kind: access.mjs SITE PAGES [SITE PAGES …]. A kind that the first site lacks is taken from
// the next. axe in light and dark, wide and narrow; then what axe cannot see (audits.mjs): text spacing, the Tab key along
// the whole page, forced colours, reduced motion, the contrast of both palettes, and the accessibility statement. Last, a
// page made wrong in every way shows that each of these can fail.
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
import * as audits from './audits.mjs'
import { each, kinds, launch, say, serve, watched } from './browser.mjs'

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const wide = { width: 1360, height: 800 }, narrow = { width: 320, height: 640 }

const chosen = [] // {kind, server, address, url}: the largest page of each kind
const servers = []
for (let i = 2; i < process.argv.length; i += 2) {
	const folder = path.resolve(process.argv[i])
	const server = await serve(folder)
	servers.push(server)
	for (const [kind, list] of kinds(folder, process.argv[i + 1]))
		if (kind !== 'forward' && !chosen.some((other) => other.kind === kind))
			// Items with and without numbers look different: two of the minutes.
			for (const address of list.slice(0, kind === 'minutes' ? 2 : 1)) chosen.push({ kind, server, address, url: server.origin + address })
}
// The search page is another one with hits, chosen filters and every facet open.
const search = chosen.find(({ kind }) => kind === 'search')
if (search) chosen.push({ ...search, kind: 'search with hits', url: search.url + '?slag=punkt&slag=dokument', async prepare(page) {
	await page.waitForFunction(() => /^\d/.test(document.getElementById('antal').textContent))
	await page.evaluate(() => document.querySelectorAll('#sok details').forEach((facet) => (facet.open = true)))
	await page.waitForFunction(() => [...document.querySelectorAll('#sok details ul')].every((list) => list.children.length))
} })
const browser = await launch()
const judging = browser.newPage()
const pageOf = (kind) => chosen.find((other) => other.kind === kind)

async function runAxe(page) {
	const run = (values) => window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] })
	const { violations } = await page.evaluate(run, tags)
	return violations.map(({ id, help, nodes }) => `${id}: ${help}: ` +
		nodes.slice(0, 3).map((node) => `${node.html.slice(0, 140)} ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ''}`).join(' | '))
}

// The Tab key from the top to the end: every stop once, in the order of the text, ringed and in view.
async function walk(page) {
	const { count, faults } = await page.evaluate(audits.tabbable)
	let before = null
	for (let i = 0; i < count; i++) {
		await page.keyboard.press('Tab')
		const stop = await page.evaluate(audits.tabStop)
		if (stop.at !== i) {
			faults.push(`stop ${i} is ${stop.at < 0 ? 'nothing that is listed' : `number ${stop.at}`}: ${stop.html}`)
			break
		}
		faults.push(...stop.faults)
		// Eyes follow lines and columns: a stop that lies above the one before lies to its right. A map has neither.
		if (before && i > 1 && !stop.drawn && stop.box.bottom <= before.top && stop.box.left <= before.left) faults.push(`focus jumps back up to ${stop.html}`)
		before = stop.box
	}
	return faults
}

const results = new Map()
const add = (name, page, faults) => results.set(name, [...(results.get(name) ?? []), ...faults.map((fault) => `${page.kind} ${page.address}: ${fault}`)])
const settings = [['light', wide], ['dark', narrow], ['light', narrow], ['dark', wide]]
const palettes = { light: new Map(), dark: new Map() } // what is used: text colour on ground

const contexts = await Promise.all([0, 1].map(() => browser.newContext({ viewport: wide }))) // of one context, one page has the focus
const pages = await Promise.all(contexts.map((context) => watched(context, servers[0], [])))
await each(chosen, pages.length, async (one, worker) => {
	const page = pages[worker]
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference', forcedColors: 'none' })
	await page.setViewportSize(wide)
	await page.goto(one.url)
	await one.prepare?.(page)
	add('the Tab key along the whole page: every stop once, in order, ringed, in view and not covered', one, await walk(page))
	await page.evaluate(axe)
	for (const [colorScheme, viewport] of settings) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
		await page.setViewportSize(viewport)
		add(`axe: ${colorScheme}, ${viewport.width} px`, one, await runAxe(page))
		for (const [text, ground, html, link] of await page.evaluate(audits.coloursInUse)) palettes[colorScheme].set(text + ground + link, { text, ground, link, where: `${one.address} ${html}` })
		const lost = (await page.evaluate(audits.controls)).filter(({ around, own, border }) => ratio(own, around) < 3 && (!border || ratio(border, around) < 3))
		add(`fields and buttons stand out from what is around them, ${colorScheme}`, one, lost.map(({ html }) => html))
	}
	for (const viewport of [wide, narrow]) {
		await page.setViewportSize(viewport)
		await page.evaluate(audits.spaced, false)
		const name = `at ${viewport.width} px nothing is cut off and nothing lies on other text`
		add(name, one, await page.evaluate(audits.cramped))
		await page.evaluate(audits.spaced, true)
		add(name.replace('px', 'px with wide text spacing'), one, [...(await page.evaluate(audits.cramped)), ...(await page.evaluate(audits.reflow))])
		await page.evaluate(audits.spaced, false)
	}
	const moving = () => [...document.getAnimations().map((a) => `moves: ${a.effect?.target?.outerHTML.slice(0, 80)}`),
		...[...document.querySelectorAll('*')].filter((e) => parseFloat(getComputedStyle(e).transitionDuration) > 0.01 || getComputedStyle(e).scrollBehavior === 'smooth')
			.slice(0, 3).map((e) => `would move: ${e.outerHTML.slice(0, 80)}`)]
	add('nothing moves where readers ask for less motion', one, await page.evaluate(moving))
	await page.emulateMedia({ forcedColors: 'active' })
	await page.setViewportSize(wide)
	add('forced colours: the page is there, edges and rings are seen', one, await forced(page))
})

// In forced colours grounds go; edges, rings, text and drawings must be left.
async function forced(page) {
	const faults = await page.evaluate(() => {
		const found = []
		for (const e of document.querySelectorAll('.beslut:not(body, td, span), .uppdrag:not(body, td, span)')) {
			const style = getComputedStyle(e)
			if (e.checkVisibility() && parseFloat(style.borderLeftWidth) < 2 && parseFloat(style.borderTopWidth) < 1) found.push(`no edge: ${e.outerHTML.slice(0, 80)}`)
		}
		const link = document.querySelector('main a[href]')
		link?.focus({ focusVisible: true })
		if (link && getComputedStyle(link).outlineStyle === 'none') found.push('no ring around a link')
		link?.blur()
		return found
	})
	const picture = await page.screenshot()
	const { ink, colours } = await judge(picture)
	if (ink < 0.004 || colours < 3) faults.push(`an empty picture: ${(ink * 100).toFixed(2)} % ink, ${colours} colours`)
	return faults
}

// How much of a picture is not its commonest colour, and how many colours it has.
async function judge(picture) {
	const page = await judging
	const found = await page.evaluate(async (base64) => {
		const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + base64)).blob())
		const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')
		canvas.drawImage(image, 0, 0)
		const counts = new Map()
		const data = new Uint32Array(canvas.getImageData(0, 0, image.width, image.height).data.buffer)
		for (const pixel of data) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
		return { ink: 1 - Math.max(...counts.values()) / data.length, colours: counts.size }
	}, picture.toString('base64'))
	return found
}

// Contrast by the formula of WCAG 2.2.
function parse(colour) {
	const hex = colour.match(/^#([0-9a-f]{3,8})$/i)?.[1]
	if (hex) return (hex.length < 6 ? [...hex].map((c) => c + c) : hex.match(/../g)).slice(0, 3).map((pair) => parseInt(pair, 16))
	return colour.match(/[\d.]+/g).slice(0, 3).map(Number)
}
function luminance(colour) {
	const [r, g, b] = parse(colour).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4))
	return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function ratio(a, b) {
	const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y)
	return (light + 0.05) / (dark + 0.05)
}

// Every pair of text and ground that some page shows, link colours also as visited (which no script can see), computed from
// the custom properties of the stylesheet; and edges, marks and the ring against what they stand on.
async function contrast(colorScheme) {
	const faults = []
	const page = pages[0]
	await page.emulateMedia({ colorScheme, forcedColors: 'none' })
	await page.goto(pageOf('minutes').url)
	const values = await page.evaluate(() => {
		const style = getComputedStyle(document.documentElement)
		const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).flatMap((rule) => (rule.cssRules?.length ? [...rule.cssRules] : rule))
		const names = new Set(rules.filter((rule) => rule.selectorText === ':root').flatMap((rule) => [...rule.style]).filter((name) => name.startsWith('--')))
		const focus = rules.find((rule) => rule.selectorText === ':focus-visible')
		return { names: [...names].map((name) => [name, style.getPropertyValue(name).trim()]).filter(([, value]) => value.startsWith('#')),
			ring: [focus?.style.outlineColor, ...(focus?.style.boxShadow.match(/#\w+|rgba?\([^)]*\)/g) ?? [])].filter(Boolean) }
	})
	const named = Object.fromEntries(values.names)
	const isNamed = (name, colour) => named[name] && String(parse(named[name])) === String(parse(colour))
	const nameOf = (colour) => Object.keys(named).find((name) => isNamed(name, colour)) ?? colour
	let pairs = 0
	const need = (least, text, ground, where) => {
		pairs++
		if (ratio(text, ground) < least) faults.push(`${nameOf(text)} on ${nameOf(ground)}: ${ratio(text, ground).toFixed(2)}, needs ${least} (${where})`)
	}
	for (const name of ['--papper', '--text', '--lank', '--besokt', '--marke', '--beslut', '--beslut-yta', '--uppdrag', '--uppdrag-yta', '--tyst'])
		if (!named[name]) faults.push(`the stylesheet has no ${name}`)
	if (faults.length) return faults
	for (const { text, ground, link, where } of palettes[colorScheme].values()) {
		need(4.5, text, ground, where)
		if (link && isNamed('--lank', text)) need(4.5, named['--besokt'], ground, `visited, ${where}`)
	}
	for (const text of ['--text', '--tyst', '--lank', '--besokt']) need(4.5, named[text], named['--papper'], 'the palette')
	for (const text of ['--text', '--lank', '--besokt']) need(4.5, named[text], named['--marke'], 'marked words')
	need(3, named['--beslut'], named['--papper'], 'the edge of a decision')
	need(3, named['--uppdrag'], named['--papper'], 'the edge of an assignment')
	for (const ground of ['--papper', '--beslut-yta', '--uppdrag-yta', '--marke'])
		if (!values.ring.some((colour) => ratio(colour, named[ground]) >= 3)) faults.push(`the focus ring cannot be seen on ${ground}`)
	if (values.ring.length > 1 && ratio(values.ring[0], values.ring[1]) < 3) faults.push('the two rings of the focus look the same')
	say(`contrast, ${colorScheme}: ${pairs} pairs of text and ground at 4.5, edges and the focus ring at 3`, faults)
	return faults
}

// What Digg asks of a statement (the model text for "tillgänglighetsredogörelse", DOS-lagen 2018:1937 and MDFFS 2019:2).
async function statement() {
	const one = pageOf('accessibility')
	const page = pages[0]
	await page.goto(one.url)
	const { text, links } = await page.evaluate(() => ({ text: document.querySelector('main').innerText.replace(/\u00ad/g, '').replace(/\s+/g, ' '),
		links: [...document.querySelectorAll('main a[href]')].map((a) => a.href) }))
	const date = String.raw`\d{1,2} (januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december) \d{4}`
	const asked = [
		['the heading', /Tillgänglighetsredogörelse/],
		['who answers for the site, and which it is', /står bakom den här webbplatsen.*uppfyller lagen om tillgänglighet till digital offentlig service/],
		['how accessible it is', /Hur tillgänglig är webbplatsen\?/],
		['what to do if one cannot use parts of it', /Vad kan du göra om du inte kan använda delar av webbplatsen\?.*hör av dig/],
		['when one gets an answer', /Du får svar/],
		['how to report faults', /Rapportera brister.*så att vi får veta/],
		['whose supervision it is under', /Myndigheten för digital förvaltning.*tillsyn/],
		['compliance with the law', /(helt|delvis|inte) förenlig med lagen om tillgänglighet till digital offentlig service/],
		['content that is not accessible', /Innehåll som inte är tillgängligt.*Brister i förhållande till lagens krav/],
		['disproportionate burden', /Oskäligt betungande anpassning/],
		['content outside the law', /Innehåll som lagen inte omfattar/],
		['how it was tested', /Hur vi har testat webbplatsen/],
		['when it was assessed', new RegExp(`bedömningen gjordes den ${date}`)],
		['when it was updated', new RegExp(`Redogörelsen uppdaterades senast den ${date}`)],
	]
	const faults = asked.filter(([, pattern]) => !pattern.test(text)).map(([what]) => `the statement does not say ${what}`)
	if (!links.some((href) => href.startsWith('mailto:'))) faults.push('the statement has no address to write to')
	if (!links.some((href) => new URL(href).hostname === 'www.digg.se')) faults.push('the statement does not link to where one complains to Digg')
	say(`the accessibility statement says all ${asked.length + 2} things that Digg asks for`, faults)
}

// Each check against a page that is wrong in just that way.
async function control() {
	const shell = (body, head = '<html lang="sv">', style = '') => `<!DOCTYPE html>${head}<head><title>x</title><style>${style}</style></head><body><a href="#m">x</a>` +
		`<header>x</header><main id="m" tabindex="-1"><h1>Rubrik</h1>${body}</main><footer>x</footer></body></html>`
	const rings = ':focus-visible { outline: 3px solid #000 }'
	const trials = {
		structure: [shell('<h3>x</h3>'), shell('<h1>x</h1>'), shell('', '<html>'), shell('<p id="a">a</p><p id="a">b</p>'), shell('<label for="z">x</label>'),
			shell('<nav>x</nav><nav>y</nav>'), shell('<time>i går</time>')],
		tables: [shell('<table><tr><th scope="col">a</th></tr></table>'), shell('<table><caption>x</caption><tr><th>a</th></tr></table>'), shell('<table><caption>x</caption><tr><td>a</td></tr></table>')],
		links: [shell('<p><a href="/a">x</a> <a href="/b">x</a></p>'), shell('<p><a href="/a">Läs mer</a></p>'), shell('<a href="/a"></a>')],
		colourAlone: [shell('<p class="beslut">Vi gör så.</p>'), shell('<table><tr><td class="ja"></td></tr></table>'), shell('<table><tr><td class="ja">x</td><td class="nej">x</td></tr></table>'),
			shell('<p>Här är en <a href="/a">länk</a> i text</p>', undefined, 'a { text-decoration: none }')],
		reflow: [shell('<div style="width: 2000px">x</div>'), shell('<div style="overflow: auto; width: 50px"><p style="width: 100px">x</p></div>')],
		cramped: [shell('<p style="height: 10px; overflow: hidden">x<br/>y<br/>z</p>'), shell('<p>en text</p><p style="margin-top: -2.3em">en annan</p>')],
		walk: [shell('<a href="/a">a</a>', undefined, ':focus-visible { outline: none }'), shell('<a href="/a" tabindex="2">a</a>', undefined, rings),
			shell('<a href="/a" style="position: absolute; left: -9999px">a</a>', undefined, rings),
			shell('<p><a href="/a">a</a></p><p style="position: fixed; inset: 0; background: #fff"></p>', undefined, rings),
			shell('<div style="display: flex; flex-direction: column-reverse"><p><a href="/a">a</a></p><p><a href="/b">b</a></p></div>', undefined, rings)],
		axe: [shell('<p style="color: #999; background: #fff">Svårläst text</p>'), shell('<img src="/x"/>'), shell('<p><a href="/a" style="font-size: 8px; display: block; line-height: 1">a</a><a href="/b" style="font-size: 8px; display: block; line-height: 1">b</a></p>')],
	}
	const silent = []
	let count = 0
	const page = await contexts[0].newPage()
	await page.setViewportSize(wide)
	for (const [audit, list] of Object.entries(trials)) {
		const good = shell('<h2>x</h2><p>Text om <a href="/a">Skara</a>.</p>', undefined, rings)
		for (const html of [good, ...list]) {
			const at = `/kontroll/${audit}/${count++}`
			servers[0].extra.set(at, html)
			await page.goto(servers[0].host + at)
			if (audit === 'axe') await page.evaluate(axe)
			const faults = audit === 'axe' ? await runAxe(page).then((all) => all.filter((fault) => !/^region|^skip-link/.test(fault))) :
				audit === 'walk' ? await walk(page) : await page.evaluate(audits[audit])
			if (html === good ? faults.length : !faults.length) silent.push(`${audit}: ${html === good ? `finds ${faults} in a page that is right` : `finds nothing in ${html.replace(/^.*<main[^>]*>/, '')}`}`)
		}
	}
	say(`positive control: each check finds what is wrong in ${count} pages made for it`, silent)
	const empty = await judge(await (await page.goto('about:blank'), page.screenshot()))
	say('positive control: an empty picture is seen as one', empty.ink === 0 && empty.colours === 1 ? [] : [JSON.stringify(empty)])
	say('positive control: grey on white is too faint, black is not', ratio('#999', '#fff') < 3 && ratio('rgb(0, 0, 0)', '#fff') === 21 ? [] : ['the formula is wrong'])
}

for (const [name, faults] of results) say(`${name} (${chosen.length} kinds of pages)`, faults)
for (const scheme of ['light', 'dark']) {
	const faults = await contrast(scheme)
	if (faults.length && faults[0].startsWith('the stylesheet')) say(`contrast, ${scheme}`, faults)
}
if (pageOf('accessibility')) await statement()
await control()
await browser.close()
for (const server of servers) server.close()
