// feeds.mjs PROTOKOLL: every feed and calendar of content/ and of an archive made for the purpose is read back, and what
// readers and calendars rely on is compared over builds: ids, UIDs, sequence numbers. Prints TAP lines.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { filesOf, must, readCalendar, readFeed, validate } from './feeds/site.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const program = resolve(process.argv[2])
const work = mkdtempSync(join(tmpdir(), 'feeds-'))
process.on('exit', () => rmSync(work, { recursive: true, force: true }))

const test = async (name, run) => {
	try {
		await run()
		console.log(`ok - feeds: ${name}`)
	} catch (error) {
		console.log(`not ok - feeds: ${name}`)
		console.log(String(error.stderr ?? error.message).trim().split('\n').slice(0, 5).map((line) => `# ${line}`).join('\n'))
		process.exitCode = 1
	}
}

const build = (folder, site, ...more) =>
	execFileSync(program, ['build', '--output', site, '--date', '2026-11-22', '--no-search', '--quiet', ...more], { cwd: folder, stdio: 'pipe' })

const everything = async (site, base) => {
	const feeds = new Map(), calendars = new Map()
	for (const path of filesOf(site, 'atom.xml')) feeds.set(path, await readFeed(site, base, path))
	for (const path of filesOf(site, '.ics')) calendars.set(path, readCalendar(site, base, path))
	return { feeds, calendars }
}

// --- the archive of content/: what is really published ---

const own = join(work, 'own')
const ownBase = readFileSync(join(root, 'content/arkiv.yaml'), 'utf8').match(/^adress: *(\S+)/m)[1]
await test('content/ builds', () => build(root, own))
await test('feeds of content/ follow the schema', () => validate(own, filesOf(own, 'atom.xml')))
await test('feeds and calendars of content/ are read back', async () => {
	const { feeds, calendars } = await everything(own, ownBase)
	must(feeds.has('/atom.xml') && feeds.has('/beslut/atom.xml') && feeds.has('/uppdrag/atom.xml'), 'a feed is missing')
	for (const [folder, ending] of [['amnen', 'atom.xml'], ['kommuner', 'atom.xml'], ['natverk', 'atom.xml'], ['natverk', 'kalender.ics']])
		for (const page of filesOf(join(own, folder), 'index.html').filter((path) => path.split('/').length === 3))
			must((ending === 'atom.xml' ? feeds : calendars).has(`/${folder}${page.replace('index.html', ending)}`), `/${folder}${page} lacks ${ending}`)
	must(![...feeds.keys()].some((path) => /^\/(personer|organisationer)\//.test(path)), 'a person has a feed')
	must(calendars.get('/kalender.ics').length > 10, 'the calendar is empty')
})
await test('pages lead to their feeds', () => {
	for (const page of ['', 'amnen/mediapoolen/', 'kommuner/skovde/', 'natverk/sikt/', 'beslut/', 'uppdrag/']) {
		const html = readFileSync(join(own, page, 'index.html'), 'utf8')
		must(/<link rel="alternate" type="application\/atom\+xml" href="(\.\/)?atom\.xml" title="[^"]+"\/>/.test(html), `/${page} has no feed in its head`)
		must(/<a href="(\.\/)?atom\.xml"/.test(html), `/${page} has no visible link`)
	}
	must(!readFileSync(join(own, 'personer/hannes-berggren/index.html'), 'utf8').includes('atom.xml'), 'a person is followed')
})
await test('the page about subscribing lists every feed and calendar', () => {
	const html = readFileSync(join(own, 'prenumerera/index.html'), 'utf8')
	for (const path of [...filesOf(own, 'atom.xml'), ...filesOf(own, '.ics')])
		must(html.includes(`href="..${path}"`), `${path} is not listed`)
})

// --- an archive made for the purpose ---

const folder = join(work, 'made')
const base = 'https://arkiv.exempel.se/protokoll-arkiv/'
const put = (path, text) => {
	mkdirSync(dirname(join(folder, 'content', path)), { recursive: true })
	writeFileSync(join(folder, 'content', path), text)
}
const minutes = (date, matter, body = '') =>
	put(`protokoll/${date.slice(0, 4)}/${date}-sikt.md`, `---\nnätverk: SIKT\ndatum: ${date}\n${matter}---\n\n${body}`)
const longPlace = '🎓🎓🎓 Åäö-salen; våning 3, bakom \\skåpet "Ärlan" ' + '🏫 ååååäää '.repeat(12)

put('arkiv.yaml', `titel: Prov & <prov>\nbeskrivning: Ett arkiv; med, tecken.\nadress: ${base}\nspråk: sv\nlicens: CC BY 4.0\nutgivare: {namn: "Utgivaren & Co", epost: arkiv@exempel.se, webb: "https://exempel.se/"}\ntillåtna_adresser: [exempel.se]\n`)
put('register/natverk.yaml', '- namn: SIKT\n- namn: SKIS\n')
put('register/kommuner.yaml', '- namn: Skövde\n- namn: Tibro\n')
put('register/amnen.yaml', '- namn: Mediapoolen\n- namn: AI\n')
put('register/personer.yaml', '- namn: Anna Exempelsson\n- {namn: Zebulon Hemligsson, id: p7, publicering: nej}\n')
minutes('2018-12-14', `tid: 09:00–12:00
plats: ${JSON.stringify(longPlace.trim())}
ordförande: Anna Exempelsson
kommande:
  - {datum: 2019-02-01, tid: "09:00–12:00", plats: Skövde}
  - {datum: 2019-07-05, tid: "13.15", plats: Tibro, medverkande: [Zebulon Hemligsson]}
  - {datum: 2019-11-14/2019-11-15, typ: konferens, ämnen: [AI], text: "Rad ett; rad, två \\\\n BEGIN:VEVENT"}
  - {datum: 2019-09}
  - {datum: 2020-01-31~, plats: Hjo}
  - {text: Inte bestämt}
`, `Inledning ]]> <b>inte fet</b> &amp; 🎓.

## 1. Mediapoolen

Om [[Mediapoolen]] och Zebulon Hemligsson, se [[SIKT 2018-12-14 §2]], [vår sida](https://exempel.se/?a=1&b=2) och en not.[^1]

Beslut: Mediapoolen provas i Skövde.

## 2. Annat

Uppdrag: Anna Exempelsson – skriva om AI. Senast: 2019-03-01

- Skövde: Har köpt allt.

[^1]: Noten om [Mediapoolen](https://exempel.se/).
`)
mkdirSync(folder, { recursive: true })
symlinkSync(join(root, 'themes'), join(folder, 'themes'))

const first = join(work, 'first')
let before
await test('the made archive builds', () => build(folder, first))
await test('feeds of the made archive follow the schema', () => validate(first, filesOf(first, 'atom.xml')))
await test('feeds and calendars of the made archive are read back', async () => {
	before = await everything(first, base)
	const [entry] = before.feeds.get('/atom.xml').items
	must(entry.guid === `${base}protokoll/2018-12-14-sikt/`, entry.guid)
	must(entry.title === 'SIKT 14 december 2018', entry.title)
	must(entry.author === 'Utgivaren & Co', entry.author)
	must(+entry.pubdate === Date.UTC(2018, 11, 14), String(entry.pubdate))
	must(entry.description.includes('Inledning ]]&gt;') && entry.description.includes('🎓'), entry.description)
	must(entry.description.includes('Noten om') && entry.description.includes('Rad ett; rad, två'), 'the minutes are not whole')
	must(entry.categories.join() === 'mediapoolen,ai', entry.categories.join())
	const [about] = before.feeds.get('/amnen/mediapoolen/atom.xml').items
	must(about.description.includes('provas i <a href=') && !about.description.includes('Har köpt allt'), about.description)
	const [decision] = before.feeds.get('/beslut/atom.xml').items
	must(decision.guid.endsWith('#beslut-1') && decision.description.includes('Beslutet gäller.'), decision.description)
})
await test('nothing tells a hidden name', () => {
	for (const path of [...filesOf(first, 'atom.xml'), ...filesOf(first, '.ics')])
		must(!/Zebulon|Hemligsson/.test(readFileSync(join(first, path), 'utf8').replace(/\r\n /g, '')), path)
})

const find = (calendars, uid, path = '/kalender.ics') => calendars.get(path).find((event) => event.uid === uid)

await test('clocks are those of Stockholm, in winter and summer', () => {
	const winter = find(before.calendars, '2019-02-01-sikt').event, summer = find(before.calendars, '2019-07-05-sikt').event
	must(winter.startDate.toJSDate().toISOString() === '2019-02-01T08:00:00.000Z', winter.startDate.toJSDate().toISOString())
	must(winter.endDate.toJSDate().toISOString() === '2019-02-01T11:00:00.000Z', winter.endDate.toJSDate().toISOString())
	must(summer.startDate.toJSDate().toISOString() === '2019-07-05T11:15:00.000Z', summer.startDate.toJSDate().toISOString())
})
await test('days, intervals and what is not certain', () => {
	const days = find(before.calendars, '2019-11-14-sikt'), about = find(before.calendars, '2020-01-31-sikt')
	must(days.event.startDate.isDate && days.event.endDate.toString() === '2019-11-16', days.event.endDate.toString())
	must(days.event.summary === 'Konferens: AI (SIKT)', days.event.summary)
	must(days.event.description.includes('Rad ett; rad, två \\n BEGIN:VEVENT'), days.event.description)
	must(about.status === 'TENTATIVE' && find(before.calendars, '2018-12-14-sikt').status === 'CONFIRMED', about.status)
	must(before.calendars.get('/kalender.ics').length === 5, 'what has no day is no event')
	must(before.calendars.get('/natverk/skis/kalender.ics').length === 0, 'SKIS has no meetings')
	must(find(before.calendars, '2018-12-14-sikt').event.location === longPlace.trim(), find(before.calendars, '2018-12-14-sikt').event.location)
})
await test('a rebuild gives the same bytes', () => {
	build(folder, join(work, 'again'))
	for (const path of [...filesOf(first, 'atom.xml'), ...filesOf(first, '.ics')])
		must(readFileSync(join(first, path)).equals(readFileSync(join(work, 'again', path))), path)
})

// --- later minutes move a meeting, and then it is held ---

let moved
await test('a moved meeting keeps its UID and its sequence rises', async () => {
	minutes('2019-01-10', 'kommande:\n  - {datum: 2019-02-08, tid: "10:00–12:00", plats: Tibro}\n', '## 1. Annat\n\nMötet den 1 februari flyttas.\n')
	build(folder, join(work, 'moved'))
	moved = await everything(join(work, 'moved'), base)
	const was = find(before.calendars, '2019-02-01-sikt'), is = find(moved.calendars, '2019-02-01-sikt')
	must(is && !find(moved.calendars, '2019-02-08-sikt'), 'the UID changed')
	must(is.event.startDate.toString() === '2019-02-08T10:00:00', is.event.startDate.toString())
	must(is.sequence > was.sequence, `${is.sequence} after ${was.sequence}`)
	must(is.component.getFirstPropertyValue('dtstamp').compare(was.component.getFirstPropertyValue('dtstamp')) > 0, 'DTSTAMP stood still')
	must(is.event.description.includes('Flyttat från 2019-02-01.'), is.event.description)
})
await test('the minutes of it are the same event', async () => {
	minutes('2019-02-08', 'tid: "10:15–12:00"\nplats: Tibro\n', '## 1. Mediapoolen\n\nBeslut: Mediapoolen provas inte. Ersätter: SIKT 2018-12-14 B1\n\nKlart: SIKT 2018-12-14 U1\n')
	build(folder, join(work, 'held'))
	const held = await everything(join(work, 'held'), base)
	const was = find(moved.calendars, '2019-02-01-sikt'), is = find(held.calendars, '2019-02-01-sikt')
	must(is.sequence > was.sequence && is.status === 'CONFIRMED', `${is.sequence} ${is.status}`)
	must(is.url === `${base}protokoll/2019-02-08-sikt/`, is.url)
	must(is.event.startDate.toString() === '2019-02-08T10:15:00', is.event.startDate.toString())
	must(!find(held.calendars, '2019-02-08-sikt'), 'the minutes are an event of their own')
	const decisions = held.feeds.get('/beslut/atom.xml').items
	must(decisions.length === 2 && decisions.every((item) => +item.date === Date.UTC(2019, 1, 8)), 'a superseded decision is not new')
	must(decisions[1].guid === before.feeds.get('/beslut/atom.xml').items[0].guid, 'the id changed')
	must(decisions[1].description.includes('Ersatt av beslut i'), decisions[1].description)
	must(held.feeds.get('/uppdrag/atom.xml').items[0].description.includes('Klart enligt'), 'a closed assignment')
})
await test('a correction makes an entry new and is seen', async () => {
	minutes('2019-01-10', 'rättelser:\n  - {datum: 2019-05-01, text: Fel & <fel> dag.}\n', '## 1. Annat\n\nText.\n')
	build(folder, join(work, 'corrected'))
	const [entry] = (await readFeed(join(work, 'corrected'), base, '/atom.xml')).items
	must(entry.guid.endsWith('/2019-01-10-sikt/') && +entry.date === Date.UTC(2019, 4, 1), entry.guid)
	must(entry.description.includes('Rättelse 2019-05-01: Fel &amp; &lt;fel&gt; dag.'), entry.description)
	validate(join(work, 'corrected'), filesOf(join(work, 'corrected'), 'atom.xml'))
})
