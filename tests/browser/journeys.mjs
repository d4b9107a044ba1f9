// What readers do: journeys.mjs SITE PAGES. Each journey is made in a browser with script and in one without; nothing here
// knows what the archive holds.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { kinds, launch, say, serve, watched } from './browser.mjs'

const folder = path.resolve(process.argv[2])
const pages = kinds(folder, process.argv[3])
const server = await serve(folder)
const browser = await launch()
const faults = [] // what a reader's browser complains of, anywhere below
let wrong = []
const expect = (truth, what) => truth || wrong.push(what)
const end = (name) => { say(name, wrong); wrong = [] }

// Whether what the address points at is there, marked, and in view.
const arrived = (page) => page.evaluate(() => {
	const target = document.querySelector(':target')
	const box = target?.getBoundingClientRect()
	return Boolean(box && box.top >= 0 && box.top < innerHeight && target.textContent.trim())
})

// From home: click the first link that fits, again and again; the number of clicks is the number of steps.
async function follow(page, steps) {
	await page.goto(server.origin + '/')
	for (const step of steps) {
		const link = page.locator(step).first()
		if (!(await link.count())) return expect(false, `no ${step} on ${page.url()}`)
		const to = await link.evaluate((a) => a.href)
		await link.click()
		await page.waitForURL(to)
	}
}

async function decision(options, how) {
	const context = await browser.newContext(options)
	const page = await watched(context, server, faults)
	const ways = [['body > header nav a[href$="beslut/"]', 'main a[href*="#beslut-"]'],
		['main a[href^="amnen/"]:not([href="amnen/"])', 'main a[href*="/protokoll/"][href*="#"]']]
	for (const steps of ways) {
		await follow(page, steps)
		expect(/\/protokoll\/[^/]+\/#/.test(page.url()) && (await arrived(page)), `${steps.length} clicks lead to ${page.url()}`)
	}
	const minutes = pages.get('minutes').find((address) => fs.readFileSync(path.join(folder, address, 'index.html'), 'utf8').includes('#beslut-'))
	await page.goto(server.origin + minutes)
	await page.locator('#korthet a[href^="#beslut-"]').first().click()
	expect(await arrived(page), 'a decision in "I korthet" does not lead to its place')
	await context.close()
	end(`a decision is found from the home page in two clicks, by the list and by a topic, ${how}`)
}

async function subscribe(options, how) {
	const context = await browser.newContext(options)
	const page = await watched(context, server, faults)
	let feeds = 0, calendars = 0
	const check = async (href, type, from) => {
		const answer = await context.request.get(href)
		const body = await answer.text()
		const atom = type === 'application/atom+xml'
		if (atom) feeds++
		else calendars++
		expect(answer.ok() && (atom ? /^<\?xml[^>]*\?>\s*(<\?[^>]*>\s*)*<feed /.test(body) : /^BEGIN:VCALENDAR\r\n/.test(body)), `${href} from ${from} is no ${atom ? 'feed' : 'calendar'}`)
	}
	for (const kind of ['home', 'topic', 'municipality', 'network', 'decisions', 'assignments', 'planned', 'subscribe']) {
		const address = pages.get(kind)[0]
		await page.goto(server.origin + address)
		const links = await page.locator('main a[type="application/atom+xml"], main a[type="text/calendar"]').evaluateAll((list) => list.map((a) => [a.href, a.type, a.textContent.trim(), a.checkVisibility()]))
		expect(links.length > 0, `${address} offers nothing to subscribe to`)
		expect(links.every(([, , text, seen]) => text && seen), `${address} hides what one can subscribe to`)
		for (const [href, type] of links.slice(0, 40)) await check(href, type, address)
		const declared = await page.locator('head link[rel="alternate"][type="application/atom+xml"]').evaluateAll((list) => list.map((link) => link.href))
		if (kind !== 'subscribe') expect(declared.some((href) => links.some(([other]) => other === href)), `${address} declares a feed that it does not show, or none`)
	}
	expect(feeds > 5 && calendars > 1, `${feeds} feeds and ${calendars} calendars`)
	const person = pages.get('person')?.[0]
	if (person) {
		await page.goto(server.origin + person)
		expect((await page.locator('[type="application/atom+xml"]').count()) === 0, 'a person can be followed')
	}
	await context.close()
	end(`what one can subscribe to is linked, declared and there, ${how}`)
}

const channel = (colour) => colour.match(/[\d.]+/g).slice(0, 3).map(Number)
const bright = (colour) => channel(colour).reduce((sum, value) => sum + value, 0) / 3

async function dark() {
	const context = await browser.newContext()
	const page = await watched(context, server, faults)
	for (const kind of ['home', 'minutes', 'topic', 'search', 'not-found']) {
		const seen = {}
		for (const colorScheme of ['light', 'dark']) {
			await page.emulateMedia({ colorScheme })
			await page.goto(server.origin + pages.get(kind)[0])
			seen[colorScheme] = await page.evaluate(() => ({ ground: getComputedStyle(document.body).backgroundColor, text: getComputedStyle(document.querySelector('main')).color,
				link: getComputedStyle(document.querySelector('main a, footer a')).color, scheme: getComputedStyle(document.documentElement).colorScheme }))
		}
		const { light, dark: night } = seen
		expect(bright(light.ground) > 230 && bright(light.text) < 60, `${kind}: light is ${light.text} on ${light.ground}`)
		expect(bright(night.ground) < 50 && bright(night.text) > 200, `${kind}: dark is ${night.text} on ${night.ground}`)
		expect(light.link !== night.link, `${kind}: links keep their colour in the dark`)
		expect(/dark/.test(night.scheme), `${kind}: fields and scroll bars stay light in the dark`)
	}
	await context.close()
	end('dark: ground, text, links and the browser\'s own parts change')
}

// A4, without navigation, with the address; decisions keep their edge. pdfinfo and pdftotext (poppler) read what comes out.
async function print() {
	const context = await browser.newContext()
	const page = await watched(context, server, faults)
	const work = fs.mkdtempSync(path.join(os.tmpdir(), 'utskrift-'))
	for (const kind of ['minutes', 'decisions', 'topic', 'home']) {
		const address = pages.get(kind)[0]
		await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
		await page.goto(server.origin + address)
		const seen = await page.evaluate(() => ({
			nav: [...document.querySelectorAll('nav, form, .hopp, [role="search"]')].filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 80)),
			ground: getComputedStyle(document.body).backgroundColor, text: getComputedStyle(document.querySelector('main')).color,
			canonical: document.querySelector('link[rel="canonical"]')?.href ?? '', heading: document.querySelector('h1').innerText,
			edge: document.querySelector('main .beslut') && getComputedStyle(document.querySelector('main .beslut')).borderLeftWidth,
		}))
		expect(!seen.nav.length, `${kind}: printed with ${seen.nav}`)
		expect(bright(seen.text) < 60 && (bright(seen.ground) > 240 || /, 0\)$/.test(seen.ground)), `${kind}: printed as ${seen.text} on ${seen.ground}`)
		if (kind === 'minutes') expect(seen.edge === null || parseFloat(seen.edge) >= 2, 'printed decisions have no edge')
		const file = path.join(work, `${kind}.pdf`)
		await page.pdf({ path: file, preferCSSPageSize: true, printBackground: false })
		const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' })
		const [, width, height] = info.match(/Page size: +([\d.]+) x ([\d.]+)/)
		expect(Math.abs(width - 595.3) < 2 && Math.abs(height - 841.9) < 2, `${kind}: pages of ${width} × ${height} points are not A4`)
		const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ')
		expect(text.replace(/ /g, '').includes(seen.canonical.replace(/ /g, '')), `${kind}: the address ${seen.canonical} is not printed`)
		expect(text.replace(/[- ]/g, '').includes(seen.heading.replace(/[-\s\u00ad]/g, '')), `${kind}: the heading is not printed`)
	}
	fs.rmSync(work, { recursive: true })
	await context.close()
	end('print: A4 pages, dark on white also in the dark, no navigation, the address and the heading are there')
}

async function lost() {
	const context = await browser.newContext()
	const page = await context.newPage()
	const answer = await page.goto(server.origin + '/protokoll/1901-01-01-sikt/djupare/')
	expect(answer.status() === 404, `an address that is not there answers ${answer.status()}`)
	expect(await page.evaluate(() => document.styleSheets[0]?.cssRules.length > 50), 'its page has no look')
	await page.locator('main a, header a').first().click()
	await page.waitForURL(server.origin + '/')
	await context.close()
	end('who is lost gets a page of the archive, at any depth, that leads home')
}

// Item links can be copied; going back from one is where one was.
async function anchors(options, how) {
	const context = await browser.newContext(options)
	const page = await watched(context, server, faults)
	await page.goto(server.origin + pages.get('minutes')[0])
	const link = page.locator('section.punkt h2 a.paragraf').last()
	const href = await link.evaluate((a) => a.href)
	await link.click()
	expect(page.url() === href && (await arrived(page)), `the link of an item leads to ${page.url()}`)
	const fresh = await watched(context, server, faults)
	await fresh.goto(href)
	expect(await arrived(fresh), 'the address of an item, opened anew, is not in view')
	await context.close()
	end(`the address of an item can be copied and opened, ${how}`)
}

for (const [options, how] of [[{}, 'with script'], [{ javaScriptEnabled: false }, 'without']]) {
	await decision(options, how)
	await subscribe(options, how)
	await anchors(options, how)
}
await dark()
await print()
await lost()
say('journeys: nothing on the console, no breach of the policy, no other host', faults)
await browser.close()
server.close()
