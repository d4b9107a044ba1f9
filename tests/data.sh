#!/bin/bash
# data.sh PROTOKOLL: the open data of the real archive and of tests/cases/data, read back by programs that are not ours:
# CSV by csv-parse, JSON Schema by ajv, JSON-LD by jsonld (all npm). data.mjs says what must hold.
set -u
cd "$(dirname "$0")/.."
program=$(realpath "$1")
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
if ! command -v node >/dev/null || ! [ -d node_modules/ajv ]; then
	echo "not ok - data: node and the packages of package.json are there (make test installs them)"
	exit 0
fi

check() { # check NAME CONTENT HIDDEN…: builds a site, dumps its archive and reads its data back
	local name=$1 content=$2
	shift 2
	if "$program" build --source "$content" --output "$work/$name" --theme themes/skaraborg --date 2026-11-22 --no-search \
		>"$work/log" 2>&1; then
		echo "ok - data: $name builds"
	else
		echo "not ok - data: $name builds"
		tail -20 "$work/log" | sed 's/^/# /'
		return
	fi
	"$program" dump archive --source "$content" --date 2026-11-22 >"$work/$name.json" 2>/dev/null
	node tests/data.mjs "$name" "$work/$name" "$work/$name.json" "$@" || echo "not ok - data: data.mjs ended with $?"
}

mkdir "$work/own" && cp -r tests/base/content "$work/own/" && cp -r tests/cases/data/content "$work/own/"
check content content
check case "$work/own/content" Zebulon Hemligsson Zebbe
