#!/bin/bash
# mutations.sh [NAME …]: the rule that hides people's names is taken out in one place after another, and each time the search
# of the finished site sees it: exit status 1, P435 or P436, nothing published. tests/mutations/NAME.sed is an edit of the
# source file that its first line names; one that changes nothing any more is a failed test. The archive is
# tests/mutations/content, in which a hidden person stands in every field and construct.
set -u
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8 NO_COLOR=1
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
secret='kanarie|quirin|xerxes|zebra'
tree=$work/tree objects=$work/objects
say() { if [ "$1" -eq 0 ]; then echo "ok - $2"; else echo "not ok - $2"; sed 's/^/# /' "$work/log" | head -6; fi; }

# A copy of the sources and of what was compiled from them, so that each time one file is compiled.
mkdir "$tree" && cp -a src Makefile "$tree" && cp -a src "$work/pristine"
mkdir "$objects" && cp -a "${OBJECTS:-build/release}"/{src,libprotokoll.a} "$objects" 2>/dev/null
compile() { make -s -C "$tree" BUILD="$objects" PROTOKOLL="$work/protokoll" CFLAGS_release=-O1 "$work/protokoll" >"$work/log" 2>&1; }
build() { # build: into an output that does not exist yet
	rm -rf "$work/public"
	timeout 60 "$work/protokoll" build --no-search --source "${CONTENT:-tests/mutations/content}" --theme themes/skaraborg --output "$work/public" \
		--date 2026-11-22 >"$work/log" 2>&1
}

compile && build
status=$?
say $status "mutations: with the rule the site is published"
[ $status -eq 0 ] || exit 0
[ -e "$work/public/index.html" ] && ! grep -rqiE "$secret" "$work/public" "$work/log"
say $? "mutations: and holds the name nowhere"

[ $# -gt 0 ] || set -- $(cd tests/mutations && ls ./*.sed | sed 's,^\./,,; s/\.sed$//')
for name; do
	edit=tests/mutations/$name.sed
	file=$(sed -n '1s/^# \([^:]*\):.*/\1/p' "$edit")
	what="mutations: $name: $(sed -n '1s/^[^:]*: //p' "$edit")"
	before=$work/pristine/${file#src/}
	sed -E -f "$edit" "$before" >"$tree/$file"
	if cmp -s "$before" "$tree/$file"; then
		echo "the edit finds nothing in $file" >"$work/log"
		say 1 "$what"
	elif ! compile; then
		say 1 "$what"
	else
		build
		status=$?
		[ $status -eq 1 ] && grep -qE '\[P43[567]\]' "$work/log" && [ ! -e "$work/public" ] && ! grep -qiE "$secret" "$work/log"
		say $? "$what"
	fi
	cp -p "$before" "$tree/$file" && rm -f "$objects/${file%.c}.o"
done
