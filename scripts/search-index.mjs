// Makes the search index with Pagefind: reads records from standard input, a line of JSON each (src/export/records.h), and
// writes the files of the index to standard output, each as a line "PATH BYTES" and then its bytes. `protokoll build` runs
// this and publishes what comes; nothing here touches the site. `--check` only says whether Pagefind is there.
import { createInterface } from 'node:readline';

// Pagefind also brings interfaces of its own. The search page has its own, so they are not published.
const unwanted = /^pagefind-(ui|modular-ui|component-ui|highlight|playground)\b|^playground\//;

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
const files = made.files.filter((file) => !unwanted.test(file.path));
files.sort((a, b) => (a.path < b.path ? -1 : 1));
for (const file of files) {
	await write(`${file.path} ${file.content.length}\n`);
	await write(file.content);
}
await pagefind.close();
