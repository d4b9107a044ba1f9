// The real site in a browser: site.mjs SITE. Every page loads under the policy without a complaint, asks no other host and
// does not scroll sideways at 320 px; one page of each kind passes axe in four settings; the keyboard meets the skip link
// first and its focus can be seen.
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
import { addresses, launch, say, serve } from './browser.mjs'

const folder = path.resolve(process.argv[2])
const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const server = await serve(folder)
const browser = await launch()

// The kind of a page is the shape of its address; the largest page stands for its kind.
function kinds(all) {
	const largest = new Map()
	for (const address of all) {
		const parts = address.split('/').filter(Boolean)
		const shape = parts.length < 2 ? address : `/${parts[0]}/${/^\d{4}$/.test(parts[1]) ? 'år' : 'en'}/${parts.length}`
		const size = fs.statSync(path.join(folder, address.endsWith('/') ? address + 'index.html' : address)).size
		if (!largest.has(shape) || largest.get(shape).size < size) largest.set(shape, { address, size })
	}
	return [...largest.values()].map((page) => page.address)
}

async function open(context, address, faults) {
	const page = await context.newPage()
	page.on('console', (message) => ['error', 'warning'].includes(message.type()) && faults.push(`${address}: ${message.text()}`))
	page.on('pageerror', (error) => faults.push(`${address}: ${error}`))
	page.on('response', (response) => response.status() >= 400 && faults.push(`${address}: ${response.status()} ${response.url()}`))
	page.on('request', (request) => request.url().startsWith(server.origin) || faults.push(`${address} asks for ${request.url()}`))
	await page.addInitScript(() => {
		window.violations = []
		document.addEventListener('securitypolicyviolation', (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`))
	})
	await page.goto(server.origin + address)
	for (const violation of await page.evaluate(() => window.violations)) faults.push(`${address}: policy: ${violation}`)
	return page
}

async function everyPage(all) {
	const faults = [], wide = []
	const context = await browser.newContext({ viewport: { width: 320, height: 640 } })
	for (const address of all) {
		const page = await open(context, address, faults)
		const width = await page.evaluate(() => document.documentElement.scrollWidth)
		if (width > 320) {
			const who = await page.evaluate(() => [...document.querySelectorAll('body *')]
				.filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('[tabindex="0"]')).slice(0, 3).map((e) => e.outerHTML.slice(0, 120)))
			wide.push(`${address} is ${width} px wide: ${who.join(' … ')}`)
		}
		await page.close()
	}
	await context.close()
	say(`${all.length} pages: nothing on the console, no breach of the policy, no other host`, faults)
	say(`${all.length} pages: no sideways scroll at 320 px`, wide)
}

async function accessible(some, colorScheme, width) {
	const faults = []
	const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, reducedMotion: 'reduce' })
	for (const address of some) {
		const page = await open(context, address, [])
		await page.evaluate(axe)
		const { violations } = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }), tags)
		for (const { id, help, nodes } of violations) {
			faults.push(`${address}: ${id}: ${help}: ${nodes.slice(0, 3).map((node) => `${node.html.slice(0, 140)} ${node.any[0]?.message ?? ''}`).join(' | ')}`)
		}
		await page.close()
	}
	await context.close()
	say(`axe: ${some.length} kinds of pages, ${colorScheme}, ${width} px`, faults)
}

async function keyboard(some) {
	const faults = []
	const context = await browser.newContext({ viewport: { width: 1360, height: 800 } })
	for (const address of some) {
		const page = await open(context, address, [])
		for (let i = 0; i < 12; i++) {
			await page.keyboard.press('Tab')
			const at = await page.evaluate(() => {
				const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e)
				return {
					body: e === document.body, html: e.outerHTML.slice(0, 100), href: e.getAttribute('href') ?? '',
					target: !!(e.hash && document.getElementById(decodeURIComponent(e.hash.slice(1)))),
					seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
					ring: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none',
				}
			})
			if (at.body) break
			if (i === 0 && !(at.href.startsWith('#') && at.target)) faults.push(`${address}: first in the tab order is ${at.html}`)
			if (!at.seen || !at.ring) faults.push(`${address}: focus cannot be seen on ${at.html}`)
		}
		await page.close()
	}
	await context.close()
	say(`keyboard: ${some.length} kinds of pages, the skip link first and focus visible`, faults)
}

const all = addresses(folder), some = kinds(all)
await everyPage(all)
await Promise.all([accessible(some, 'light', 1360), accessible(some, 'dark', 320)])
await Promise.all([accessible(some, 'dark', 1360), accessible(some, 'light', 320)])
await keyboard(some)
await browser.close()
server.close()
