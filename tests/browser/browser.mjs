// Debian's Chromium and a small static server, for run.mjs.
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { chromium } from 'playwright-core'

// reliability.md, "Text and markup"
export const policy = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; " +
	"connect-src 'self'; base-uri 'none'; form-action 'self'"

const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.js': 'text/javascript',
	'.xml': 'application/xml', '.txt': 'text/plain; charset=utf-8', '.json': 'application/json', '.woff2': 'font/woff2', '.png': 'image/png' }

// Serves the folder on a free port of 127.0.0.1; `extra` maps addresses to HTML that is sent without the policy.
export function serve(folder, extra = new Map()) {
	const server = http.createServer((request, response) => {
		const address = decodeURIComponent(new URL(request.url, 'http://x').pathname)
		if (extra.has(address)) {
			response.writeHead(200, { 'Content-Type': types['.html'] })
			response.end(extra.get(address))
			return
		}
		const file = path.join(folder, address.endsWith('/') ? address + 'index.html' : address)
		const found = file.startsWith(path.resolve(folder)) && fs.existsSync(file) && fs.statSync(file).isFile()
		response.writeHead(found ? 200 : 404, {
			'Content-Type': types[path.extname(file)] ?? 'application/octet-stream',
			'Content-Security-Policy': policy,
			'X-Content-Type-Options': 'nosniff',
		})
		response.end(found ? fs.readFileSync(file) : 'not found')
	})
	return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve({
		origin: `http://127.0.0.1:${server.address().port}`,
		close: () => server.close(),
	})))
}

export function launch() {
	return chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		chromiumSandbox: process.getuid() !== 0,
		args: ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
			'--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
	})
}

// Every page of a site as an address: "/", "/om/", "/404.html".
export function addresses(folder) {
	return fs.readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith('.html'))
		.map((name) => '/' + name.split(path.sep).join('/').replace(/(^|\/)index\.html$/, '$1')).sort()
}

// TAP: `faults` is a list of what is wrong.
export function say(name, faults) {
	console.log(`${faults.length ? 'not ok' : 'ok'} - ${name}`)
	for (const fault of faults.slice(0, 20)) console.log('# ' + String(fault).replace(/\n/g, '\n#   '))
}
