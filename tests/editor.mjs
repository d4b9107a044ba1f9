// editor.mjs SETTINGS MESSAGES CONTENT: looks at what scripts/editor wrote. Prints TAP.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import YAML from 'yaml';

const [folder, messages, content] = process.argv.slice(2);
const say = (good, name, why = '') => console.log(`${good ? 'ok' : 'not ok'} - ${name}${good ? '' : `\n# ${why}`}`);
const read = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));

// Well-formed, all of them.
const files = readdirSync(folder).filter((name) => !name.startsWith('.'));
for (const name of files) {
	try {
		read(name);
		say(true, `editor: ${name} is JSON`);
	} catch (error) {
		say(false, `editor: ${name} is JSON`, error.message);
	}
}

// The problem matchers find the program's messages, each with its severity.
const matchers = read('tasks.json').tasks[0].problemMatcher;
const words = { error: 'fel', warning: 'varning', info: 'not' };
const lines = readFileSync(messages, 'utf8').split('\n').filter((line) => /\[P\d{3}\]$/.test(line) && /:\d+:\d+:/.test(line));
say(lines.length >= 3, 'editor: there are messages to look at', lines.join('\n# '));
for (const matcher of matchers) {
	const { regexp, file, line, column, message, code } = matcher.pattern;
	const found = lines.map((text) => text.match(new RegExp(regexp))).filter(Boolean);
	const word = words[matcher.severity];
	const wanted = lines.filter((text) => text.includes(`: ${word}: `));
	const good =
		found.length > 0 &&
		found.length === wanted.length &&
		found.every((m) => m[file].startsWith('content/') && m[line] > 0 && m[column] > 0 && m[message] && /^P\d{3}$/.test(m[code]));
	say(good, `editor: the matcher of ${matcher.severity} finds "${word}"`, JSON.stringify({ found, wanted }));
}

// Each kind of file has a schema with a Swedish word about every key.
const all = read('protokollarkiv.schema.json');
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(all, 'protokollarkiv.schema.json');
const kinds = ['protokoll', 'dokument', 'sida', 'natverk', 'kommuner', 'personer', 'amnen', 'organisationer', 'arkiv'];
const validators = Object.fromEntries(kinds.map((kind) => [kind, ajv.compile(read(`${kind}.schema.json`))]));
const silent = [];
const walk = (schema, path) => {
	for (const [key, value] of Object.entries(schema.properties ?? {})) {
		if (!value.description) silent.push(`${path}.${key}`);
		walk(value, `${path}.${key}`);
	}
	for (const part of [schema.items, ...(schema.anyOf ?? []), ...(schema.allOf ?? [])]) if (part) walk(part, path);
};
for (const kind of kinds) walk(all.$defs[kind], kind);
say(silent.length === 0, 'editor: every key of every schema is described', silent.join(' '));

// The archive's own files are accepted.
const front = (path) => {
	const text = readFileSync(path, 'utf8').replace(/\r\n/g, '\n');
	return text.slice(text.indexOf('\n') + 1, text.indexOf('\n---\n', 3) + 1);
};
const check = (kind, name, text) => {
	const value = YAML.parse(text, { schema: 'core' });
	say(validators[kind](value), `editor: ${name} is accepted as ${kind}`, ajv.errorsText(validators[kind].errors));
};
const below = (path) =>
	readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
		entry.isDirectory() ? below(join(path, entry.name)) : entry.name.endsWith('.md') ? [join(path, entry.name)] : []);
for (const [kind, where] of [['protokoll', 'protokoll'], ['dokument', 'dokument'], ['sida', 'sidor']])
	for (const path of below(join(content, where))) check(kind, path, front(path));
for (const name of readdirSync(join(content, 'register')))
	if (name.endsWith('.yaml')) check(name.replace('.yaml', ''), name, readFileSync(join(content, 'register', name), 'utf8'));
check('arkiv', 'arkiv.yaml', readFileSync(join(content, 'arkiv.yaml'), 'utf8'));

// And what is wrong is not.
const wrong = [
	['protokoll', 'nätverk: SIKT\n'],
	['protokoll', 'nätverk: SIKT\ndatum: 18-12-14\n'],
	['protokoll', 'nätverk: SIKT\ndatum: 2018-12-14\nsekretterare: Anna\n'],
	['protokoll', 'nätverk: SIKT\ndatum: 2018-12-14\nstatus: klart\n'],
	['personer', '- kommun: Skara\n'],
	['kommuner', '- {namn: Vara, ruta: [1]}\n'],
	['arkiv', 'titel: T\n'],
];
for (const [kind, text] of wrong)
	say(!validators[kind](YAML.parse(text)), `editor: the schema of ${kind} refuses ${JSON.stringify(text)}`);

// Every file of the settings points at a schema that is there.
const schemas = Object.keys(read('settings.json')['yaml.schemas']).map((path) => path.replace('./.vscode/', ''));
say(schemas.length === kinds.length && schemas.every((name) => files.includes(name)), 'editor: the settings name schemas that exist', schemas.join(' '));
