#!/bin/bash
# browser.sh PROTOKOLL: the real site and a site of script payloads in Debian's Chromium.
set -u
. "$(dirname "$0")/hostile/lib.sh"
program=$(realpath "$1")
seconds=60
if ! command -v node >/dev/null || ! [ -x "${CHROMIUM:-/usr/bin/chromium}" ] || ! [ -d "$tests/../node_modules/playwright-core" ]; then
	echo "not ok - browser: node, Chromium and the packages of package.json are there (make test installs them)"
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

cd "$work" || exit 1
if build "$tests/../content" "$work/site" >"$work/out" 2>&1; then
	node "$tests/browser/site.mjs" "$work/site" 2>&1 || echo "not ok - browser: site.mjs ended with $?"
else
	echo "not ok - browser: content/ builds"
	sed 's/^/# /' "$work/out"
fi
payload_archive "$work/payloads"
if build "$work/payloads" "$work/hostile" >"$work/out" 2>&1; then
	node "$tests/browser/hostile.mjs" "$work/hostile" "$tests/browser/payloads.json" 2>&1 || echo "not ok - browser: hostile.mjs ended with $?"
else
	echo "not ok - browser: the archive of payloads builds"
	grep 'fel:' "$work/out" | head -20 | sed 's/^/# /'
fi
