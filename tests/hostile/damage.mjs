// damage.mjs CONTENT FOLDER N: writes N damaged versions of the text files below CONTENT to FOLDER/0000, 0001 …, each with
// its path in FOLDER/0000.path. The same content and N give the same files: the generator is seeded by the number.
import fs from 'node:fs'
import path from 'node:path'

const [content, folder, count] = process.argv.slice(2)
const files = fs.readdirSync(content, { recursive: true }).map(String)
	.filter((name) => /\.(md|yaml)$/.test(name)).sort()

// mulberry32, a small generator of known quality
function random(seed) {
	return () => {
		seed = (seed + 0x6d2b79f5) | 0
		let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296
	}
}

const words = ['---\n', '\n---\n', '[[', ']]', '[^1]', '|', '```\n', '> ', '- ', ': ', '"', "'", '{', '}', '[', ']', '&', '*',
	'\t', '\r', '\0', '\u2028', '\u202e', '\ufeff', '<script>', '## ', '    ', '\\', '#', ',', '~', '2018-13-45', 'null', '[[rapport: ', '[[dolt: ']

const damages = [
	(bytes, at) => bytes.subarray(0, at),
	(bytes, at) => bytes.subarray(at),
	(bytes, at, r) => { bytes[at] ^= 1 << Math.floor(r() * 8); return bytes },
	(bytes, at, r) => { for (let i = 0; i < 8; i++) bytes[Math.floor(r() * bytes.length)] = Math.floor(r() * 256); return bytes },
	(bytes, at, r) => Buffer.concat([bytes.subarray(0, at), Buffer.from(words[Math.floor(r() * words.length)]), bytes.subarray(at)]),
	(bytes, at, r) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + Math.floor(r() * 20))]),
	(bytes, at, r) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.floor(r() * at)), bytes.subarray(at)]),
	(bytes, at, r) => Buffer.from(bytes.toString().split('\n').sort(() => r() - 0.5).join('\n')),
]

for (let i = 0; i < Number(count); i++) {
	const r = random(i + 1)
	const name = files[i % files.length]
	let bytes = Buffer.from(fs.readFileSync(path.join(content, name)))
	const rounds = 1 + Math.floor(r() * 3)
	for (let round = 0; round < rounds && bytes.length > 1; round++) {
		bytes = Buffer.from(damages[Math.floor(r() * damages.length)](bytes, 1 + Math.floor(r() * (bytes.length - 1)), r))
	}
	const number = String(i).padStart(4, '0')
	fs.writeFileSync(path.join(folder, number), bytes)
	fs.writeFileSync(path.join(folder, number + '.path'), name)
}
