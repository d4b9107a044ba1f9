#!/bin/bash
# browser.sh PROTOKOLL: sites as their readers meet them, in Debian's Chromium, and the Nu checker on their pages.
set -u
. "$(dirname "$0")/hostile/lib.sh"
program=$(realpath "$1")
seconds=120
search=
if ! command -v node >/dev/null || ! command -v java >/dev/null || ! [ -x "${CHROMIUM:-/usr/bin/chromium}" ] ||
	! [ -d "$tests/../node_modules/playwright-core" ] || ! [ -d "$tests/../node_modules/vnu-jar" ]; then
	echo "not ok - browser: node, Java, Chromium and the packages of package.json are there (make test installs them)"
	exit 0
fi

# payload_archive FOLDER: each payload where a title, a name, a place, a heading, a cell, a link text, code, a file name is.
payload_archive() {
	local i=0 raw quoted joined
	cp -r "$tests/base/content" "$1"
	mkdir -p "$1/dokument" "$1/protokoll/x"
	while IFS= read -r -d '' raw && IFS= read -r -d '' quoted; do
		i=$((i + 1))
		joined=${quoted%\"}
		echo "- {id: p-$i, namn: $joined p$i\", alias: [$joined q$i\"]}" >>"$1/register/personer.yaml"
		echo "- {id: a-$i, namn: $joined a$i\", beskrivning: $quoted}" >>"$1/register/amnen.yaml"
		echo "- {id: o-$i, namn: $joined o$i\", typ: $quoted}" >>"$1/register/organisationer.yaml"
		echo "- {id: n-$i, namn: $joined n$i\", fullständigt: $joined f$i\"}" >>"$1/register/natverk.yaml"
		cat >"$1/protokoll/x/m$i.md" <<-END
			---
			nätverk: $joined n$i"
			datum: 2019-01-01
			id: m$i
			plats: $quoted
			ordförande: $joined p$i"
			närvarande: [$joined q$i"]
			ämnen: [$joined a$i"]
			källa: $quoted
			bilagor: [{titel: $quoted, plats: teamet}]
			kommande: [{datum: 2027-01-01, plats: $quoted, text: $quoted}]
			---
			## 1. Öppnande
		END
		printf -- '---\ntitel: %s\nid: d%s\n---\n\n## %s\n\n%s\n\n| a |\n|---|\n| %s |\n\n`%s` [%s](https://example.org/ "t")\n\n    %s\n\n[[SIKT|x]]\n\nNot[^1]\n\n[^1]: %s\n' \
			"$quoted" "$i" "$raw" "$raw" "$raw" "$raw" "${raw//[\[\]]/}" "$raw" "$raw" >"$1/dokument/d$i.md"
	done < <(jq -j '.[] | ., "\u0000", (@json), "\u0000"' "$tests/browser/payloads.json")
}

# site NAME CONTENT: builds it as if it were published below a folder, and lists its pages, into NAME and NAME.pages.
site() {
	if build "$2" "$work/$1" --base-url https://protokoll.example.se/arkiv/ --date 2026-11-22 >"$work/$1.out" 2>&1; then
		"$program" dump pages --source "$2" --theme "$tests/../themes/skaraborg" --date 2026-11-22 >"$work/$1.pages" 2>/dev/null
	else
		echo "not ok - browser: $1 builds"
		grep -E 'fel:' "$work/$1.out" | head -20 | sed 's/^/# /'
	fi
}

run() { # run SCRIPT ARGUMENT…
	local began=$SECONDS
	node "$tests/browser/$1" "${@:2}" 2>&1 || echo "not ok - browser: $1 ended with $?"
	echo "# $1: $((SECONDS - began)) s"
}

# nu FILE…: the Nu checker, every message a fault but four: it does not know the address that 'self' in the policy means, nor
# that a data block runs nothing; the pages are XML too, hence the slashes; and text before the first heading has none.
nu() {
	java -Xss8m -XX:+UseSerialGC -jar "$tests/../node_modules/vnu-jar/build/dist/vnu.jar" --stdout --skip-non-html "$@" 2>&1 |
		grep -vE 'Content Security Policy \(meta tag\)|Trailing slash on void elements|Section lacks heading'
}
valid() { # valid NAME FILE…
	xargs xmllint --noout --nonet >"$work/wrong" 2>&1 < <(find "${@:2}" -name '*.html')
	nu "${@:2}" >>"$work/wrong"
	if [ -s "$work/wrong" ]; then echo "not ok - $1: every page passes the Nu checker and is well-formed XML"; head -20 "$work/wrong" | sed 's/^/# /'
	else echo "ok - $1: every page passes the Nu checker and is well-formed XML ($(find "${@:2}" -name '*.html' | wc -l))"; fi
}
validity() {
	local began=$SECONDS
	echo '<!DOCTYPE html><html lang="sv"><head><title>x</title></head><body><p id="a">x<div id="a">y</div></p></body></html>' >"$work/wrong.html"
	[ "$(nu "$work/wrong.html" | grep -c ' error: ')" -ge 2 ] && echo "ok - positive control: the Nu checker finds what is wrong" ||
		echo "not ok - positive control: the Nu checker finds what is wrong"
	valid content "$work/content"
	valid edge "$work/edge"
	# Of a large archive, three pages of each kind.
	# shellcheck disable=SC2046
	valid large $(awk -F'\t' -v site="$work/large" 'NR > 1 && ++n[$2] <= 3 {print site $1 ($1 ~ /\/$/ ? "index.html" : "")}' "$work/large.pages")
	echo "# validity: $((SECONDS - began)) s"
}

# A copy of the small site, broken in each way that site.mjs looks for: it says so of each.
control() {
	cp -r edge broken
	local page=broken/protokoll/2018-12-14-sikt/index.html missed='' what
	sed -i -e 's,</main>,<p><img src="https://exempel.example/x.png" alt="x"/><a href="../../finns-inte/">a</a> <a href="../../beslut/#finns-inte">b</a></p>&,' \
		-e 's,<title>[^<]*,<title>Samma,' -e 's,href="[./]*tillganglighet/",href="#innehall",' -e 's,<h2,<h4,' -e 's,</head>,<script src="../../x.js"></script>&,' "$page"
	sed -i 's,<title>[^<]*,<title>Samma,' broken/beslut/index.html
	sed -i -E 's,<caption>[^<]*</caption>,,' broken/narvaro/*/index.html broken/data/index.html
	echo 'x{}' >broken/tillgangar/x.css
	run site.mjs broken edge.pages broken >broken.log
	for what in 'nothing on the console' 'no level skipped' 'tables have captions' 'every link and anchor' 'the same title' 'every footer' 'one stylesheet' 'named after its content' 'no script but'; do
		grep -q "^not ok - broken: .*$what" broken.log || missed+=" \"$what\""
	done
	for what in 'exempel.example' 'finns-inte/ is not there' '#finns-inte has no such anchor' 'Content Security Policy'; do
		grep -qF "$what" broken.log || missed+=" \"$what\""
	done
	if [ -z "$missed" ]; then echo "ok - positive control: a broken site is found broken in each way"; else echo "not ok - positive control: not found:$missed"; fi
}

cd "$work" || exit 1
# The real archive; one of the odd things that it lacks (withdrawn, moved, corrected, attached) with the words that search.mjs
# knows; one of 10,000 items; one of payloads. The large one is made while the others are tried.
mkdir edge-archive && cp -r "$tests/base/content" edge-archive/
for part in cases/withdrawn cases/earlier-addresses cases/corrections-and-attachments browser; do
	cp -rP "$tests/$part/content" edge-archive/
done
payload_archive "$work/payload-archive"
# Two lanes, one for each core, and their logs in the order of the parts.
{
	"$tests/bench/generate" "$work/large-archive" 1450
	site large "$work/large-archive"
	touch large.done
	run site.mjs large large.pages large quick
	run search.mjs --weight large large.pages
	build "$work/payload-archive" "$work/hostile" >payloads.out 2>&1 && run hostile.mjs hostile "$tests/browser/payloads.json" ||
		{ echo "not ok - browser: the archive of payloads builds"; grep 'fel:' payloads.out | head -20 | sed 's/^/# /'; }
	until [ -e small.done ]; do sleep 0.2; done
	run access.mjs content content.pages edge edge.pages large large.pages
} >two.log 2>&1 &
site content "$tests/../content"
site edge "$work/edge-archive/content"
touch small.done
run search.mjs edge edge.pages content content.pages
run site.mjs content content.pages content
run site.mjs edge edge.pages edge
control
run journeys.mjs content content.pages
run preview.mjs "$program"
run weight.mjs content content.pages --no-times
until [ -e large.done ]; do sleep 0.2; done
validity
wait
cat two.log
