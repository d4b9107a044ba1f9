// A writer's day with the preview: editors save in their own ways, texts and themes are wrong for a while, folders go and
// come back, and the end is clean. node tests/writer.mjs PROTOKOLL prints TAP.
import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join, resolve } from 'node:path';
import { finish, makeWork, minutesAddress as address, minutesPath, ok, pause, shippedTheme, start, tests, until } from './preview.mjs';

const program = resolve(process.argv[2]);
const sanitized = /asan|hostile|valgrind/.test(program);
const noSearch = { flags: ['--no-search'] };
const faultOf = (body) => body.match(/<section id="protokoll-fel"[\s\S]*?<\/section>/)?.[0] ?? '';

// The first text is wrong
let work = makeWork();
let content = join(work, 'content');
let minutes = join(content, minutesPath);
const original = readFileSync(minutes, 'utf8');
writeFileSync(minutes, original.replace(/^datum:.*$/m, 'datum: <script>alert(1)</script> & "igår"'));
let preview = await start(program, work, noSearch);
let page = await preview.ask('/');
ok(page.status === 503 && /<h1>Arkivet går inte att bygga än<\/h1>/.test(page.body) && /2018-12-14-sikt\.md:3:\d+: fel: /.test(page.body),
	'begins with what is wrong when nothing could be built yet', page);
ok(!page.body.includes('<script>alert') && page.body.includes('&lt;script&gt;alert'), 'shows markup in a fault as text');
ok((page.body.match(/2018-12-14-sikt\.md:3:/g) ?? []).length === 1, 'says each fault once');
ok(await preview.sees(() => writeFileSync(minutes, original)), 'sees the mending of the first text');
ok((await preview.ask(address)).status === 200, 'shows the site then');

// How editors save
const text = (word) => `${original}\n\n## 9. ${word}\n\nOrdet är ${word}.\n`;
const saves = {
	'in place, like nano': (word) => writeFileSync(minutes, text(word)),
	'with a backup, like vim': (word) => {
		writeFileSync(join(content, 'protokoll/2018/4913'), '');
		unlinkSync(join(content, 'protokoll/2018/4913'));
		renameSync(minutes, `${minutes}~`);
		writeFileSync(minutes, text(word));
		unlinkSync(`${minutes}~`);
	},
	'a file beside and a rename': (word) => {
		writeFileSync(join(content, 'protokoll/2018/.sparas.tmp'), text(word));
		renameSync(join(content, 'protokoll/2018/.sparas.tmp'), minutes);
	},
	'emptied first, like a slow disk': async (word) => {
		writeFileSync(minutes, '');
		await pause(5);
		appendFileSync(minutes, text(word));
	},
};
let n = 0;
for (const [how, save] of Object.entries(saves)) {
	const word = `kaffe${++n}`;
	await save(word);
	ok(await until(async () => (await preview.ask(address)).body.includes(`Ordet är ${word}.`)), `sees a file saved ${how}`);
	await pause(120);
	ok(!faultOf((await preview.ask(address)).body), `shows no fault of a file half saved ${how}`, (await preview.ask(address)).body.slice(-900));
}
const settled = await preview.version();
writeFileSync(join(content, 'protokoll/2018/.2018-12-14-sikt.md.swp'), 'b0VIM');
mkdirSync(join(content, '.git/objects/aa'), { recursive: true });
await pause(100);
writeFileSync(join(content, '.git/objects/aa/bb'), 'x');
await pause(200);
ok((await preview.version()) === settled, 'takes no notice of hidden files');
rmSync(join(content, '.git'), { recursive: true });
const builds = () => (preview.printed.match(/byggt på/g) ?? []).length;
const before = builds();
for (let i = 1; i <= 200; i++) {
	writeFileSync(minutes, text(`spar${i}`));
	await pause(5);
}
ok(await until(async () => (await preview.ask(address)).body.includes('Ordet är spar200.'), 4000), 'shows the last of 200 saves');
ok(builds() - before > 1 && builds() - before < 60, 'builds now and then meanwhile', builds() - before);

// What is wrong is told in words, and nothing hidden with it
writeFileSync(minutes, original);
const people = join(content, 'register/personer.yaml');
const register = readFileSync(people, 'utf8');
writeFileSync(people, register.replace('- namn: Bo Provén\n', '- id: p-7\n  namn: Bo Provén\n  publicering: {regel: nej, grund: begäran}\n'));
await pause(200);
await preview.sees(() => writeFileSync(minutes, original.replace('ordförande: Anna', 'kommun: Skövd # Bo Provén\nordförande: Anna')));
page = await preview.ask(address);
ok(/role="alert" lang="sv" tabindex="0"/.test(faultOf(page.body)), 'shows the fault where a keyboard and a screen reader find it', page.body.slice(-800));
ok(/ fel: /.test(faultOf(page.body)) && !/Prov[eé]n/.test(page.body), 'tells no hidden name in a fault', faultOf(page.body));
writeFileSync(people, register);
await preview.sees(() => writeFileSync(minutes, original));
await until(async () => !faultOf((await preview.ask(address)).body));

// The folder goes and comes back
await preview.sees(() => renameSync(content, `${content}.undan`));
page = await preview.ask(address);
ok(page.status === 200 && faultOf(page.body), 'keeps the last site when the archive is gone', page.status);
await preview.sees(() => renameSync(`${content}.undan`, content));
await until(async () => !faultOf((await preview.ask(address)).body));
ok(!faultOf((await preview.ask(address)).body), 'sees that it is there again');
writeFileSync(minutes, text('återkomst'));
ok(await until(async () => (await preview.ask(address)).body.includes('Ordet är återkomst.')), 'sees what is saved in it then');
rmSync(content, { recursive: true });
await until(async () => faultOf((await preview.ask(address)).body));
cpSync(join(tests, 'base/content'), content, { recursive: true });
ok(await until(async () => !faultOf((await preview.ask(address)).body)), 'sees a folder that was made anew');

// Memory
const resident = () => Number(readFileSync(`/proc/${preview.child.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]);
if (!sanitized) {
	const many = async (count) => {
		for (let i = 0; i < count; i++) await preview.sees(() => writeFileSync(minutes, i % 3 ? text(`minne${i}`) : text('x').replace('datum:', 'datun:')));
	};
	await many(40);
	const first = resident();
	await many(80);
	ok(resident() - first < 1500, 'does not grow with the builds', { first, last: resident() });
}
let end = await preview.stop('SIGTERM');
ok(end?.code === 0, 'ends cleanly on SIGTERM', end);
rmSync(work, { recursive: true, force: true });

// The theme is wrong
work = makeWork();
content = join(work, 'content');
minutes = join(content, minutesPath);
writeFileSync(join(content, 'arkiv.yaml'), `${readFileSync(join(content, 'arkiv.yaml'), 'utf8')}språk: en\n`);
const theme = join(work, 'themes/skaraborg');
cpSync(shippedTheme, theme, { recursive: true });
preview = await start(program, work, { ...noSearch, theme: null });
ok(/^built in \d+ ms$/m.test(preview.printed), 'speaks the language of the archive', preview.printed);
const css = join(theme, 'tillgangar/stil.css');
const styleOf = async () => (await preview.ask('/')).body.match(/href="(tillgangar\/stil[^"]*)"/)?.[1];
const style = await styleOf();
await preview.sees(() => appendFileSync(css, '\n.nytt { color: red }\n'));
ok(style !== (await styleOf()) && (await preview.ask(`/${await styleOf()}`)).body.includes('.nytt'), 'sees a style sheet that is saved');
const template = join(theme, 'mallar/protokoll.mustache');
const source = readFileSync(template, 'utf8');
await preview.sees(() => writeFileSync(template, `${source}{{#öppen}}`));
page = await preview.ask(address);
ok(page.status === 200 && /<h2[^>]*>This page shows the last version that could be built<\/h2>/.test(faultOf(page.body)) && /protokoll\.mustache:\d+:\d+: error: /.test(faultOf(page.body)),
	'shows a fault of a template over the page, in the language of the archive', faultOf(page.body));
await preview.sees(() => writeFileSync(template, source.replace('<h1', '{{{titel}}}<h1')));
page = await preview.ask(address);
ok(page.status === 500 && /<h1>This page cannot be shown<\/h1>/.test(page.body) && /protokoll\.mustache:\d+:\d+: error: /.test(page.body),
	'says in words why a template cannot be filled', { status: page.status, body: page.body.slice(0, 1500) });
ok((await preview.ask('/')).status === 200, 'shows the other pages meanwhile');
await preview.sees(() => writeFileSync(template, source));
ok((await preview.ask(address)).status === 200, 'shows the page when the template is mended');
end = await preview.stop('SIGHUP');
ok(end?.code === 0, 'ends cleanly when its terminal is closed', end);

// Where it listens
const given = await new Promise((done) => {
	const other = net.createServer().listen(0, '127.0.0.1', () => done({ other, port: other.address().port }));
});
preview = await start(program, work, { flags: ['--no-search', '--port', String(given.port)] });
end = await preview.ended;
ok(end.code === 3 && preview.said.includes('[P422]') && preview.said.includes(String(given.port)), 'says that the port it was told is taken', preview.said);
given.other.close();
for (const port of ['0', '65536', 'x']) {
	preview = await start(program, work, { flags: ['--port', port] });
	ok((await preview.ended).code === 2, `refuses the port ${port}`, preview.said);
}
const first = await start(program, work, noSearch);
const second = await start(program, work, noSearch);
ok(first.port !== second.port && (await second.ask('/')).status === 200, 'takes a free port when another preview has the usual one');
await first.stop();
await second.stop();
preview = await start(program, work, { flags: ['--no-search', '--bind', '::1'], host: '::1' });
ok(/^http:\/\/\[::1\]:\d+\/$/m.test(preview.printed) && (await preview.ask('/')).status === 200, 'listens on ::1', preview.printed + preview.said);
ok(!preview.said.includes('[P423]'), 'does not warn of it');
await preview.stop();
preview = await start(program, work, { flags: ['--no-search', '--bind', '0.0.0.0'] });
ok(preview.said.includes('[P423]'), 'warns when others may read', preview.said);
ok((await preview.ask('/', { headers: { Host: '192.0.2.7' } })).status === 200, 'may then be called by an address in figures');
ok((await preview.ask('/', { headers: { Host: 'evil.example' } })).status >= 400, 'but by no other name');
await preview.stop();
preview = await start(program, work, { flags: ['--no-search', '--bind', 'nowhere.example'] });
end = await preview.ended;
ok(end.code === 3 && preview.said.includes('[P422]'), 'refuses a name to listen on', { end, said: preview.said });

// It must not wait for ever, nor leave anything
const bin = join(work, 'bin');
mkdirSync(bin);
writeFileSync(join(bin, 'node'), `#!/bin/sh\necho $$ >'${work}/node.pid'\nexec sleep 60\n`);
chmodSync(join(bin, 'node'), 0o755);
preview = await start(program, work, { env: { PATH: `${bin}:${process.env.PATH}` } });
const pid = await until(() => existsSync(join(work, 'node.pid')) && readFileSync(join(work, 'node.pid'), 'utf8').trim(), 5000);
const asked = Date.now();
end = await preview.stop();
ok(pid && end?.code === 0 && Date.now() - asked < 2000, 'ends at once although the search index is being made', { pid, end, took: Date.now() - asked });
ok(pid && !existsSync(`/proc/${pid}`), 'ends what makes the index with it');
writeFileSync(join(bin, 'node'), '#!/bin/sh\necho "Cannot find module pagefind" >&2\nexit 1\n');
preview = await start(program, work, { env: { PATH: `${bin}:${process.env.PATH}` } });
ok(await until(() => preview.said.includes('[P420]')), 'says when there can be no search', preview.said);
ok((await preview.ask('/')).status === 200, 'goes on without it');
await preview.stop();
preview = await start(program, work, { flags: ['--no-search'], under: ['bash', '-c', 'ulimit -n 24; exec "$@"', 'bash'] });
const sockets = Array.from({ length: 40 }, preview.connect);
await pause(300);
sockets.forEach((socket) => socket.destroy());
ok(await until(async () => (await preview.ask('/')).status === 200, 8000), 'answers again when there were too many connections for the machine');
ok(Number(execFileSync('ps', ['-o', 'cputimes=', '-p', String(preview.child.pid)])) < 3, 'has not been busy with them');
end = await preview.stop();
ok(end?.code === 0, 'ends cleanly then, too', end);
preview = await start(program, work, { ...noSearch });
preview.child.stdout.destroy();
preview.child.stderr.destroy();
await pause(100);
await preview.sees(() => appendFileSync(minutes, '\nRad till.\n'));
ok((await preview.ask(address)).body.includes('Rad till.'), 'goes on when nobody reads what it prints');
end = await preview.stop();
ok(end?.code === 0, 'ends cleanly unread', end);

// What was being built when it ended
preview = await start(program, work, noSearch);
for (let i = 0; i < 10; i++) appendFileSync(minutes, `\nRad ${i}.\n`);
await pause(35);
end = await preview.stop();
ok(end?.code === 0 && !existsSync(join(work, 'public')), 'ends cleanly in the middle of a build, and has written nothing', end);
finish(work);
