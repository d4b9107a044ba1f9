// The preview server: what a writer sees, and what nobody may do with it (reliability.md, "Preview server").
// node tests/serve.mjs PROTOKOLL prints TAP.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = resolve(process.argv[2]);
const tests = dirname(fileURLToPath(import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'protokoll-serve-'));
const content = join(work, 'content');
cpSync(join(tests, 'base/content'), content, { recursive: true });
const minutes = join(content, 'protokoll/2018/2018-12-14-sikt.md');
const original = readFileSync(minutes, 'utf8');
const address = '/protokoll/2018-12-14-sikt/';

let failed = 0;
const ok = (good, name, seen) => {
	console.log(`${good ? 'ok' : 'not ok'} - serve: ${name}`);
	if (!good) {
		failed++;
		if (seen !== undefined) console.log(`# ${JSON.stringify(seen).slice(0, 600)}`);
	}
};
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

const server = spawn(program, ['serve', '--source', content, '--theme', join(tests, '../themes/skaraborg')], { cwd: work });
let printed = '';
server.stdout.on('data', (bytes) => (printed += bytes));
server.stderr.resume();
const ended = new Promise((done) => server.on('exit', (code, signal) => done({ code, signal })));
for (let i = 0; i < 600 && !/http:\S+/.test(printed); i++) await pause(50);
const base = printed.match(/http:\/\/(localhost):(\d+)\/\n/);
ok(base, 'prints one address to open', printed);
const port = Number(base?.[2]);

const ask = (path, { method = 'GET', headers = {} } = {}) =>
	new Promise((done) => {
		const request = http.request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
			let body = '';
			answer.setEncoding('utf8');
			answer.on('data', (text) => (body += text));
			answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, body }));
		});
		request.on('error', (error) => done({ status: 0, headers: {}, body: String(error) }));
		request.end();
	});
// Bytes as they are; the answer is what comes until the server closes, or `null` when it keeps the connection open.
const raw = (bytes, wait = 8000) =>
	new Promise((done) => {
		const socket = net.connect(port, '127.0.0.1');
		let got = '';
		const timer = setTimeout(() => (socket.destroy(), done(null)), wait);
		socket.on('data', (text) => (got += text));
		socket.on('error', () => {});
		socket.on('close', () => (clearTimeout(timer), done(got)));
		socket.write(bytes);
	});
const until = async (test, milliseconds = 10000) => {
	for (const end = Date.now() + milliseconds; Date.now() < end; await pause(40)) {
		const seen = await test();
		if (seen) return seen;
	}
	return null;
};

// What anybody may read
const home = await ask('/');
ok(home.status === 200 && home.body.includes('<h1>'), 'shows the first page', home.status);
ok(home.headers['x-content-type-options'] === 'nosniff', 'says nosniff');
ok(/default-src 'none'/.test(home.headers['content-security-policy']), 'sends the policy as a header');
ok(!Object.keys(home.headers).some((name) => name.startsWith('access-control')), 'lets no other site read');
const page = await ask(address);
const body = page.body.replace(/<script type="module" src="\/_protokoll\/[^>]*><\/script>/, '');
ok(page.body !== body, 'adds the script that reloads');
ok((await ask(address.slice(0, -1))).headers.location === address, 'leads to the address with its slash');
ok((await ask('/finns-inte/')).status === 404, 'says 404');
const head = await ask('/', { method: 'HEAD' });
ok(head.status === 200 && head.body === '', 'answers HEAD without a body');
ok(/text\/css/.test((await ask(home.body.match(/href="(tillgangar\/stil[^"]*)"/)?.[1].replace(/^/, '/') ?? '/')).headers['content-type']),
	'serves the style sheet as one');
ok((await ask('/arkiv.yaml')).status === 404, 'has only what the site has');

// What nobody may do
for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
	ok((await ask('/', { method })).status === 405, `refuses ${method}`);
for (const host of ['evil.example', 'localhost.evil.example', '192.168.1.4'])
	ok((await ask('/', { headers: { Host: host } })).status >= 400, `refuses to be called "${host}"`);
for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`])
	ok((await ask('/', { headers: { Host: host } })).status === 200, `may be called ${host}`);
ok(!/^HTTP\/1.1 200/.test(await raw('GET / HTTP/1.1\r\n\r\n')), 'refuses a request without a host');
for (const path of ['/../content/arkiv.yaml', '/%2e%2e/content/arkiv.yaml', '/..%2fcontent/arkiv.yaml', '/.git/config', '/%00', '//etc/passwd', '/om/%2e%2e/%2e%2e/x'])
	ok(/^HTTP\/1.1 (400|404)/.test((await raw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)) ?? ''), `has nothing at ${path}`);
const huge = await raw(`GET / HTTP/1.1\r\nHost: localhost\r\nX-Stor: ${'x'.repeat(20000)}\r\n\r\n`);
ok(huge !== null && !/^HTTP\/1.1 200/.test(huge), 'refuses headers above 8 kB', huge);
const began = Date.now();
const slow = await raw('GET / HT', 12000);
ok(slow !== null && Date.now() - began < 8000, 'ends a request that does not come', { slow, took: Date.now() - began });
const idle = Array.from({ length: 80 }, () => net.connect(port, '127.0.0.1').on('error', () => {}));
await pause(200);
ok((await ask('/')).status === 200, 'answers although 80 connections say nothing');
idle.forEach((socket) => socket.destroy());
for (const bytes of ['\x00\x01\x02', 'GET', 'GET /\r\n', '\r\n\r\n\r\n', `GET /${'a/'.repeat(3000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, 'GET / HTTP/9.9\r\n\r\n'])
	await raw(bytes, 300);
ok((await ask('/')).status === 200, 'goes on after nonsense');

// What a writer sees
const version = async () => (await ask('/_protokoll/version')).body;
let before = await version();
writeFileSync(minutes, `${original}\n\n## 99. Kaffe\n\nNytt stycke om kaffe.\n`);
ok(await until(async () => (await version()) !== before), 'sees a file that is saved');
ok((await ask(address)).body.includes('Nytt stycke om kaffe.'), 'shows the new text');
before = await version();
writeFileSync(minutes, original.replace(/^datum:.*$/m, 'datum: igår'));
ok(await until(async () => (await version()) !== before), 'sees a fault');
const wrong = await ask(address);
ok(/id="protokoll-fel"/.test(wrong.body) && /2018-12-14-sikt\.md:\d+:\d+: fel: /.test(wrong.body), 'shows the fault over the page, with its line', wrong.status);
ok(wrong.body.includes('Nytt stycke om kaffe.'), 'keeps the last good site below');
before = await version();
writeFileSync(minutes, original);
ok(await until(async () => (await version()) !== before), 'sees the mending');
ok(!/protokoll-fel/.test((await ask(address)).body), 'takes the fault away');
mkdirSync(join(content, 'sidor/nytt'), { recursive: true });
await pause(300);
writeFileSync(join(content, 'sidor/nytt/kaffe.md'), '---\ntitel: Kaffe\n---\n\nOm kaffe.\n');
ok(await until(async () => (await ask('/kaffe/')).status === 200), 'sees a file in a new folder');
rmSync(join(content, 'sidor'), { recursive: true });
ok(await until(async () => (await ask('/kaffe/')).status === 404), 'sees that a file is gone');
writeFileSync(minutes, original.replace('---\n', '---\nstatus: utkast\n'));
ok(await until(async () => (await ask(address)).status === 200), 'shows drafts');

// Search
const index = await until(async () => {
	const entry = await ask('/pagefind/pagefind-entry.json');
	return entry.status === 200 && entry;
}, 30000);
ok(index && JSON.parse(index.body).languages, 'has a search index');
ok(/wasm-unsafe-eval/.test((await ask('/sok/')).headers['content-security-policy']), 'lets the search page run its index');

server.kill('SIGINT');
const end = await Promise.race([ended, pause(5000)]);
ok(end?.code === 0, 'ends cleanly on Ctrl-C', end);
server.kill('SIGKILL');
rmSync(work, { recursive: true });
process.exit(failed ? 1 : 0);
