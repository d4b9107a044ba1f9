// What axe cannot see. Each function runs inside a page (page.evaluate) and returns what is wrong there as a list of lines;
// none knows anything of the archive's content. access.mjs shows for each one that it can fail.

// One h1, no level skipped, landmarks, the language, ids that are unique, the skip link first.
export function structure() {
	const faults = []
	const seen = (e) => e.checkVisibility() && !e.closest('[aria-hidden="true"]')
	const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(seen)
	if (headings.filter((e) => e.tagName === 'H1').length !== 1) faults.push('there is not one h1')
	headings.reduce((before, e) => {
		const level = Number(e.tagName[1])
		if (level > before + 1) faults.push(`h${before} is followed by h${level} "${e.textContent.trim().slice(0, 60)}"`)
		if (!e.textContent.trim()) faults.push(`an empty h${level}`)
		return level
	}, 0)
	for (const landmark of ['main', 'body > header', 'body > footer'])
		if (document.querySelectorAll(landmark).length !== 1) faults.push(`there is not one ${landmark}`)
	const name = (e) => e.getAttribute('aria-label') ?? document.getElementById(e.getAttribute('aria-labelledby'))?.textContent.trim()
	for (const kind of ['nav', 'aside', '[role="search"]', '[role="region"]', 'section[aria-label], section[aria-labelledby]']) {
		const names = [...document.querySelectorAll(kind)].filter(seen).map(name)
		if (names.length > 1 || kind.startsWith('[role="region')) {
			if (names.some((one) => !one)) faults.push(`a ${kind} has no name`)
			for (const one of new Set(names)) if (one && names.filter((other) => other === one).length > 1) faults.push(`two ${kind} are called "${one}"`)
		}
	}
	if (document.documentElement.lang !== 'sv') faults.push(`the language is ${document.documentElement.lang || 'not said'}`)
	if (!document.title.trim()) faults.push('there is no title')
	if (document.querySelectorAll('main').length === 1) {
		const first = document.querySelector('a[href], button, input, select, textarea, summary, [tabindex="0"]')
		const target = first?.hash && document.getElementById(decodeURIComponent(first.hash.slice(1)))
		if (!target || !(target.matches('main') || target.closest('main'))) faults.push('the first in the tab order does not skip to the content')
	}
	const ids = new Set()
	for (const { id } of document.querySelectorAll('[id]')) {
		if (ids.has(id)) faults.push(`the id ${id} is there twice`)
		ids.add(id)
	}
	for (const attribute of ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for', 'headers'])
		for (const e of document.querySelectorAll(`[${attribute}]`))
			for (const id of e.getAttribute(attribute).split(/\s+/)) if (!ids.has(id)) faults.push(`${attribute}="${id}" refers to nothing`)
	for (const e of document.querySelectorAll('time')) {
		const value = e.getAttribute('datetime') ?? e.textContent
		if (!/^\d{4}(-\d\d(-\d\d(T\d\d:\d\d)?)?)?$|^\d\d:\d\d$/.test(value)) faults.push(`a time that is none: ${value}`)
	}
	return faults
}

// Every table of data says what it shows and what its rows and columns are.
export function tables() {
	const faults = []
	for (const table of document.querySelectorAll('table')) {
		const about = `table "${(table.caption?.textContent ?? table.textContent).trim().slice(0, 40)}"`
		// Markdown knows no captions; such a table stands in a region that has a name.
		const region = table.closest('.brod [role="region"]')
		if (!table.caption?.textContent.trim() && !region?.getAttribute('aria-label')) faults.push(`${about} has no caption`)
		if (!table.querySelector('th')) faults.push(`${about} has no header cell`)
		for (const th of table.querySelectorAll('th')) {
			if (!/^(col|row|colgroup|rowgroup)$/.test(th.getAttribute('scope') ?? '')) faults.push(`${about}: no scope on "${th.textContent.trim()}"`)
			if (!th.textContent.trim() && !th.getAttribute('aria-label')) faults.push(`${about}: an empty header cell`)
		}
	}
	return faults
}

// Links that are called the same lead to the same, save where what stands around them tells them apart: WCAG 2.4.4 lets
// that be the list item, the table cell with its headers, the paragraph, or the heading they stand under.
export function links() {
	const faults = []
	const clean = (text) => text.replace(/[\u00ad\u200b]/g, '').replace(/\s+/g, ' ').trim().toLowerCase()
	const name = (a) => clean(a.getAttribute('aria-label') ?? (a.textContent || a.querySelector('img')?.alt || ''))
	const context = (a) => {
		const cell = a.closest('td, th')
		const headers = cell ? [cell.closest('tr').querySelector('th'), cell.closest('table').querySelectorAll('thead tr:last-child > *')[cell.cellIndex]] : []
		const section = a.closest('section, article, aside, nav, footer, header')
		const heading = section?.querySelector('h2, h3, h4, h5, h6') ?? section
		return clean([a.closest('p, li, dd, dt, figcaption, caption, td, th, h2, h3, h4'), a.closest('li'), ...headers, a.closest('dd')?.previousElementSibling, heading]
			.map((e) => e?.textContent ?? '').join('|') + (section?.getAttribute('aria-label') ?? ''))
	}
	const seen = new Map()
	for (const a of document.querySelectorAll('a[href]')) {
		const called = name(a)
		if (!called) faults.push(`a link without a name to ${a.getAttribute('href')}`)
		if (/^(här|läs mer|mer|klicka här|länk|se mer|visa|gå till)$/.test(called)) faults.push(`a link that is only called "${called}"`)
		for (const other of seen.get(called) ?? [])
			if (other.href !== a.href && context(other) === context(a))
				faults.push(`"${called}" leads to ${other.getAttribute('href')} and to ${a.getAttribute('href')}, and nothing tells them apart`)
		seen.set(called, [...(seen.get(called) ?? []), a])
	}
	return [...new Set(faults)]
}

// What is said by colour is said in words too; links inside running text are underlined.
export function colourAlone() {
	const faults = []
	const say = (e) => e.outerHTML.slice(0, 100)
	const text = (e) => e.textContent.trim()
	for (const [kind, word] of [['beslut', /beslut/i], ['uppdrag', /uppdrag/i]])
		for (const e of document.querySelectorAll(`main .${kind}:not(body):not(section):not(ul):not(ol)`))
			if (!word.test(e.textContent) && !word.test(e.previousElementSibling?.textContent ?? '') && !word.test(document.querySelector('h1').textContent))
				faults.push(`only its colour tells what it is: ${say(e)}`)
	for (const matrix of document.querySelectorAll('table')) {
		const shown = new Map()
		for (const cell of matrix.querySelectorAll('td.ja, td.nej, td.okand, td.harledd, td.utanfor')) {
			if (!text(cell) && !cell.querySelector('svg[aria-label], img[alt]')) faults.push(`a cell with a colour and no text: ${say(cell)}`)
			shown.set(text(cell), (shown.get(text(cell)) ?? new Set()).add(cell.className.match(/ja|nej|okand|harledd|utanfor/)[0]))
		}
		for (const [what, classes] of shown) if (classes.size > 1) faults.push(`"${what}" stands for ${[...classes].join(' and ')}`)
	}
	for (const a of document.querySelectorAll('main p a[href], main dd a[href], main li a[href]')) {
		const block = a.closest('p, dd, li')
		const around = [...block.childNodes].filter((node) => node.nodeType === 3 && /\p{L}{2}/u.test(node.data))
		if (around.length && a.parentElement === block && getComputedStyle(a).display === 'inline' && !getComputedStyle(a).textDecorationLine.includes('underline'))
			faults.push(`a link in running text that is not underlined: ${say(a)}`)
	}
	return faults
}

// No sideways scroll of the page; what scrolls for itself can be reached with the keyboard and has a name.
export function reflow() {
	const faults = []
	const wide = document.documentElement.scrollWidth
	if (wide > innerWidth) {
		const who = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('[tabindex="0"]'))
		faults.push(`${wide} px wide in ${innerWidth}: ${who.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)).join(' … ')}`)
	}
	for (const e of document.querySelectorAll('body *')) {
		const style = getComputedStyle(e)
		if (!/auto|scroll/.test(style.overflowX + style.overflowY) || (e.scrollWidth <= e.clientWidth + 1 && e.scrollHeight <= e.clientHeight + 1)) continue
		if (e.tabIndex !== 0 && !e.querySelector('a[href], button, input, summary')) faults.push(`scrolls, and no keyboard reaches it: ${e.outerHTML.slice(0, 100)}`)
		if (e.tabIndex === 0 && !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby'))) faults.push(`scrolls and has no name: ${e.outerHTML.slice(0, 100)}`)
	}
	return faults
}

// The text spacing of WCAG 1.4.12; undo with false. Constructed sheets are not the page's, so its policy lets them be.
export function spaced(on) {
	const sheet = new CSSStyleSheet()
	sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }')
	document.adoptedStyleSheets = on ? [sheet] : []
}

// No text is cut off by its box, and no text lies on another.
export function cramped() {
	const faults = []
	const hidden = (e) => !e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) || e.closest('.dold, .hopp, [hidden]')
	for (const e of document.querySelectorAll('body *')) {
		const style = getComputedStyle(e)
		if (e.closest('svg') || hidden(e) || !e.textContent.trim() || style.display === 'inline') continue
		const cuts = (overflow) => /hidden|clip/.test(overflow)
		if ((cuts(style.overflowX) && e.scrollWidth > e.clientWidth + 1) || (cuts(style.overflowY) && e.scrollHeight > e.clientHeight + 1))
			faults.push(`cut off: ${e.outerHTML.slice(0, 120)}`)
	}
	const boxes = []
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		if (!node.data.trim() || hidden(node.parentElement) || node.parentElement.closest('script, style, noscript, title, desc')) continue
		const sticky = node.parentElement.closest('.tabell, [tabindex="0"]') // a region that scrolls: its first column stays
		const range = document.createRange()
		range.selectNodeContents(node)
		for (const { left, right, top, bottom } of range.getClientRects()) {
			const inset = (bottom - top) * 0.3 // the letters, without the room above and below them
			if (right - left > 2) boxes.push({ left: left + 1, right: right - 1, top: top + inset, bottom: bottom - inset, node, sticky })
		}
	}
	// What the style sheet writes between the steps of a path stands on their lines.
	for (const e of document.querySelectorAll('nav ol li:not(:has(span))')) {
		const lines = new Set(boxes.filter(({ node }) => e.contains(node)).map(({ top }) => Math.round(top))).size
		if (!hidden(e) && e.clientHeight > (lines + 0.9) * parseFloat(getComputedStyle(e).lineHeight)) faults.push(`a mark on a line of its own: ${e.outerHTML.slice(0, 120)}`)
	}
	boxes.sort((a, b) => a.top - b.top)
	boxes.forEach((a, i) => {
		for (let k = i + 1; k < boxes.length && boxes[k].top < a.bottom; k++) {
			const b = boxes[k]
			if (a.node === b.node || (a.sticky && a.sticky === b.sticky)) continue
			if (b.left < a.right && a.left < b.right) faults.push(`"${a.node.data.trim().slice(0, 40)}" lies on "${b.node.data.trim().slice(0, 40)}"`)
		}
	})
	return [...new Set(faults)]
}

// What the Tab key shall visit, in order; marks each with its number for tabStop().
export function tabbable() {
	const faults = []
	for (const e of document.querySelectorAll('[tabindex]')) if (e.tabIndex > 0) faults.push(`tabindex ${e.tabIndex}: ${e.outerHTML.slice(0, 100)}`)
	const all = [...document.querySelectorAll('a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]')]
		.filter((e) => e.checkVisibility({ checkVisibilityCSS: true }) && !e.disabled && e.tabIndex >= 0)
	window.stops = all
	window.quiet = new Map(all.map((e) => {
		const style = getComputedStyle(e)
		return [e, style.outlineStyle + style.outlineWidth + style.boxShadow]
	}))
	return { count: all.length, faults }
}

// What is focused now: the how-manieth of them it is, whether it is in view, not covered, and ringed.
export function tabStop() {
	const e = document.activeElement
	const at = window.stops.indexOf(e)
	const style = getComputedStyle(e)
	const boxes = [...e.getClientRects()].filter((r) => r.width && r.height)
	const html = e.outerHTML.slice(0, 100)
	const whole = e.getBoundingClientRect()
	const faults = []
	const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
	if (!ring && style.boxShadow === 'none') faults.push(`no ring around ${html}`)
	else if (window.quiet.get(e) === style.outlineStyle + style.outlineWidth + style.boxShadow) faults.push(`focus changes nothing on ${html}`)
	const inView = (r) => r.bottom > 0 && r.right > 0 && r.top < innerHeight && r.left < innerWidth
	if (!boxes.some(inView)) faults.push(`focus is out of view on ${html}`)
	// Some point of it can be seen: WCAG 2.4.11 asks that it is not wholly covered.
	const points = boxes.filter(inView).flatMap((r) => [[r.left + r.width / 2, r.top + r.height / 2], [r.left + 3, r.top + 3], [r.right - 3, r.bottom - 3]])
	const met = points.map(([x, y]) => document.elementFromPoint(x, y)).filter(Boolean)
	if (met.length && !met.some((top) => e.contains(top) || top.contains(e))) faults.push(`${met[0].outerHTML.slice(0, 60)} covers the focus on ${html}`)
	return { at, html, faults, drawn: Boolean(e.closest('svg')), box: { left: whole.left + scrollX, right: whole.right + scrollX, top: whole.top + scrollY, bottom: whole.bottom + scrollY } }
}

// The colours that text is shown in, and what lies under it: [text colour, ground, an example].
export function coloursInUse() {
	const opaque = (colour) => !/^rgba\(.*, 0\)$|^transparent$/.test(colour)
	const ground = (e) => {
		for (; e; e = e.parentElement) {
			const colour = getComputedStyle(e).backgroundColor
			if (opaque(colour)) return colour
		}
		return 'rgb(255, 255, 255)'
	}
	const pairs = new Map()
	for (const e of document.querySelectorAll('body *')) {
		if (e.closest('svg') || ![...e.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) || !e.checkVisibility() || e.closest('.dold')) continue
		const pair = [getComputedStyle(e).color, ground(e), e.outerHTML.slice(0, 80), Boolean(e.closest('a[href]'))]
		pairs.set(pair[0] + pair[1] + pair[3], pair)
	}
	return [...pairs.values()]
}

// The borders and grounds by which fields and buttons are told from what is around them (WCAG 1.4.11).
export function controls() {
	const ground = (e) => {
		for (; e; e = e.parentElement) {
			const colour = getComputedStyle(e).backgroundColor
			if (!/, 0\)$|^transparent$/.test(colour)) return colour
		}
		return 'rgb(255, 255, 255)'
	}
	return [...document.querySelectorAll('input:not([type="hidden"], [type="checkbox"], [type="radio"]), select, button')].filter((e) => e.checkVisibility()).map((e) => {
		const style = getComputedStyle(e)
		return { html: e.outerHTML.slice(0, 80), around: ground(e.parentElement), own: ground(e),
			border: parseFloat(style.borderBottomWidth) > 0 && style.borderBottomStyle !== 'none' ? style.borderBottomColor : null }
	})
}

// Where everything leads, and what can be led to.
export function references() {
	const to = [...document.querySelectorAll('a[href], area[href], link[href], script[src], img[src], source[srcset], use[href], form[action]')]
		.map((e) => ({ url: new URL(e.href?.baseVal ?? e.href ?? e.src ?? e.action, document.baseURI).href, link: e.matches('a, area') }))
	return { title: document.title, ids: [...document.querySelectorAll('[id]')].map((e) => e.id), to,
		footer: [...document.querySelectorAll('body > footer a[href]')].map((a) => a.href), noindex: Boolean(document.querySelector('meta[name="robots"][content*="noindex"]')),
		canonical: document.querySelector('link[rel="canonical"]')?.href ?? null }
}
