#!/bin/bash
# site.sh PROTOKOLL: what holds for the real archive, content/: it builds without errors, every page is well-formed XML,
# the manifest is read back by sha256sum, and a second build leaves every file as it was.
set -u
cd "$(dirname "$0")/.."
program=$1
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
site=$work/site
say() { if [ "$1" -eq 0 ]; then echo "ok - $2"; else echo "not ok - $2"; sed 's/^/# /' "$work/log" | head -30; fi; }

"$program" build --output "$site" --date 2026-11-22 >"$work/log" 2>&1
say $? "content/ builds without errors"
grep -qE '(fel|error):' "$work/log"
say $((1 - $?)) "content/ has no errors"

find "$site" -name '*.html' -o -name '*.xml' | sort | xargs xmllint --noout --nonet >"$work/log" 2>&1
say $? "every page is well-formed XML"
(cd "$site" && sha256sum --quiet -c manifest.txt) >"$work/log" 2>&1
say $? "sha256sum agrees with the manifest"
diff <(cd "$site" && find . -type f ! -name manifest.txt | sed 's,^\./,,' | LC_ALL=C sort) \
	<(grep -v '^#' "$site/manifest.txt" | cut -c67- | LC_ALL=C sort) >"$work/log"
say $? "the manifest lists every file and nothing else"

# xmllint reads the sitemap; every address in it is a page, and no page of a person is in it.
xmllint --xpath '//*[local-name()="loc"]/text()' "$site/sitemap.xml" >"$work/addresses" 2>"$work/log"
say $? "the sitemap can be read"
base=$(sed -n 's/^adress: *//p' content/arkiv.yaml)
while read -r address; do
	[ -f "$site/${address#"$base"}index.html" ] || echo "no page: $address"
done <"$work/addresses" >"$work/log"
[ ! -s "$work/log" ]
say $? "every address in the sitemap is a page"
grep -c '/personer/.' "$work/addresses" >"$work/log"
say $((1 - $?)) "no person is in the sitemap"
grep -L 'name="robots" content="noindex' "$site"/personer/*/index.html >"$work/log"
[ ! -s "$work/log" ]
say $? "every page of a person says noindex"

find "$site" -type f -printf '%P %i %T@\n' | grep -v '^manifest.txt' | sort >"$work/before"
"$program" build --output "$site" --date 2026-11-22 >"$work/log" 2>&1
find "$site" -type f -printf '%P %i %T@\n' | grep -v '^manifest.txt' | sort >"$work/after"
cmp "$work/before" "$work/after" >"$work/log" 2>&1
say $? "a second build leaves inodes and times as they were"

# The titles of all pages differ, and every page says what it is.
grep -ohE '<title>[^<]*' -r "$site" --include='*.html' | sort | uniq -d >"$work/log"
[ ! -s "$work/log" ]
say $? "no two pages have the same title"
grep -L '<meta name="description"' -r "$site" --include='*.html' >"$work/log"
[ ! -s "$work/log" ]
say $? "every page has a description"
# A data block (JSON-LD) runs nothing; it is taken away before looking.
find "$site" -name '*.html' ! -path "$site/sok/*" | while read -r page; do
	sed -E 's,<script type="application/ld\+json">[^<]*</script>,,' "$page" | grep -qE '<script|javascript:| on[a-z]+=| style="' &&
		echo "$page"
done >"$work/log"
[ ! -s "$work/log" ]
say $? "no page but the search page holds script, and none inline style"
for page in / /protokoll/ /protokoll/2018/ /protokoll/2018-12-14-sikt/ /protokoll/2018-02-02-skis/ /protokoll/2019-09-sikt/ \
	/protokoll/2020-05-29-sikt/ /protokoll/2018-01-26-sikt/ /dokument/uppdragsbeskrivning/ /amnen/ /amnen/mediapoolen/ \
	/personer/ /personer/hannes-berggren/ /kommuner/ /kommuner/skovde/ /natverk/ /natverk/sikt/ /organisationer/ /om/ /data/; do
	[ -f "$site${page}index.html" ] || echo "$page"
done >"$work/log"
[ ! -s "$work/log" ]
say $? "every page kind stands at its address"
