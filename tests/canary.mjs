// canary.mjs NAME wanted|unwanted FILE…: the words of the canary in files and folders, in any form in which a page, a feed, an
// index or a message may carry them. Prints one line of TAP. `wanted`: they must be found (the control).
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, inflateSync } from 'node:zlib'

const words = ['kanutte', 'fagerlyrsson', 'kanfager', 'kanmaskot']
const [name, wish, ...roots] = process.argv.slice(2)
const entities = { aring: 'å', auml: 'ä', ouml: 'ö', Aring: 'Å', nbsp: ' ', shy: '', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

// Case, diacritics, and what is not seen.
const folded = text => text.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '').toLowerCase()
const percent = text => text.replace(/(?:%[0-9a-f]{2})+/gi, run => Buffer.from(run.replace(/%/g, ''), 'hex').toString('utf8'))
const entity = text => text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,8}));/gi, (whole, decimal, hex, word) => {
	const code = decimal ? Number(decimal) : hex ? parseInt(hex, 16) : 0
	return word ? entities[word] ?? whole : code && code < 0x110000 ? String.fromCodePoint(code) : whole
})
const json = text => text.replace(/\\u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(parseInt(code, 16)))
// Lines that a calendar folds, and what emphasis cuts.
const unfolded = text => text.replace(/\r?\n[ \t]/g, '')
const untagged = text => text.replace(/<[^>]{0,400}>/g, '')

function* views(text) {
	const steps = [percent, entity, json, unfolded, untagged]
	yield text
	for (const step of steps) yield step(text)
	yield steps.reduce((all, step) => step(all), text)
	yield [entity, entity, percent, percent, json].reduce((all, step) => step(all), text)
}

function unpacked(bytes) {
	for (const unpack of [gunzipSync, inflateSync]) {
		try { return unpack(bytes) } catch { /* not packed so */ }
	}
	return bytes
}

const files = path => statSync(path).isDirectory()
	? readdirSync(path).flatMap(entry => files(join(path, entry))).concat(path)
	: [path]
const hits = []
for (const path of roots.flatMap(files)) {
	const bytes = statSync(path).isDirectory() ? Buffer.alloc(0) : unpacked(readFileSync(path))
	for (const text of new Set([...views(bytes.toString('utf8')), ...views(path)])) {
		const clean = folded(text), word = words.find(one => clean.includes(one))
		if (!word) continue
		const at = clean.indexOf(word)
		hits.push(`${path}: …${clean.slice(Math.max(0, at - 60), at + 60).replace(/\s+/g, ' ')}…`)
		break
	}
}
const passed = wish === 'wanted' ? hits.length > 0 : hits.length === 0
console.log(`${passed ? 'ok' : 'not ok'} - canary: ${name}`)
if (!passed) for (const hit of hits.slice(0, 25)) console.log(`# ${hit}`)
