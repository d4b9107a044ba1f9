// Reads feeds and calendars with programs we did not write: xmllint, feedparser and ical.js. What a made site must hold.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import FeedParser from 'feedparser'
import ICAL from 'ical.js'

const schema = join(dirname(fileURLToPath(import.meta.url)), 'atom.rng')

export const filesOf = (site, ending) =>
	readdirSync(site, { recursive: true, withFileTypes: true })
		.filter((file) => file.isFile() && file.name.endsWith(ending))
		.map((file) => join(file.parentPath ?? file.path, file.name).slice(site.length))
		.sort()

export const fault = (message) => {
	throw new Error(message)
}
export const must = (holds, message) => holds || fault(message)

// --- feeds ---

const read = (path, text) =>
	new Promise((resolve, reject) => {
		const items = []
		const parser = new FeedParser({ addmeta: false, normalize: true, resume_saxerror: false })
		parser.on('error', (error) => reject(new Error(`${path}: ${error.message}`)))
		parser.on('readable', () => {
			for (let item; (item = parser.read()); ) items.push(item)
		})
		parser.on('end', () => resolve({ meta: parser.meta, items }))
		Readable.from([text]).pipe(parser)
	})

// The content as it stands, before the reader resolves anything. Feeds hold it escaped, one element a line.
const contents = (text) =>
	[...text.matchAll(/<content type="html">([^<]*)<\/content>/g)].map((match) =>
		match[1].replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&'))

const pageOf = (site, base, address) => {
	must(address.startsWith(base), `${address} is not of the site`)
	const path = decodeURIComponent(address.slice(base.length).split('#')[0])
	return join(site, path.endsWith('/') || path === '' ? join(path, 'index.html') : path)
}

const mustLead = (site, base, address, from) => {
	if (!address.startsWith(base)) return
	const page = pageOf(site, base, address)
	must(existsSync(page), `${from}: ${address} leads nowhere`)
	const anchor = address.split('#')[1]
	if (anchor) must(readFileSync(page, 'utf8').includes(` id="${anchor}"`), `${from}: ${address} has no such anchor`)
}

export const readFeed = async (site, base, path) => {
	const text = readFileSync(join(site, path), 'utf8')
	const feed = await read(path, text)
	must(feed.meta['#version'] === '1.0' && feed.meta['#type'] === 'atom', `${path}: not an Atom feed`)
	must(feed.meta.xmlurl === base + path.slice(1), `${path}: its own address is ${feed.meta.xmlurl}`)
	mustLead(site, base, feed.meta.link, path)
	must(feed.items.length <= 50, `${path}: ${feed.items.length} entries`)
	must(new Set(feed.items.map((item) => item.guid)).size === feed.items.length, `${path}: an id stands twice`)
	feed.items.forEach((item, at) => {
		must(item.guid.startsWith(base) && item.link.startsWith(base), `${path}: ${item.guid} is no full address`)
		mustLead(site, base, item.link, path)
		must(item.date instanceof Date && !isNaN(item.date), `${path}: ${item.guid} has no date`)
		must(at === 0 || feed.items[at - 1].date >= item.date, `${path}: ${item.guid} is newer than the one before`)
		must(item.title && item.author === feed.meta.author, `${path}: ${item.guid} lacks title or author`)
	})
	must(!feed.items.length || +feed.meta.date === +feed.items[0].date, `${path}: is older than its entries`)
	for (const html of contents(text))
		for (const [, , link] of html.matchAll(/\s(href|src)="([^"]*)"/g)) {
			must(/^(https?|mailto|tel):/.test(link), `${path}: the link ${link} is relative`)
			mustLead(site, base, link.replace(/&amp;/g, '&'), path)
		}
	must(contents(text).length === feed.items.length, `${path}: an entry without content`)
	return feed
}

export const validate = (site, paths) =>
	execFileSync('xmllint', ['--noout', '--nonet', '--relaxng', schema, ...paths.map((path) => join(site, path))], { stdio: 'pipe' })

// --- calendars ---

const checkLines = (path, bytes) => {
	const decoder = new TextDecoder('utf-8', { fatal: true })
	must(bytes.subarray(-2).toString() === '\r\n', `${path}: does not end in CRLF`)
	for (let from = 0; from < bytes.length; ) {
		const end = bytes.indexOf('\r\n', from)
		const line = bytes.subarray(from, end)
		must(line.length <= 75, `${path}: a line of ${line.length} octets`)
		must(!line.includes(10) && !line.includes(13), `${path}: a line end that is not CRLF`)
		decoder.decode(line) // a fold inside a character throws
		from = end + 2
	}
}

const required = ['uid', 'dtstamp', 'dtstart', 'summary', 'sequence', 'status', 'url', 'categories', 'description']

export const readCalendar = (site, base, path) => {
	const bytes = readFileSync(join(site, path))
	checkLines(path, bytes)
	const calendar = new ICAL.Component(ICAL.parse(bytes.toString('utf8')))
	for (const [name, value] of [['version', '2.0'], ['method', 'PUBLISH'], ['calscale', 'GREGORIAN']])
		must(calendar.getFirstPropertyValue(name) === value, `${path}: ${name}`)
	must(calendar.getFirstPropertyValue('prodid') && calendar.getFirstPropertyValue('x-wr-calname'), `${path}: has no name`)
	const zone = calendar.getFirstSubcomponent('vtimezone')
	must(zone?.getFirstPropertyValue('tzid') === 'Europe/Stockholm', `${path}: no time zone`)
	ICAL.TimezoneService.reset()
	ICAL.TimezoneService.register(zone)
	const events = calendar.getAllSubcomponents('vevent').map((component) => {
		const event = new ICAL.Event(component)
		for (const name of required) must(component.getAllProperties(name).length === 1, `${path}: ${event.uid} has not one ${name}`)
		must(event.endDate.compare(event.startDate) >= 0, `${path}: ${event.uid} ends before it begins`)
		must(!event.startDate.isDate || event.endDate.compare(event.startDate) > 0, `${path}: ${event.uid} has no day`)
		const url = component.getFirstPropertyValue('url')
		must(url.startsWith(base), `${path}: ${url} is no full address`)
		mustLead(site, base, url, path)
		const status = component.getFirstPropertyValue('status')
		must(['TENTATIVE', 'CONFIRMED', 'CANCELLED'].includes(status), `${path}: ${event.uid} is ${status}`)
		must(event.uid.endsWith('@' + base.replace(/^https?:\/\//, '').replace(/\/$/, '')), `${path}: ${event.uid} is not of the site`)
		return { uid: event.uid.split('@')[0], event, status, sequence: event.sequence, url, component }
	})
	must(new Set(events.map((event) => event.uid)).size === events.length, `${path}: a UID stands twice`)
	return events
}
