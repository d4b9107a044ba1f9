// The search page. Everything it shows is made of text nodes, so nothing in the index can become markup; what is searched
// for and chosen stands in the address, so that a search can be shared. Nothing is loaded before it is needed: the engine
// with the first search, the values of a facet when somebody opens it or the address chooses among them.
const form = document.getElementById('sok');
const field = document.getElementById('q');
const order = document.getElementById('ordning');
const status = document.getElementById('antal');
const list = document.getElementById('traffar');
const advice = document.getElementById('rad');
const more = document.getElementById('fler');
const chosen = document.getElementById('valda');
const facets = [...form.querySelectorAll('details')];
// 'med': the people and organisations that an item means. Chosen by the search fields of their pages, not here.
const keys = [...facets.map((facet) => facet.dataset.facett), 'med'];
const folders = { amne: 'amnen', kommun: 'kommuner', natverk: 'natverk' };
const words = form.dataset;
const title = document.title;
const EVERY = 'qxqx'; // the word that every record holds (src/export/records.c): without any, Pagefind loads its whole index
const PAGE = 10;
const LENGTH = 32; // of an excerpt, in words
const BEFORE = 6; // words before the first hit in it

let state = read();
let settled = true; // whether a reader would come back to the address as it is: not while typing
let engine; // a promise of Pagefind, once something has been searched for
const known = {}; // facet -> a promise of [{id, name, value}]: every value there is, once somebody has asked
let results = [];
let shown = 0;
let latest = 0; // the number of the newest search: an older one that ends later shows nothing

function read() {
	const given = new URLSearchParams(location.search);
	const facet = Object.fromEntries(keys.map((key) => [key, [...new Set(given.getAll(key).filter(Boolean))]]));
	return { q: given.get('q') ?? '', order: given.get('ordning') === 'nyast' ? 'nyast' : '', facet };
}

function address() {
	const given = new URLSearchParams();
	if (state.q) given.set('q', state.q);
	for (const key of keys) for (const id of state.facet[key]) given.append(key, id);
	if (state.order) given.set('ordning', state.order);
	const query = given.toString();
	return query ? `?${query}` : location.pathname;
}

// What is typed replaces itself in the history; what is chosen or sent can be gone back from.
function remember(how) {
	const now = location.search || location.pathname;
	const push = how === 'choose' || (how === 'type' && settled && location.search);
	if (address() !== now) history[push ? 'pushState' : 'replaceState'](null, '', address());
	settled = how !== 'type';
	document.title = state.q.trim() ? `${state.q.trim()} – ${title}` : title;
}

const make = (name, text, attributes = {}) => {
	const element = document.createElement(name);
	if (text) element.textContent = text;
	for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
	return element;
};
const fill = (pattern, ...values) => pattern.replace(/\{(\d)\}/g, (whole, n) => values[n - 1] ?? whole);
const lower = (text) => text.trim().toLocaleLowerCase('sv');
const split = (value) => ({ id: value.slice(0, value.indexOf('|')), name: value.slice(value.indexOf('|') + 1), value });
const inside = (path) => {
	const url = new URL(words.rot + path.replace(/^\/+/, ''), location.href);
	return url.pathname + url.hash;
};

// Without Pagefind's worker: a search is over before one looks up, and the worker is one more file of the engine's size.
const start = () => (engine ??= import(new URL(`${words.index}pagefind.js`, location.href)).then(async (pagefind) => {
	await pagefind.options({ noWorker: true });
	await pagefind.init();
	return pagefind;
}));

// Pagefind counts the values of the facets that a search names, and loads no others; a search for none names one.
const values = (key) => (known[key] ??= start().then(async (pagefind) => {
	const { totalFilters } = await pagefind.search(EVERY, { filters: { [key]: { any: [''] } } });
	return Object.keys(totalFilters[key] ?? {}).map(split);
}));

// OR inside a facet, AND between them.
async function filters(without) {
	const filter = {};
	for (const key of keys) {
		if (key === without || !state.facet[key].length) continue;
		const all = await values(key);
		filter[key] = { any: state.facet[key].map((id) => all.find((value) => value.id === id)?.value ?? id) };
	}
	return filter;
}

// Where nothing is typed all are as good, and the newest come first.
const text = () => state.q.trim();
const find = async (without) => {
	const sort = state.order || !text() ? { datum: 'desc' } : undefined;
	return (await start()).search(text() || EVERY, { filters: await filters(without), sort });
};

// The words around the hits as [text, whether it is marked]: where most hits stand close together, from a little before the
// first of them. A compound that was found by a part is no hit to Pagefind; then the words that hold what was typed are.
function excerpt(data) {
	const all = data.content.split(/\s+/);
	const stems = lower(state.q).split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 3)
		.map((word) => word.slice(0, Math.max(4, word.length - 3)));
	const holds = (word) => stems.some((stem) => lower(word).includes(stem));
	const hits = data.locations.length ? new Set(data.locations) : new Set(all.flatMap((word, at) => (holds(word) ? [at] : [])));
	const around = (at) => [...hits].filter((other) => other >= at && other < at + LENGTH - BEFORE).length;
	const best = [...hits].sort((a, b) => around(b) - around(a) || a - b)[0] ?? 0;
	const from = Math.max(0, Math.min(best - BEFORE, all.length - LENGTH));
	return all.slice(from, from + LENGTH).map((word, at) => [word, hits.has(from + at)]);
}

function row(data) {
	const item = make('li');
	const heading = make('h2', '', { class: 'vad' });
	const link = make('a', data.meta.title, { href: inside(data.raw_url) });
	// Many items are called the same; read on its own, a link says whose it is.
	if (data.meta.dokument !== data.meta.title) link.append(make('span', `, ${data.meta.dokument}`, { class: 'dold' }));
	heading.append(link);
	const about = make('p', data.meta.dokument, { class: 'om' });
	const kinds = (data.filters.slag ?? []).map(split).filter((kind) => kind.id !== 'punkt');
	for (const kind of kinds) about.append(` · ${kind.name}`);
	const found = make('p', '', { class: 'utdrag' });
	for (const [word, hit] of excerpt(data)) found.append(hit ? make('mark', word) : word, ' ');
	item.append(heading, about, found);
	return item;
}

// The page of what is searched for by its own name comes first. Its items are among the first hits and name it.
function suggest(found) {
	const wanted = lower(state.q);
	for (const [key, folder] of Object.entries(folders)) {
		const named = found.flatMap((data) => data.filters[key] ?? []).map(split);
		const hit = wanted && named.find((value) => lower(value.name) === wanted);
		if (!hit) continue;
		const item = make('li', '', { class: 'sidan' });
		item.append(make('a', fill(words.sidan, hit.name), { href: inside(`/${folder}/${hit.id}/`) }));
		list.prepend(item);
	}
}

async function show(mine) {
	const next = results.slice(shown, shown + PAGE);
	const found = await Promise.all(next.map((result) => result.data()));
	if (mine !== latest) return null;
	const rows = found.map(row);
	if (!shown) list.replaceChildren();
	list.append(...rows);
	if (!shown) suggest(found);
	shown += rows.length;
	more.hidden = shown >= results.length;
	return rows[0];
}

function chip(name, remove) {
	const item = make('li');
	const button = make('button', name, { type: 'button', 'aria-label': fill(words.bort, name) });
	button.addEventListener('click', () => {
		remove();
		search('choose');
		field.focus();
	});
	item.append(button);
	return item;
}

async function showChosen(mine) {
	const chips = [];
	for (const key of keys)
		for (const id of state.facet[key]) {
			const name = (await values(key)).find((value) => value.id === id)?.name ?? id;
			chips.push(chip(key === 'med' ? fill(words.inom, name) : name, () => (state.facet[key] = state.facet[key].filter((other) => other !== id))));
		}
	if (mine !== latest) return;
	chosen.replaceChildren(...chips);
	chosen.hidden = !chips.length;
}

function choice(key, value) {
	const item = make('li');
	const label = make('label');
	const box = make('input', '', { type: 'checkbox', name: key, value: value.id });
	box.checked = state.facet[key].includes(value.id);
	box.addEventListener('change', () => {
		const others = state.facet[key].filter((id) => id !== value.id);
		state.facet[key] = box.checked ? [...others, value.id] : others;
		search('choose');
	});
	label.append(box, ` ${value.name} `, make('span', String(value.count), { class: 'tal' }));
	item.append(label);
	return item;
}

// What each value would give together with all that is chosen in other facets.
async function showFacet(facet) {
	const mine = latest;
	const key = facet.dataset.facett;
	const all = await values(key);
	const counts = (await find(key)).filters[key] ?? {};
	if (mine !== latest) return;
	const rows = all
		.map((value) => ({ ...value, count: counts[value.value] ?? 0 }))
		.filter((value) => value.count || state.facet[key].includes(value.id))
		.sort((a, b) => (key === 'ar' ? b.id.localeCompare(a.id) : b.count - a.count || a.name.localeCompare(b.name, 'sv')))
		.map((value) => choice(key, value));
	const focused = facet.contains(document.activeElement) ? document.activeElement.value : null;
	facet.querySelector('ul').replaceChildren(...(rows.length ? rows : [make('li', words.tomt)]));
	if (focused) facet.querySelector(`input[value="${CSS.escape(focused)}"]`)?.focus();
}

const asked = () => Boolean(text()) || keys.some((key) => state.facet[key].length);
const failed = (error) => {
	status.textContent = words.fel;
	throw error;
};

async function searchNow(mine) {
	await showChosen(mine);
	if (!asked()) {
		results = [];
		shown = 0;
		list.replaceChildren();
		status.textContent = '';
		advice.hidden = more.hidden = true;
	} else {
		if (!shown) status.textContent = words.vantar;
		const found = await find();
		if (mine !== latest) return;
		results = found.results;
		shown = 0;
		if (!results.length) list.replaceChildren();
		await show(mine);
		if (mine !== latest) return;
		const pattern = !results.length ? words.inga : results.length === 1 ? words.en : words.flera;
		status.textContent = fill(pattern, String(results.length));
		advice.hidden = results.length > 0;
	}
	await Promise.all(facets.filter((facet) => facet.open).map(showFacet));
}

function search(how) {
	const mine = ++latest;
	remember(how);
	list.setAttribute('aria-busy', 'true');
	return searchNow(mine).catch(failed).finally(() => mine === latest && list.removeAttribute('aria-busy'));
}

let waiting;
const typed = (how) => {
	clearTimeout(waiting);
	state.q = field.value;
	search(how);
};
field.addEventListener('input', () => {
	clearTimeout(waiting);
	waiting = setTimeout(() => typed('type'), 180);
});
form.addEventListener('submit', (event) => {
	event.preventDefault();
	typed('choose');
});
order.addEventListener('change', () => {
	state.order = order.value;
	search('choose');
});
facets.forEach((facet) => facet.addEventListener('toggle', () => facet.open && showFacet(facet).catch(failed)));
const moreButton = more.querySelector('button');
moreButton.addEventListener('click', async () => {
	if (moreButton.disabled) return;
	moreButton.disabled = true;
	const first = await show(latest).catch(failed).finally(() => (moreButton.disabled = false));
	first?.querySelector('a').focus();
});
window.addEventListener('popstate', () => {
	clearTimeout(waiting);
	state = read();
	field.value = state.q;
	order.value = state.order;
	search('stay');
});

form.hidden = false;
field.value = state.q;
order.value = state.order;
if (asked()) search('stay');
