// Makes the search index with Pagefind: reads records from standard input, a line of JSON each (src/export/records.h), and
// writes the files of the index to standard output, each as a line "PATH BYTES" and then its bytes. `protokoll build` runs
// this and publishes what comes; nothing here touches the site. `--check` only says whether Pagefind is there.
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { constants, gunzipSync, gzipSync } from 'node:zlib';

// What the search page never asks for is not published: Pagefind's own interfaces, and its worker (the page searches
// without: among ten thousand records that takes some tenths of a second, and 41 kB less are loaded).
const unwanted = /^pagefind-(ui|modular-ui|component-ui|highlight|playground|worker)\b|^playground\/|^wasm\.unknown\./;

// The head of a CBOR item: its major type, its number, and where its content begins.
function head(bytes, at) {
	const size = bytes[at] & 31;
	if (size > 27) throw new Error('the index is not as this script knows it');
	const more = size < 24 ? 0 : 1 << (size - 24);
	const number = !more ? size : more === 8 ? Number(bytes.readBigUInt64BE(at + 1)) : bytes.readUIntBE(at + 1, more);
	return { type: bytes[at] >> 5, number, content: at + 1 + more };
}

function end(bytes, at) {
	const { type, number, content } = head(bytes, at);
	if (type === 2 || type === 3) return content + number;
	let next = content;
	for (let left = type === 4 ? number : type === 5 ? 2 * number : 0; left > 0; left--) next = end(bytes, next);
	return next;
}

// The elements of an array, each as its bytes; joined with what stands before them they are the array again.
function elements(bytes, at = 0) {
	const { number, content } = head(bytes, at);
	const list = [];
	for (let next = content; list.length < number; next += list.at(-1).length) list.push(bytes.subarray(next, end(bytes, next)));
	return { before: bytes.subarray(0, content), list };
}

const join = ({ before, list }) => Buffer.concat([before, ...list]);
const sorted = (array) => join({ before: array.before, list: array.list.sort(Buffer.compare) });
const fingerprint = (bytes, length) => createHash('sha256').update(bytes).digest('hex').slice(0, length);

// What every first search loads is packed as small as zlib can: numbers and hashes go into some per cent less with shorter
// blocks than by default, and how short is best differs.
const strategies = [constants.Z_DEFAULT_STRATEGY, constants.Z_FILTERED];
const ways = [2, 3, 4, 5, 6, 7, 8].flatMap((memLevel) => strategies.map((strategy) => ({ level: 9, memLevel, strategy })));
const pack = (bytes) => ways.map((way) => gzipSync(bytes, way)).reduce((best, one) => (one.length < best.length ? one : best));

// Pagefind lists filters and their values in the order of its hash tables, which differs from run to run. The same records
// shall give the same bytes, so both are sorted here, and the files are named after what they hold now.
function settle(files) {
	const signature = 'pagefind_dcd'.length;
	const renamed = new Map();
	const rename = (file, pattern, bytes) => {
		const [whole, before, hash, after] = file.path.match(pattern);
		const name = fingerprint(bytes, hash.length);
		renamed.set(hash, name);
		return { path: before + name + after, content: pack(bytes) };
	};
	const others = files.filter((file) => !/\.pf_(filter|meta)$/.test(file.path));
	const filters = files.filter((file) => file.path.endsWith('.pf_filter')).map((file) => {
		const { before, list: [name, values] } = elements(gunzipSync(file.content), signature);
		return rename(file, /^(filter\/\w+_)(\w+)(\.pf_filter)$/, Buffer.concat([before, name, sorted(elements(values))]));
	});
	const again = (text) => [...renamed].reduce((all, [from, to]) => all.replaceAll(`_${from}`, `_${to}`), text);
	const metas = files.filter((file) => file.path.endsWith('.pf_meta')).map((file) => {
		const parts = elements(gunzipSync(file.content), signature);
		const named = Buffer.from(again(parts.list[3].toString('latin1')), 'latin1');
		parts.list[3] = sorted(elements(named));
		return rename(file, /^(pagefind\.\w+_)(\w+)(\.pf_meta)$/, join(parts));
	});
	const entry = others.find((file) => file.path === 'pagefind-entry.json');
	entry.content = Buffer.from(again(Buffer.from(entry.content).toString()));
	return [...others, ...filters, ...metas];
}

let pagefind;
try {
	pagefind = await import('pagefind');
} catch {
	console.error('pagefind is not installed');
	process.exit(3);
}
if (process.argv.includes('--check')) process.exit(0);

const refuse = (errors) => {
	if (!errors?.length) return;
	console.error(errors.join('\n'));
	process.exit(1);
};

const write = (bytes) => new Promise((done) => process.stdout.write(bytes, done));

const { index, errors } = await pagefind.createIndex({ forceLanguage: 'sv' });
refuse(errors);
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
	const added = await index.addCustomRecord({ language: 'sv', ...JSON.parse(line) });
	refuse(added.errors);
}
const made = await index.getFiles();
refuse(made.errors);
const files = settle(made.files.filter((file) => !unwanted.test(file.path)));
files.sort((a, b) => (a.path < b.path ? -1 : 1));
for (const file of files) {
	await write(`${file.path} ${file.content.length}\n`);
	await write(file.content);
}
await pagefind.close();
