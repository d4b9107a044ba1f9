// The preview server: what a writer sees, and what nobody may do with it (reliability.md, "Preview server").
// node tests/serve.mjs PROTOKOLL prints TAP.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { finish, makeWork, minutesAddress as address, minutesPath, ok, pause, start, until } from './preview.mjs';

const program = resolve(process.argv[2]);
const work = makeWork();
const content = join(work, 'content');
const minutes = join(content, minutesPath);
const original = readFileSync(minutes, 'utf8');
const preview = await start(program, work);
const { ask, raw, version, port } = preview;
ok(/^http:\/\/localhost:\d+\/$/m.test(preview.printed), 'prints one address to open', preview.printed);

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
ok(head.status === 200 && head.body === '' && head.headers['content-length'] === home.headers['content-length'], 'answers HEAD without a body');
for (const headers of [{ Range: 'bytes=0-9' }, { 'If-None-Match': '*' }, { 'If-Modified-Since': 'Sun, 22 Nov 2026 00:00:00 GMT' }, { Expect: '100-continue' }]) {
	const whole = await ask('/', { headers });
	ok(whole.status === 200 && whole.body === home.body, `answers whole in spite of ${Object.keys(headers)[0]}`, whole.status);
}
ok(home.headers['cache-control'] === 'no-store' && home.headers['cross-origin-resource-policy'] === 'same-origin', 'is kept by no browser, and read by no other site');
ok((await ask(`${address}?fraga=1`)).status === 200, 'takes no notice of a query');
ok(/text\/css/.test((await ask(home.body.match(/href="(tillgangar\/stil[^"]*)"/)?.[1].replace(/^/, '/') ?? '/')).headers['content-type']),
	'serves the style sheet as one');
ok((await ask('/arkiv.yaml')).status === 404, 'has only what the site has');

// What nobody may do
for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
	ok((await ask('/', { method })).status === 405, `refuses ${method}`);
for (const host of ['evil.example', 'localhost.evil.example', '192.168.1.4'])
	ok((await ask('/', { headers: { Host: host } })).status >= 400, `refuses to be called "${host}"`);
for (const host of ['localhost.', 'localhost:', 'localhost@evil.example', 'evil.example:80', '0.0.0.0', '2130706433', '::1', '[::ffff:127.0.0.1]', '127.0.0.1.evil.example', `${'a'.repeat(300)}`])
	ok((await ask('/', { headers: { Host: host } })).status >= 400, `refuses to be called "${host.slice(0, 40)}"`);
for (const host of ['localhost', `localhost:${port}`, `127.0.0.1:${port}`, '127.0.0.1', '127.9.9.9', `[::1]:${port}`, '[::1]'])
	ok((await ask('/', { headers: { Host: host } })).status === 200, `may be called ${host}`);
ok(!/^HTTP\/1.1 200/.test(await raw('GET / HTTP/1.1\r\n\r\n')), 'refuses a request without a host');
ok(/^HTTP\/1.1 4/.test(await raw('GET / HTTP/1.1\r\nHost:\r\n\r\n')), 'refuses a request with an empty host');
for (const path of ['/../content/arkiv.yaml', '/%2e%2e/content/arkiv.yaml', '/..%2fcontent/arkiv.yaml', '/.git/config', '/%00', '//etc/passwd', '/om/%2e%2e/%2e%2e/x'])
	ok(/^HTTP\/1.1 (400|404)/.test((await raw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)) ?? ''), `has nothing at ${path}`);
const huge = await raw(`GET / HTTP/1.1\r\nHost: localhost\r\nX-Stor: ${'x'.repeat(20000)}\r\n\r\n`);
ok(huge !== null && !/^HTTP\/1.1 200/.test(huge), 'refuses headers above 8 kB', huge);
const timed = async (work) => {
	const began = Date.now();
	const got = await work();
	return { got, seconds: (Date.now() - began) / 1000 };
};
const slow = await timed(() => raw('GET / HT', 12000));
ok(slow.got !== null && slow.seconds < 5.5, 'ends a request that does not come', slow);
const trickle = await timed(
	() =>
		new Promise((done) => {
			const socket = preview.connect();
			const bytes = [...'GET / HTTP/1.1\r\nHost: localhost\r\n'];
			const timer = setInterval(() => socket.write(bytes.shift()), 1000);
			socket.resume().on('close', () => (clearInterval(timer), done('closed')));
		}),
);
ok(trickle.seconds < 5.5, 'ends a request that comes a byte a second, five seconds after it began', trickle);
const idle = Array.from({ length: 80 }, preview.connect);
await pause(200);
ok((await ask('/')).status === 200, 'answers although 80 connections say nothing');
idle.forEach((socket) => socket.destroy());
for (const bytes of ['\x00\x01\x02', 'GET', 'GET /\r\n', '\r\n\r\n\r\n', `GET /${'a/'.repeat(3000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, 'GET / HTTP/9.9\r\n\r\n'])
	await raw(bytes, 300);
for (const path of ['#', '/#x', '*', 'om', '/om#x']) ok(/^HTTP\/1.1 404/.test(await raw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`)), `has nothing at ${path}`);
ok((await ask('/')).status === 200, 'goes on after nonsense');
ok(/^HTTP\/1.1 404/.test(await raw('GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n')), 'is nobody\'s proxy');

// What a writer sees
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

const end = await preview.stop();
ok(end?.code === 0, 'ends cleanly on Ctrl-C', end);
finish(work);
