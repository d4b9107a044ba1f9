// What the tests of the preview share: starting `protokoll serve` on a copy of the base archive, and asking it.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const tests = dirname(fileURLToPath(import.meta.url));
export const shippedTheme = join(tests, '../themes/skaraborg');
export const minutesPath = 'protokoll/2018/2018-12-14-sikt.md';
export const minutesAddress = '/protokoll/2018-12-14-sikt/';

let failed = 0;
export const ok = (good, name, seen) => {
	console.log(`${good ? 'ok' : 'not ok'} - serve: ${name}`);
	if (good) return;
	failed++;
	if (seen !== undefined) console.log(`# ${JSON.stringify(seen).slice(0, 800)}`);
};
export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
export const until = async (test, milliseconds = 10000) => {
	for (const end = Date.now() + milliseconds; Date.now() < end; await pause(25)) {
		const seen = await test();
		if (seen) return seen;
	}
	return null;
};

// A folder with content/, a copy of the base archive.
export const makeWork = () => {
	const work = mkdtempSync(join(tmpdir(), 'protokoll-serve-'));
	cpSync(join(tests, 'base/content'), join(work, 'content'), { recursive: true });
	return work;
};

export const start = async (program, work, { flags = [], theme = shippedTheme, host = '127.0.0.1', under = [], env = {} } = {}) => {
	const words = [...under, program, 'serve', '--source', join(work, 'content'), ...(theme ? ['--theme', theme] : []), ...flags];
	const child = spawn(words[0], words.slice(1), { cwd: work, env: { ...process.env, ...env } });
	const preview = { child, printed: '', said: '' };
	child.stdout.on('data', (bytes) => (preview.printed += bytes));
	child.stderr.on('data', (bytes) => (preview.said += bytes));
	preview.ended = new Promise((done) => child.on('exit', (code, signal) => done({ code, signal })));
	const address = () => preview.printed.match(/http:\/\/\S+:(\d+)\/\n/);
	await Promise.race([until(address, 30000), preview.ended]);
	preview.port = Number(address()?.[1]);
	preview.ask = (path, { method = 'GET', headers = {} } = {}) =>
		new Promise((done) => {
			const request = http.request({ host, port: preview.port, path, method, headers, agent: false }, (answer) => {
				let body = '';
				answer.setEncoding('utf8');
				answer.on('data', (text) => (body += text));
				answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, body }));
			});
			request.on('error', (error) => done({ status: 0, headers: {}, body: String(error) }));
			request.end();
		});
	preview.connect = () => net.connect(preview.port, host).on('error', () => {});
	// Bytes as they are; the answer is what comes until the server closes, or `null` when it keeps the connection open.
	preview.raw = (bytes, wait = 8000) =>
		new Promise((done) => {
			const socket = preview.connect();
			let got = '';
			const timer = setTimeout(() => (socket.destroy(), done(null)), wait);
			socket.on('data', (text) => (got += text));
			socket.on('close', () => (clearTimeout(timer), done(got)));
			socket.write(bytes);
		});
	preview.version = async () => (await preview.ask('/_protokoll/version')).body;
	// Whether what is done leads to a new build.
	preview.sees = async (change, milliseconds) => {
		const before = await preview.version();
		await change();
		return until(async () => {
			const now = await preview.version();
			return now && now !== before;
		}, milliseconds);
	};
	preview.stop = async (signal = 'SIGINT', milliseconds = 5000) => {
		child.kill(signal);
		const end = await Promise.race([preview.ended, pause(milliseconds)]);
		child.kill('SIGKILL');
		return end;
	};
	return preview;
};

export const finish = (...folders) => {
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
	process.exit(failed ? 1 : 0);
};
