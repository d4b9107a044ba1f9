// The search page. Everything it shows is made of text nodes, so nothing in the index can become markup; what is searched
// for and chosen stands in the address, so that a search can be shared.
const form = document.getElementById('sok');
const field = document.getElementById('q');
const order = document.getElementById('ordning');
const status = document.getElementById('antal');
const list = document.getElementById('traffar');
const advice = document.getElementById('rad');
const more = document.getElementById('fler');
const chosen = document.getElementById('valda');
const facets = [...form.querySelectorAll('details')];
const keys = facets.map((facet) => facet.dataset.facett);
const words = form.dataset;
const PAGE = 20;

let state = read();
let engine; // Pagefind, once something has been searched for
let known; // facet -> [{id, name, value}]: every value there is, once somebody has asked
let results = [];
let shown = 0;
let latest = 0; // the number of the newest search: an older one that ends later shows nothing

function read() {
	const given = new URLSearchParams(location.search);
	const facet = Object.fromEntries(keys.map((key) => [key, given.getAll(key)]));
	return { q: given.get('q') ?? '', within: given.get('med') ?? '', order: given.get('ordning') ?? '', facet };
}

function address() {
	const given = new URLSearchParams();
	if (state.q) given.set('q', state.q);
	if (state.within) given.set('med', state.within);
	for (const key of keys) for (const id of state.facet[key]) given.append(key, id);
	if (state.order) given.set('ordning', state.order);
	const query = given.toString();
	return query ? `?${query}` : location.pathname;
}

const make = (name, text, attributes = {}) => {
	const element = document.createElement(name);
	if (text) element.textContent = text;
	for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
	return element;
};
const fill = (pattern, ...values) => pattern.replace(/\{(\d)\}/g, (whole, n) => values[n - 1] ?? whole);
const inside = (path) => new URL(words.rot + path.replace(/^\//, ''), location.href).pathname + (path.match(/#.*/)?.[0] ?? '');
const split = (value) => ({ id: value.slice(0, value.indexOf('|')), name: value.slice(value.indexOf('|') + 1), value });

async function start() {
	if (!engine) {
		const pagefind = await import(new URL(`${words.index}pagefind.js`, location.href));
		await pagefind.options({ excerptLength: 32 });
		await pagefind.init();
		engine = pagefind;
	}
	return engine;
}

async function values() {
	if (!known) {
		const all = await (await start()).filters();
		known = Object.fromEntries(keys.map((key) => [key, Object.keys(all[key] ?? {}).map(split)]));
	}
	return known;
}

// OR inside a facet, AND between them.
async function filters(without) {
	const filter = {};
	for (const key of keys) {
		if (key === without || !state.facet[key].length) continue;
		const all = (await values())[key];
		filter[key] = { any: state.facet[key].map((id) => all.find((value) => value.id === id)?.value ?? id) };
	}
	return filter;
}

const text = () => [state.within, state.q].filter(Boolean).join(' ').trim();
const find = async (without) => {
	const sort = state.order === 'nyast' ? { datum: 'desc' } : undefined;
	return (await start()).search(text() || null, { filters: await filters(without), sort });
};

// "<mark>" is the only markup in an excerpt, and "&lt;", "&gt;" the only escapes.
function marked(excerpt) {
	const line = make('p', '', { class: 'utdrag' });
	const plain = (piece) => piece.replace(/&lt;/g, '<').replace(/&gt;/g, '>');
	excerpt.split(/(<mark>.*?<\/mark>)/s).forEach((piece) => {
		const hit = piece.match(/^<mark>(.*)<\/mark>$/s);
		line.append(hit ? make('mark', plain(hit[1])) : plain(piece));
	});
	return line;
}

function row(data) {
	const item = make('li');
	const heading = make('h2', '', { class: 'vad' });
	heading.append(make('a', data.meta.title, { href: inside(data.raw_url ?? data.url) }));
	const about = make('p', data.meta.dokument, { class: 'om' });
	const kinds = (data.filters.slag ?? []).map((value) => split(value).name).slice(1);
	if (kinds.length) about.append(' · ', kinds.join(', '));
	item.append(heading, about, marked(data.excerpt));
	return item;
}

async function show(mine, focus) {
	const next = results.slice(shown, shown + PAGE);
	const rows = (await Promise.all(next.map((result) => result.data()))).map(row);
	if (mine !== latest) return;
	if (!shown) list.replaceChildren();
	list.append(...rows);
	shown += rows.length;
	more.hidden = shown >= results.length;
	if (focus) rows[0]?.querySelector('a').focus();
}

// The page of what is searched for by its own name comes first.
async function suggest(mine) {
	const places = { amne: 'amnen', kommun: 'kommuner', natverk: 'natverk' };
	const wanted = state.q.trim().toLocaleLowerCase('sv');
	if (!wanted) return;
	for (const [key, folder] of Object.entries(places)) {
		const hit = (await values())[key].find((value) => value.name.toLocaleLowerCase('sv') === wanted);
		if (!hit || mine !== latest) continue;
		const item = make('li', '', { class: 'sidan' });
		item.append(make('a', fill(words.sidan, hit.name), { href: inside(`/${folder}/${hit.id}/`) }));
		list.prepend(item);
	}
}

function chip(name, remove) {
	const item = make('li');
	const button = make('button', name, { type: 'button', 'aria-label': fill(words.bort, name) });
	button.addEventListener('click', () => {
		remove();
		search();
		field.focus();
	});
	item.append(button);
	return item;
}

async function showChosen() {
	const chips = [];
	if (state.within) chips.push(chip(fill(words.inom, state.within), () => (state.within = '')));
	for (const key of keys)
		for (const id of state.facet[key]) {
			const name = (await values())[key].find((value) => value.id === id)?.name ?? id;
			chips.push(chip(name, () => (state.facet[key] = state.facet[key].filter((other) => other !== id))));
		}
	chosen.replaceChildren(...chips);
	chosen.hidden = !chips.length;
}

// What each value would give together with all that is chosen in other facets.
async function showFacet(facet) {
	const key = facet.dataset.facett;
	const all = (await values())[key];
	const counts = (await find(key)).filters[key] ?? {};
	const chosenHere = state.facet[key];
	const rows = all
		.map((value) => ({ ...value, count: counts[value.value] ?? 0 }))
		.filter((value) => value.count || chosenHere.includes(value.id))
		.sort((a, b) => (key === 'ar' ? b.id.localeCompare(a.id) : b.count - a.count || a.name.localeCompare(b.name, 'sv')))
		.map((value) => {
			const item = make('li');
			const label = make('label');
			const box = make('input', '', { type: 'checkbox', name: key, value: value.id });
			box.checked = chosenHere.includes(value.id);
			box.addEventListener('change', () => {
				const others = state.facet[key].filter((id) => id !== value.id);
				state.facet[key] = box.checked ? [...others, value.id] : others;
				search();
			});
			label.append(box, ` ${value.name} `, make('span', String(value.count), { class: 'tal' }));
			item.append(label);
			return item;
		});
	const focused = facet.contains(document.activeElement) ? document.activeElement.value : null;
	facet.querySelector('ul').replaceChildren(...rows);
	if (focused) facet.querySelector(`input[value="${CSS.escape(focused)}"]`)?.focus();
}

const asked = () => Boolean(text()) || keys.some((key) => state.facet[key].length);

async function search(push) {
	const mine = ++latest;
	if (address() !== location.search) history[push ? 'pushState' : 'replaceState'](null, '', address());
	await showChosen();
	if (!asked()) {
		results = [];
		list.replaceChildren();
		status.textContent = '';
		advice.hidden = more.hidden = true;
		facets.filter((facet) => facet.open).forEach(showFacet);
		return;
	}
	if (!shown) status.textContent = words.vantar;
	try {
		const found = await find();
		if (mine !== latest) return;
		results = found.results;
		shown = 0;
		if (!results.length) list.replaceChildren();
		await show(mine);
		if (mine !== latest) return;
		const about = state.q.trim() || state.within || '*';
		const pattern = !results.length ? words.inga : results.length === 1 ? words.en : words.flera;
		status.textContent = fill(pattern, String(results.length), about);
		advice.hidden = results.length > 0;
		await suggest(mine);
		await Promise.all(facets.filter((facet) => facet.open).map(showFacet));
	} catch (error) {
		status.textContent = words.fel;
		throw error;
	}
}

let waiting;
field.addEventListener('input', () => {
	state.q = field.value;
	clearTimeout(waiting);
	waiting = setTimeout(search, 180);
});
order.addEventListener('change', () => {
	state.order = order.value;
	search();
});
form.addEventListener('submit', (event) => {
	event.preventDefault();
	clearTimeout(waiting);
	state.q = field.value;
	search(true);
});
facets.forEach((facet) => facet.addEventListener('toggle', () => facet.open && showFacet(facet)));
more.querySelector('button').addEventListener('click', () => show(latest, true));
window.addEventListener('popstate', () => {
	state = read();
	field.value = state.q;
	order.value = state.order;
	search();
});

form.hidden = false;
field.value = state.q;
order.value = state.order;
if (asked()) search();
else field.focus();
