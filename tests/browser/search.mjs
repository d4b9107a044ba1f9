// Search as readers meet it: search.mjs FIXTURE PAGES SITE PAGES, or search.mjs --weight SITE PAGES. The fixture has
// tests/browser/content, whose words this file knows; the site may hold anything, and what it should find is worked out from
// the records in its index. --weight says what a first search loads of a large site, which must be below 300 kB.
import fs from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { fileOf, kinds, launch, say, serve, watched } from './browser.mjs'

const weighing = process.argv[2] === '--weight'
const [fixture, fixtureDump, site, siteDump] = process.argv.slice(weighing ? 3 : 2).map((name) => path.resolve(name))
const browser = await launch()
const faults = [] // what a reader's browser complains of, anywhere below
let wrong = []
const expect = (truth, what) => truth || wrong.push(what)
const end = (name) => { say(`search: ${name}`, wrong); wrong = [] }
const listed = (list) => [...list].sort().join(' ')

const unpack = (file) => gunzipSync(fs.readFileSync(file)).subarray('pagefind_dcd'.length)
const recordsOf = (folder) => fs.readdirSync(path.join(folder, 'pagefind/fragment'))
	.map((name) => JSON.parse(unpack(path.join(folder, 'pagefind/fragment', name))))
const idsOf = (record, facet) => (record.filters[facet] ?? []).map((value) => value.split('|')[0])

// --- the records, against the pages ---

function records(folder, dump, name) {
	const all = recordsOf(folder)
	const where = new Map(all.map((record) => [record.url, record]))
	expect(where.size === all.length, 'two records have one address')
	const pages = kinds(folder, dump)
	let items = 0
	for (const kind of ['minutes', 'document'])
		for (const address of pages.get(kind) ?? []) {
			const html = fs.readFileSync(fileOf(folder, address), 'utf8')
			for (const part of html.split(/(?=<section class="punkt" id="p\d+">)/).slice(1)) {
				const section = part.split(/<section class="punkt"(?! id="p\d)|<\/section>/)[0]
				const id = section.match(/id="(p\d+)"/)[1]
				const record = where.get(`${address}#${id}`)
				items++
				if (!record) { expect(false, `${address}#${id} has no record`); continue }
				where.delete(record.url)
				const kindsOf = idsOf(record, 'slag')
				expect(kindsOf[0] === (kind === 'minutes' ? 'punkt' : 'dokument'), `${record.url} is called ${kindsOf}`)
				for (const what of kind === 'minutes' ? ['beslut', 'uppdrag'] : [])
					expect(kindsOf.includes(what) === section.includes(`id="${what}-`), `${record.url}: ${what} in the index and not on the page, or the reverse`)
				expect(record.meta.title && record.meta.dokument, `${record.url} does not say what it is`)
				expect(!record.meta.datum || idsOf(record, 'ar').join() === record.meta.datum.slice(0, 4), `${record.url}: the year is not that of its date`)
			}
		}
	expect(!where.size, `records of nothing: ${[...where.keys()].slice(0, 5).join(' ')}`)
	for (const { filters, url } of all)
		for (const [facet, values] of Object.entries(filters)) {
			expect(new Set(values).size === values.length, `${url} says the same twice in ${facet}`)
			const folders = { amne: ['amnen'], kommun: ['kommuner'], natverk: ['natverk'], med: ['personer', 'organisationer'] }[facet]
			for (const value of folders ? values : [])
				expect(folders.some((one) => fs.existsSync(path.join(folder, one, value.split('|')[0], 'index.html'))), `${url}: ${value} has no page`)
		}
	end(`${name}: each of ${items} items has one record, which says what the page says`)
}

// --- a reader at the search page ---

const status = (page) => page.locator('#antal').innerText()
const found = (page) => page.locator('#traffar > li:not(.sidan) h2 a').evaluateAll((list) => list.map((a) => a.getAttribute('href')))
const chips = (page) => page.locator('#valda button').allInnerTexts()

// Waits until the newest search has been shown.
async function settled(page) {
	await page.waitForFunction(() => document.getElementById('traffar')?.hasAttribute('aria-busy') === false)
}
async function reader(server, query = '') {
	const context = await browser.newContext({ viewport: { width: 1200, height: 900 } })
	const page = await watched(context, server, faults)
	await page.goto(`${server.origin}/sok/${query}`)
	if (query) await counted(page)
	return page
}
// Until it says a number, or that there is nothing.
async function counted(page) {
	await page.waitForFunction(() => /^\d|^Inga/.test(document.getElementById('antal')?.textContent))
	await settled(page)
	return status(page)
}
async function type(page, words) {
	await page.evaluate(() => (document.getElementById('antal').textContent = ''))
	await page.locator('#q').fill(words)
	await page.keyboard.press('Enter')
	return counted(page)
}
const titles = (page) => page.locator('#traffar > li:not(.sidan) h2 a').evaluateAll((list) => list.map((a) => a.firstChild.data))
const marks = (page) => page.locator('#traffar mark').allInnerTexts()

async function words(server) {
	const page = await reader(server)
	expect(!server.sent.some(({ address }) => address.startsWith('/pagefind/')), 'something of the index is loaded before anybody has searched')
	expect((await status(page)) === '', 'a count before anybody has searched')
	expect(await page.locator('#rad, #fler, #valda').evaluateAll((list) => list.every((e) => !e.checkVisibility())), 'advice, chips or a button before anybody has searched')
	expect((await page.locator('label[for="q"]').innerText()).length > 3, 'the field has no label')
	await type(page, 'undervisning')
	expect(listed(await titles(page)) === listed(['§ 2 Distansundervisning', '§ 3 Utvärdering']), `"undervisning" finds ${await titles(page)}`)
	expect((await marks(page)).map((mark) => mark.toLowerCase()).sort().join() === 'distansundervisning,undervisning', `"undervisning" marks ${await marks(page)}`)
	expect((await status(page)) === '2 träffar', `it says "${await status(page)}"`)
	await type(page, 'distans')
	expect((await titles(page)).includes('§ 2 Distansundervisning'), '"distans" does not find "distansundervisning"')
	for (const form of ['läsplatta', 'läsplattor', 'läsplattorna', 'LÄSPLATTAN']) {
		await type(page, form)
		const all = await titles(page)
		expect(['§ 6 Inköp', '§ 1 Läsplattor', '§ 5 Laget runt', 'Syfte'].every((title) => all.includes(title)), `"${form}" finds ${all}`)
	}
	await type(page, 'enkät kommunen')
	expect(listed(await titles(page)) === '§ 2 Enkät', `"enkät kommunen" finds ${await titles(page)}: all words must be there`)
	await type(page, 'Anna Exempelsson gymnasiet')
	expect((await titles(page)).includes('§ 2 Distansundervisning'), 'a full name does not find an item that says the first name alone')
	await type(page, 'mediapoolen')
	expect((await page.locator('#traffar > li').first().locator('a').getAttribute('href')).endsWith('/amnen/mediapoolen/'), 'the page of the topic does not come first')
	await type(page, 'zzqqxx')
	expect((await status(page)) === 'Inga träffar', `on no hit it says "${await status(page)}"`)
	expect(await page.locator('#rad').isVisible() && (await page.locator('#rad li').count()) > 1, 'no advice on no hit')
	expect((await page.locator('#traffar li').count()) === 0, 'hits are left on no hit')
	await type(page, 'taggprov')
	const text = await page.locator('#traffar').innerText()
	expect(text.includes('<img src=x onerror=alert(1)>') && text.includes('<mark>falskt</mark>') && text.includes('&lt;b&gt;'), `markup in a text shows as ${text}`)
	expect((await page.locator('#traffar img, #traffar b').count()) === 0 && listed(await marks(page)) === 'taggprov.', 'markup in a text became markup')
	await page.context().close()
	end('inflected forms, parts of compounds, all words, full names; marks; markup as text; advice on no hit')
}

async function keyboard(server) {
	const page = await reader(server)
	const focus = () => page.evaluate(() => ({ id: document.activeElement.id, tag: document.activeElement.tagName, value: document.activeElement.value, at: document.activeElement.closest('details')?.dataset.facett }))
	const tabTo = async (want) => {
		for (let i = 0; i < 60; i++) {
			await page.keyboard.press('Tab')
			if (want(await focus())) return true
		}
		return false
	}
	expect(await tabTo(({ id }) => id === 'q'), 'Tab does not reach the field')
	await page.keyboard.type('läsplattor', { delay: 5 })
	await page.keyboard.press('Enter')
	const before = await counted(page)
	expect(await tabTo(({ tag, at }) => tag === 'SUMMARY' && at === 'kommun'), 'Tab does not reach a facet')
	await page.keyboard.press('Enter')
	await page.waitForSelector('details[data-facett="kommun"] input')
	expect(await tabTo(({ tag, at }) => tag === 'INPUT' && at === 'kommun'), 'Tab does not reach the values of the facet')
	const { value } = await focus()
	await page.keyboard.press('Space')
	await page.waitForFunction((was) => (document.getElementById('antal')?.textContent ?? was) !== was, before)
	await settled(page)
	const now = await focus()
	expect(now.tag === 'INPUT' && now.value === value, `after a choice the focus is on ${JSON.stringify(now)}`)
	expect((await page.locator(`input[value="${value}"]`).isChecked()), 'the choice does not stick')
	expect(await tabTo(({ tag }) => tag === 'A'), 'Tab does not reach the hits')
	await page.locator('#traffar a').first().focus()
	const goes = new URL(await page.locator('#traffar a').first().getAttribute('href'), page.url())
	await page.keyboard.press('Enter')
	await page.waitForURL(goes.href)
	expect(await page.evaluate(() => document.querySelector(':target')?.getBoundingClientRect().top < innerHeight), 'a hit does not lead to its item')
	await page.context().close()
	end('with the keyboard alone: field, facet, choice, hit')
}

// --- any archive: what the records say is what is found ---

const having = (all, chosen) => all.filter((record) => Object.entries(chosen).every(([facet, ids]) => ids.some((id) => idsOf(record, facet).includes(id))))
const asQuery = (chosen) => '?' + Object.entries(chosen).flatMap(([facet, ids]) => ids.map((id) => `${facet}=${id}`)).join('&')
const common = (all, facet) => {
	const counts = new Map()
	for (const record of all) for (const id of idsOf(record, facet)) counts.set(id, (counts.get(id) ?? 0) + 1)
	return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
}
const everyHit = async (page) => {
	while (await page.locator('#fler button').isVisible()) {
		const before = await page.locator('#traffar > li').count()
		await page.locator('#fler button').click()
		await page.waitForFunction((n) => document.querySelectorAll('#traffar > li').length > n, before)
	}
	return (await found(page)).map((href) => href.replace(/^\/arkiv/, ''))
}

async function facets(server, all) {
	const [year1, year2] = common(all, 'ar').map(([id]) => id)
	const [network] = common(all, 'natverk').map(([id]) => id)
	const topics = common(all, 'amne').slice(0, 2).map(([id]) => id)
	const [town] = common(all, 'kommun').map(([id]) => id)
	const trials = [{ ar: [year1] }, { ar: [year1, year2].filter(Boolean) }, { ar: [year1], natverk: [network] }, { amne: topics }, { amne: topics, natverk: [network] },
		{ kommun: [town] }, { kommun: [town], ar: [year1] }, { slag: ['beslut', 'uppdrag'] }, { slag: ['rapport'], kommun: [town], natverk: [network] }]
	for (const chosen of trials) {
		const page = await reader(server, asQuery(chosen))
		const wanted = having(all, chosen).map((record) => record.url)
		expect(parseInt(await status(page)) === wanted.length || (!wanted.length && (await status(page)) === 'Inga träffar'), `${asQuery(chosen)}: "${await status(page)}", and ${wanted.length} are right`)
		if (wanted.length < 200) expect(listed(await everyHit(page)) === listed(wanted), `${asQuery(chosen)} finds others than it should`)
		expect((await chips(page)).length === Object.values(chosen).flat().length, `${asQuery(chosen)} shows ${await chips(page)} as chosen`)
		await page.context().close()
	}
	end('OR inside a facet and AND between them, as the records say')

	// Opened one by one, each loads its own values; with nothing chosen its counts are those of the whole archive.
	server.sent.length = 0
	const page = await reader(server)
	const loaded = () => server.sent.filter(({ address }) => address.startsWith('/pagefind/filter/')).length
	let before = 0
	for (const facet of ['amne', 'kommun', 'natverk', 'ar', 'slag']) {
		expect(loaded() === before, `${facet} is loaded before it is opened`)
		await page.locator(`details[data-facett="${facet}"] summary`).click()
		await page.waitForSelector(`details[data-facett="${facet}"] li`)
		const shown = await page.locator(`details[data-facett="${facet}"] label`).evaluateAll((list) => list.map((e) => `${e.querySelector('input').value} ${e.querySelector('.tal').textContent}`))
		expect(listed(shown) === listed(common(all, facet).map(([id, n]) => `${id} ${n}`)), `${facet} offers ${shown.slice(0, 5)}`)
		before = loaded()
	}
	await page.context().close()
	end('a facet is loaded when it is opened, and counts what there is')

	// Chosen with the mouse; the counts of the other facets follow, and the address is a search that can be shared.
	const first = await reader(server)
	const word = common(all, 'amne')[0][0].replace(/-/g, ' ')
	await type(first, word)
	await first.locator('details[data-facett="ar"] summary').click()
	await first.waitForSelector('details[data-facett="ar"] input')
	const one = await status(first)
	await first.locator('details[data-facett="ar"] input').first().check()
	await first.waitForFunction(() => document.querySelector('#valda button'))
	await settled(first)
	const two = await status(first)
	await first.locator('#ordning').selectOption('nyast')
	await first.waitForURL(/ordning=nyast/)
	await settled(first)
	const hits = await found(first)
	const dates = hits.map((href) => all.find((record) => href.endsWith(record.url)).meta.datum)
	expect(String(dates) === String([...dates].sort().reverse()), `newest first gives ${dates.slice(0, 5)}`)
	const shared = await reader(server, new URL(first.url()).search)
	expect(listed(await found(shared)) === listed(hits) && String(await found(shared)) === String(hits), 'a shared address shows other hits')
	expect(String(await chips(shared)) === String(await chips(first)) && (await status(shared)) === (await status(first)), 'a shared address shows another choice')
	expect((await shared.locator('#q').inputValue()) === word && (await shared.locator('#ordning').inputValue()) === 'nyast', 'a shared address does not fill in the form')
	await shared.locator('details[data-facett="ar"] summary').click()
	await shared.waitForSelector('details[data-facett="ar"] input:checked')
	await shared.context().close()
	end('a search is shared by its address: the same hits in the same order, the same form')

	await first.goBack()
	await first.waitForFunction(() => document.getElementById('ordning')?.value === '')
	await settled(first)
	expect((await status(first)) === two, `one step back it says "${await status(first)}", not "${two}"`)
	await first.goBack()
	await first.waitForFunction(() => !document.querySelector('#valda button'))
	await settled(first)
	expect((await status(first)) === one, `two steps back it says "${await status(first)}", not "${one}"`)
	expect(!(await first.locator('details[data-facett="ar"] input').first().isChecked()), 'what is no longer chosen is still checked')
	await first.goForward()
	await first.waitForFunction(() => document.querySelector('#valda button'))
	await settled(first)
	expect((await status(first)) === two, 'forward again shows something else')
	await first.locator('#valda button').first().click()
	await first.waitForFunction(() => !document.querySelector('#valda button'))
	await settled(first)
	expect((await status(first)) === one, 'without its filter the search is not what it was')
	expect(await first.evaluate(() => document.activeElement.id === 'q'), 'after a filter is taken away the focus is lost')
	await first.locator('#traffar h2 a').first().click()
	await first.waitForURL(/#p\d+$/)
	await first.goBack()
	await counted(first)
	expect((await status(first)) === one, 'back from a hit is not the search it was found by')
	await first.context().close()
	end('back and forward, filters taken away, back from a hit')
}

async function more(server, all) {
	const page = await reader(server, '?slag=punkt')
	const wanted = having(all, { slag: ['punkt'] }).length
	const before = await page.locator('#traffar > li').count()
	if (wanted > 10) {
		expect(before === 10, `${before} hits at first`)
		await page.locator('#fler button').focus()
		await page.keyboard.press('Enter')
		await page.waitForFunction((n) => document.querySelectorAll('#traffar > li').length > n, before)
		await page.waitForFunction(() => document.activeElement.closest('#traffar'))
		expect(await page.evaluate((n) => document.querySelectorAll('#traffar > li')[n].contains(document.activeElement), before), 'after more hits the focus is not on the first of them')
	}
	expect(new Set(await everyHit(page)).size === wanted, 'all hits together are not all there are')
	await page.context().close()
	end('more hits on demand, and the focus goes with them')
}

// The field on the page of a topic, a municipality, a network, a person, an organisation: what it finds is in it.
async function within(server, folder, dump, all) {
	const parameter = { topic: 'amne', municipality: 'kommun', network: 'natverk', person: 'med', organisation: 'med' }
	const context = await browser.newContext()
	const pages = kinds(folder, dump)
	for (const [kind, facet] of Object.entries(parameter)) {
		const address = pages.get(kind)?.find((one) => having(all, { [facet]: [one.split('/')[2]] }).length)
		if (!address) { expect(false, `no ${kind} has an item`); continue }
		const id = address.split('/')[2], wanted = having(all, { [facet]: [id] })
		const page = await watched(context, server, faults)
		await page.goto(server.origin + address)
		await page.locator('form.sokfalt button').click()
		await counted(page)
		expect(parseInt(await status(page)) === wanted.length, `${address}: "${await status(page)}" within it, and ${wanted.length} are right`)
		expect((await chips(page)).length === 1, `${address}: what is searched within is not shown`)
		const word = wanted[0].content.match(/\p{L}{6,}/u)?.[0] ?? wanted[0].meta.title.split(' ').at(-1)
		await page.goto(server.origin + address)
		await page.locator('form.sokfalt input[name="q"]').fill(word)
		await page.keyboard.press('Enter')
		await counted(page)
		const hits = await everyHit(page)
		expect(hits.length && hits.every((url) => wanted.some((record) => record.url === url)), `${address}: "${word}" finds ${hits.length}, some outside it`)
		await page.close()
	}
	const home = await watched(context, server, faults)
	await home.goto(server.origin + '/')
	await home.locator('form.sokfalt input[name="q"]').fill(common(all, 'amne')[0][0].replace(/-/g, ' '))
	await home.keyboard.press('Enter')
	expect(parseInt(await counted(home)) > 0 && (await chips(home)).length === 0, 'the field of the home page finds nothing')
	await context.close()
	end('the fields of home and of topics, municipalities, networks, people and organisations, each within its own')
}

async function withoutScript(server) {
	const context = await browser.newContext({ javaScriptEnabled: false })
	const page = await watched(context, server, faults)
	await page.goto(server.origin + '/')
	const sections = await page.locator('body > footer nav').first().locator('a').evaluateAll((list) => list.map((a) => a.getAttribute('href').replace(/^\.\//, '')))
	await page.locator('form.sokfalt input[name="q"]').fill('skola')
	await page.keyboard.press('Enter')
	await page.waitForURL(/\/sok\/\?q=skola/)
	expect(!(await page.locator('#sok').isVisible()), 'a form that does nothing is shown')
	expect(/JavaScript/.test(await page.locator('main').innerText()), 'it is not said why there is no search')
	const offered = await page.locator('noscript a').evaluateAll((list) => list.map((a) => a.getAttribute('href').replace(/^\.\.\//, '')))
	expect(sections.length > 5 && sections.every((href) => offered.includes(href)), `without script it leads to ${offered}`)
	await page.locator('noscript a').first().click()
	expect((await page.locator('h1').count()) === 1, 'the lists without script lead nowhere')
	await context.close()
	end('without script the page says so and leads to the lists')
}

async function broken(server) {
	const context = await browser.newContext()
	const page = await context.newPage()
	await page.route('**/pagefind/**', (route) => route.abort())
	await page.goto(`${server.origin}/sok/?q=skola`)
	await page.waitForFunction(() => /gick inte/.test(document.getElementById('antal')?.textContent))
	await context.close()
	end('an index that cannot be loaded is said to be so')
}

// The name of somebody who may not be named is nowhere in the index, whatever file of it.
function hidden(folder) {
	const files = fs.readdirSync(path.join(folder, 'pagefind'), { recursive: true }).map(String).filter((name) => /\.pf_/.test(name))
	const texts = files.map((name) => unpack(path.join(folder, 'pagefind', name)).toString('utf8').toLowerCase())
	expect(texts.some((text) => text.includes('tangentbord')), 'the item that names the hidden person is not in the index')
	expect(!texts.some((text) => /kanarie/.test(text)), 'a hidden name is in the index')
	expect(texts.some((text) => text.includes('exempelsson')), 'no name at all is in the index')
	end(`a hidden name is in none of ${files.length} files of the index, a shown one is`)
}

// --- what a first search loads ---

async function weigh(folder, most, dump) {
	const server = await serve(folder)
	const all = recordsOf(folder)
	const word = all[all.length >> 1].content.match(/\p{L}{6,}/u)[0]
	const topic = kinds(folder, dump).get('topic')[0]?.split('/')[2]
	for (const [what, query] of [['a first search', `?q=${encodeURIComponent(word)}`], ['one within a topic', `?q=${encodeURIComponent(word)}&amne=${topic}`], ['a whole topic', `?amne=${topic}`]]) {
		server.sent.length = 0
		const page = await reader(server, query)
		await settled(page)
		await page.waitForLoadState('networkidle')
		const sent = server.sent.filter(({ address }) => !address.endsWith('.woff2'))
		const sum = sent.reduce((n, { bytes }) => n + bytes, 0)
		const hits = parseInt(await status(page))
		expect(hits > 0, `"${word}" finds nothing`)
		expect(sum < most, `${sum} bytes: ${sent.map(({ address, bytes }) => `${address} ${bytes}`).join(', ')}`)
		const took = await page.evaluate(async () => {
			const field = document.getElementById('q')
			const began = performance.now()
			field.form.requestSubmit()
			while (document.getElementById('traffar').hasAttribute('aria-busy')) await new Promise((done) => setTimeout(done, 1))
			return Math.round(performance.now() - began)
		})
		end(`${what} on ${all.length} items loads ${sum} bytes in ${sent.length} requests without fonts, uncompressed; the next takes ${took} ms for ${hits} hits (below ${most})`)
		await page.context().close()
	}
	server.close()
}

async function tryAll() {
	const small = await serve(fixture), real = await serve(site)
	const all = recordsOf(site)
	records(fixture, fixtureDump, 'fixture')
	records(site, siteDump, 'content')
	hidden(fixture)
	await words(small)
	await keyboard(small)
	await withoutScript(small)
	await broken(small)
	await facets(real, all)
	await more(real, all)
	await within(real, site, siteDump, all)
	small.close()
	real.close()
}

if (weighing) await weigh(fixture, 300000, fixtureDump)
else await tryAll()
say(`search${weighing ? ', large' : ''}: nothing on the console, no breach of the policy, no other host`, faults)
await browser.close()
