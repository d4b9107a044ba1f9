// data.mjs NAME SITE DUMP [HIDDEN…]: what must hold for the open data of a site, given the dump of its archive and words
// that may stand nowhere. Prints TAP.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Ajv2020 from 'ajv/dist/2020.js'
import { parse } from 'csv-parse/sync'
import jsonld from 'jsonld'

const [name, site, dumpFile, ...hidden] = process.argv.slice(2)
const dump = JSON.parse(readFileSync(dumpFile, 'utf8'))
const base = dump.arkiv.adress
const raw = file => readFileSync(join(site, 'data', file), 'utf8')

function say(what, faults) {
	console.log(`${faults.length ? 'not ok' : 'ok'} - data: ${name}: ${what}`)
	for (const fault of faults.slice(0, 10)) console.log(`# ${fault}`)
}
const same = (what, a, b) => JSON.stringify(a) === JSON.stringify(b) ? [] : [`${what}: ${JSON.stringify(a).slice(0, 300)} is not ${JSON.stringify(b).slice(0, 300)}`]
const pages = (function walk(folder) {
	return readdirSync(folder).flatMap(entry => {
		const path = join(folder, entry)
		return statSync(path).isDirectory() ? walk(path) : entry.endsWith('.html') ? [path] : []
	})
})(site)

// --- addresses: a file of the site, and an id in it ---
const anchors = new Map()
function leads(address) {
	if (!address.startsWith(base)) return false
	const [path, anchor] = decodeURI(address.slice(base.length)).split('#')
	const file = join(site, path === '' || path.endsWith('/') ? `${path}index.html` : path)
	if (!existsSync(file)) return false
	if (anchor === undefined) return true
	if (!anchors.has(file)) anchors.set(file, new Set(Array.from(readFileSync(file, 'utf8').matchAll(/ id="([^"]+)"/g), m => m[1])))
	return anchors.get(file).has(anchor)
}

// --- CSV ---
const columns = {
	'moten.csv': 'dokument, natverk, datum, datum_sakerhet, tid, plats, kommun, ordforande, sekreterare, adress',
	'narvaro.csv': 'dokument, datum, natverk, typ, id, namn, status, for_kommun',
	'beslut.csv': 'dokument, nummer, datum, natverk, punkt, text, status, ersatt_av, adress',
	'uppdrag.csv': 'dokument, nummer, datum, natverk, punkt, till, text, senast, status, avslutat_i, adress',
	'laget_runt.csv': 'dokument, datum, natverk, punkt, kommun, text, adress',
	'kommande.csv': 'dokument, datum, tid, plats, kommun, vem, typ, amnen, text, status, blev',
	'oplanerat.csv': 'dokument, datum, natverk, amne',
	'omnamnanden.csv': 'dokument, punkt, stycke, typ, id, namn, antal, adress',
}
const tables = {}
for (const [file, header] of Object.entries(columns)) {
	const faults = []
	try {
		// Strict: another line end, a stray quote or a row of another length is an error.
		const [first, ...rest] = parse(raw(file), { bom: false, record_delimiter: '\r\n', relax_quotes: false, relax_column_count: false })
		faults.push(...same('columns', first.join(', '), header))
		tables[file.slice(0, -4)] = rest.map(row => Object.fromEntries(row.map((cell, i) => [first[i], cell])))
		if (raw(file).startsWith('\ufeff')) faults.push('begins with a byte order mark')
		if (!raw(file).endsWith('\r\n')) faults.push('does not end in CRLF')
	} catch (error) {
		faults.push(error.message)
		tables[file.slice(0, -4)] = []
	}
	say(`${file} is CSV with the columns of the contract`, faults)
}

// --- JSON ---
const archive = JSON.parse(raw('arkiv.json')), schema = JSON.parse(raw('arkiv.schema.json'))
const ajv = new Ajv2020({ allErrors: true, strict: true })
const valid = ajv.compile(schema)
say('arkiv.json follows its schema', valid(archive) ? [] : valid.errors.map(error => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`))
const strange = structuredClone(archive)
strange.dokument[0].personnummer = '1'
const wrong = structuredClone(archive)
delete wrong.dokument[0].id
say('the schema refuses what it does not know', [strange, wrong].filter(one => valid(one)).map(() => 'a wrong file is valid'))
const members = [schema, ...Object.values(schema.$defs)].flatMap(record => Object.entries(record.properties))
say('every key in the schema is described', members.filter(([, member]) => !member.description || member.description.startsWith('data.')).map(([key]) => key))
say('no key in the file is null or empty', Array.from(JSON.stringify(archive).matchAll(/"(\w+)":(null|"")/g), m => m[0]))

// --- the two tell the same, and what the archive holds ---
const told = archive.dokument.filter(document => !document.avpublicerad)
const minutes = told.filter(document => document.slag === 'protokoll')
const rows = key => minutes.flatMap(document => document[key].map(entry => ({ dokument: document.id, ...entry })))
const id = one => one ? one.id ?? one.namn.replaceAll(';', ',') : ''
const ids = many => many.map(id).join(';')
const text = value => value === undefined ? '' : String(value)
const held = document => ({ dokument: document.id, natverk: ids(document.natverk), datum: text(document.datum) })
const meeting = Object.fromEntries(minutes.map(document => [document.id, held(document)]))
const pick = (file, entry) => Object.fromEntries(columns[file].split(', ').map(column => [column, text(entry[column])]))
const withMeeting = (file, entry) => pick(file, { ...entry, ...meeting[entry.dokument] })
const expected = {
	moten: minutes.map(m => pick('moten.csv', { ...m, ...held(m), kommun: id(m.kommun), ordforande: ids(m.ordforande), sekreterare: ids(m.sekreterare) })),
	narvaro: rows('narvaro').map(r => withMeeting('narvaro.csv', { ...r, typ: r.typ ?? 'person', for_kommun: id(r.for_kommun) })),
	beslut: rows('beslut').map(r => withMeeting('beslut.csv', r)),
	uppdrag: rows('uppdrag').map(r => withMeeting('uppdrag.csv', {
		...r, till: [...r.till.map(id), ...(r.alla ? ['alla'] : [])].join(';'), senast: r.senast ?? r.senast_mote,
	})),
	laget_runt: rows('laget_runt').map(r => withMeeting('laget_runt.csv', { ...r, kommun: id(r.kommun) })),
	kommande: rows('kommande').map(r => pick('kommande.csv', { ...r, kommun: id(r.kommun), vem: ids(r.vem), amnen: ids(r.amnen) })),
	oplanerat: minutes.flatMap(m => m.oplanerat.map(topic => withMeeting('oplanerat.csv', { dokument: m.id, amne: id(topic) }))),
	omnamnanden: told.filter(d => d.slag !== 'sida').flatMap(d => d.omnamnanden.map(r => pick('omnamnanden.csv', { ...r, dokument: d.id }))),
}
for (const [table, wanted] of Object.entries(expected)) {
	// Planned meetings come in the order of their days in the table, in that of the minutes in the archive.
	const ordered = list => table === 'kommande' ? list.map(row => JSON.stringify(row)).sort() : list
	const given = ordered(tables[table]), other = ordered(wanted)
	say(`${table}.csv tells what arkiv.json tells`, [...same('rows', given.length, other.length), ...given.flatMap((row, i) => same(`row ${i + 1}`, row, other[i]))])
}
const dates = tables.kommande.map(row => row.datum || '9999')
say('planned meetings come by day', same('order', dates, [...dates].sort()))

const withdrawn = new Set(archive.dokument.filter(document => document.avpublicerad).map(document => document.id))
const inDump = slag => dump.dokument.filter(document => document.slag === slag && !withdrawn.has(document.id))
say('every document of the archive is there', ['protokoll', 'dokument', 'sida'].flatMap(slag =>
	same(slag, told.filter(document => document.slag === slag).map(document => document.id), inDump(slag).map(document => document.id))))
say('every planned meeting and waiting topic is there', ['kommande', 'oplanerat'].flatMap(key =>
	same(key, tables[key].length, inDump('protokoll').reduce((sum, document) => sum + (document[key] ?? []).length, 0))))
const registers = ['natverk', 'kommuner', 'personer', 'amnen', 'organisationer']
say('the registers are whole', registers.flatMap(key => same(key, archive[key].map(entry => entry.id), dump[key].map(entry => entry.id))))

// --- what they refer to is there ---
const known = new Set(registers.flatMap(key => archive[key].map(entry => entry.id)))
const documents = new Set([...archive.dokument, ...archive.saknade].map(document => document.id))
const names = new Set(dump.dokument.flatMap(d => [...(d.ordforande ?? []), ...(d.sekreterare ?? []), ...(d.oplanerat ?? []), ...(d.kommande ?? []).flatMap(k => k.amnen ?? [])].map(r => r.text)))
const lost = []
for (const [table, list] of Object.entries(tables))
	for (const row of list) {
		for (const column of ['dokument', 'ersatt_av', 'avslutat_i', 'blev'])
			if (row[column] && !documents.has(row[column])) lost.push(`${table}: ${column} ${row[column]}`)
		for (const column of ['natverk', 'kommun', 'ordforande', 'sekreterare', 'vem', 'amnen', 'amne', 'for_kommun'])
			for (const one of (row[column] ?? '').split(';').filter(Boolean))
				if (!known.has(one) && !names.has(one)) lost.push(`${table}: ${column} ${one}`)
		if (table === 'omnamnanden' && !(row.typ === 'dokument' ? documents : known).has(row.id)) lost.push(`omnamnanden: ${row.typ} ${row.id}`)
		if (table === 'narvaro' && row.id && !known.has(row.id)) lost.push(`narvaro: ${row.id}`)
	}
say('what the tables refer to is in the archive', lost)
const addresses = [...Object.values(tables).flat().map(row => row.adress), ...Array.from(JSON.stringify(archive).matchAll(/"adress":("[^"]*")/g), m => JSON.parse(m[1]))]
	.filter(address => address?.startsWith(base))
say('every address leads to its place in the site', [...new Set(addresses)].filter(address => !leads(address)))
say('there are addresses', addresses.length > 10 ? [] : [`${addresses.length}`])

// --- the page that describes them ---
const page = readFileSync(join(site, 'data', 'index.html'), 'utf8')
const parts = page.split('<h3 ').slice(1)
say('/data/ lists every file, with its columns and the number of its rows', Object.keys(columns).flatMap((file, i) => {
	const part = parts[i] ?? ''
	return [
		...same('columns', Array.from(part.matchAll(/<th scope="row"><code>(\w+)<\/code><\/th>/g), m => m[1]).join(', '), columns[file]),
		...same('link', part.includes(`href="${file}"`), true),
		...same(`rows of ${file}`, part.match(/<span class="om">(\d+) rad/)?.[1], String(tables[file.slice(0, -4)].length)),
	]
}))
say('/data/ has words for all it says', page.includes('>data.') ? ['a word is missing'] : [])

// --- JSON-LD, by a processor that gets the vocabulary of schema.org from here: nothing is fetched ---
const context = {
	'@context': {
		'@vocab': 'https://schema.org/', ...Object.fromEntries(['url', 'item', 'license', 'contentUrl', 'eventStatus'].map(term => [term, { '@type': '@id' }])),
	},
}
const documentLoader = async url => {
	if (url !== 'https://schema.org') throw new Error(`asks for ${url}`)
	return { contextUrl: null, documentUrl: url, document: context }
}
// A date as precise as it is known, or a time whose offset is that of Stockholm at that time.
function isLocal(time) {
	if (/^\d{4}(-\d\d(-\d\d)?)?$/.test(time)) return true
	const [, written] = time.match(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:00)\+0\d:00$/) ?? []
	return new Date(time).toLocaleString('sv-SE', { timeZone: 'Europe/Stockholm' }) === written?.replace('T', ' ')
}
const people = dump.personer.map(person => person.namn)
const counts = {}, bad = []
for (const file of pages) {
	const blocks = Array.from(readFileSync(file, 'utf8').matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs), m => m[1])
	const noindex = readFileSync(file, 'utf8').includes('name="robots" content="noindex')
	if (blocks.length > 1 || (noindex && blocks.length)) bad.push(`${file}: ${blocks.length} blocks`)
	if (!noindex && !blocks.length && file !== join(site, 'index.html')) bad.push(`${file}: says nothing`)
	for (const block of blocks) {
		if (people.some(person => block.includes(person))) bad.push(`${file}: names a person`)
		const graph = JSON.parse(block)
		try {
			const expanded = await jsonld.expand(graph, { documentLoader, safe: true })
			const nodes = await jsonld.flatten(expanded, null, { documentLoader })
			for (const node of nodes)
				for (const type of node['@type'] ?? []) {
					const short = type.replace('https://schema.org/', '')
					counts[short] = (counts[short] ?? 0) + 1
					for (const term of ['url', 'item', 'contentUrl'])
						for (const { '@id': address } of node[`https://schema.org/${term}`] ?? [])
							if (address.startsWith(base) && !leads(address)) bad.push(`${file}: ${address} leads nowhere`)
					for (const term of ['startDate', 'endDate'])
						for (const { '@value': time } of node[`https://schema.org/${term}`] ?? [])
							if (!isLocal(time)) bad.push(`${file}: ${time} is no date, or no time in Stockholm`)
				}
		} catch (error) {
			bad.push(`${file}: ${error.message}`)
		}
	}
}
say('JSON-LD can be read on every page that is indexed, and names nobody', bad)
say('one event for each dated meeting, and one data set', [
	...same('Event', counts.Event, minutes.filter(document => document.datum).length), ...same('Dataset', counts.Dataset, 1),
	...same('DataDownload', counts.DataDownload, 9), ...same('types', Object.keys(counts).filter(type => type === 'Person'), []),
])

// --- nobody who is hidden ---
if (hidden.length) {
	const files = [...Object.keys(columns), 'arkiv.json', 'arkiv.schema.json']
	say('hidden names stand nowhere in the data', files.flatMap(file => hidden.filter(word => raw(file).toLowerCase().includes(word.toLowerCase())).map(word => `${file}: ${word}`)))
	const masked = archive.personer.filter(person => !person.adress)
	say('of hidden people there is the id and what is shown', [...same('how many', masked.length > 0, true), ...masked.flatMap(person => same('keys', Object.keys(person), ['id', 'namn']))])
}
