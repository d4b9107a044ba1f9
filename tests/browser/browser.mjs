// Debian's Chromium and a small static server, for the tests beside this file.
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { chromium } from 'playwright-core'

// reliability.md, "Text and markup": what a host is asked to send. Pagefind is WebAssembly, so searching may compile it.
export const policy = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; " +
	"connect-src 'self'; base-uri 'none'; form-action 'self'"
const policyFor = (address) => (/^\/(sok|pagefind)\//.test(address) ? policy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'") : policy)

const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.js': 'text/javascript',
	'.xml': 'application/xml', '.txt': 'text/plain; charset=utf-8', '.json': 'application/json', '.woff2': 'font/woff2', '.png': 'image/png',
	'.ics': 'text/calendar; charset=utf-8', '.csv': 'text/csv; charset=utf-8', '.pdf': 'application/pdf' }

// Serves the folder below `base` on a free port of 127.0.0.1, every response with the policy; nothing else exists there.
// `extra` maps addresses to HTML that is sent without the policy. `sent` lists what has been asked for, with its bytes.
export function serve(folder, { base = '/arkiv', extra = new Map() } = {}) {
	const sent = []
	const answer = (response, status, headers, body) => {
		response.writeHead(status, headers)
		response.end(body)
	}
	const server = http.createServer((request, response) => {
		const whole = decodeURIComponent(new URL(request.url, 'http://x').pathname)
		if (extra.has(whole)) return answer(response, 200, { 'Content-Type': types['.html'] }, extra.get(whole))
		const address = whole.startsWith(base + '/') ? whole.slice(base.length) : '/../'
		const file = path.join(folder, address.endsWith('/') ? address + 'index.html' : address)
		const found = file.startsWith(path.resolve(folder) + path.sep) && fs.existsSync(file) && fs.statSync(file).isFile()
		// As hosts of static sites do, it shows the site's own page where there is none.
		const body = fs.readFileSync(found ? file : path.join(folder, '404.html'))
		sent.push({ address, bytes: body.length, found })
		answer(response, found ? 200 : 404, {
			'Content-Type': found ? types[path.extname(file)] ?? 'application/octet-stream' : types['.html'],
			'Content-Security-Policy': policyFor(address),
			'X-Content-Type-Options': 'nosniff',
		}, body)
	})
	return new Promise((resolve) => server.listen(0, '127.0.0.1', () => {
		const host = `http://127.0.0.1:${server.address().port}`
		resolve({ host, origin: host + base, sent, extra, close: () => { server.closeAllConnections?.(); server.close() } })
	}))
}

export function launch() {
	return chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		chromiumSandbox: process.getuid() !== 0,
		args: ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
			'--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
	})
}

// A new page that adds to `faults` whatever a reader's browser would complain of: console, breaches of the policy, requests
// to other hosts, answers that are errors.
export async function watched(context, server, faults) {
	const page = await context.newPage()
	const at = () => page.url().replace(server.origin, '')
	page.on('console', (message) => ['error', 'warning'].includes(message.type()) && faults.push(`${at()}: ${message.text()}`))
	page.on('pageerror', (error) => faults.push(`${at()}: ${error}`))
	page.on('response', (response) => response.status() >= 400 && faults.push(`${at()}: ${response.status()} ${response.url()}`))
	page.on('request', (request) => /^(data|blob):/.test(request.url()) || request.url().startsWith(server.origin + '/') ||
		request.url().startsWith(server.host + '/kontroll/') || faults.push(`${at()} asks for ${request.url()}`))
	await page.addInitScript(() => document.addEventListener('securitypolicyviolation',
		(event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`)))
	return page
}

// Every page of a site as an address: "/", "/om/", "/404.html".
export function addresses(folder) {
	return fs.readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith('.html'))
		.map((name) => '/' + name.split(path.sep).join('/').replace(/(^|\/)index\.html$/, '$1')).sort()
}

export const fileOf = (folder, address) => path.join(folder, address.endsWith('/') ? address + 'index.html' : address)
export const sizeOf = (folder, address) => fs.statSync(fileOf(folder, address)).size

// What `protokoll dump pages` printed, as a map from kind to addresses, the largest page of the kind first.
export function kinds(folder, dump) {
	const map = new Map()
	for (const line of fs.readFileSync(dump, 'utf8').trim().split('\n').slice(1)) {
		const [address, kind] = line.split('\t')
		map.set(kind, [...(map.get(kind) ?? []), address])
	}
	for (const list of map.values()) list.sort((a, b) => sizeOf(folder, b) - sizeOf(folder, a) || (a < b ? -1 : 1))
	return map
}

// Goes through the list with so many workers at once.
export async function each(list, workers, work) {
	const queue = [...list]
	await Promise.all(Array.from({ length: workers }, async (_, worker) => {
		while (queue.length) await work(queue.shift(), worker)
	}))
}

// TAP: `faults` is a list of what is wrong.
export function say(name, faults) {
	console.log(`${faults.length ? 'not ok' : 'ok'} - ${name}`)
	for (const fault of faults.slice(0, 20)) console.log('# ' + String(fault).replace(/\n/g, '\n#   '))
	if (faults.length > 20) console.log(`# … and ${faults.length - 20} more`)
}
