#!/bin/bash
# alloc.sh PROTOKOLL [SAMPLE]: the program of MODE=alloc, in which every allocation is a call of malloc, finds no memory at
# one of them after another. It says so and ends with 3; the output is the old site, or the new one when the fault came
# after the swap; the next build succeeds and leaves no debris.
set -u
export LC_ALL=C.UTF-8 NO_COLOR=1
ulimit -c 0
program=$(realpath "$1")
sample=${2:-60}
tests=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
mkdir "$work/stand"
cp -r "$tests/base/content" "$work/first"
cp -r "$tests/base/content" "$work/second"
printf '\nEtt tillägg.\n' >>"$work/second/protokoll/2018/2018-12-14-sikt.md"

build() { # build CONTENT OUTPUT
	(cd "$work/stand" && timeout -s KILL 30 "$program" build --no-search --source "$1" --output "$2" --theme "$tests/../themes/skaraborg" \
		--date 2026-11-22 --jobs 1) >"$work/out" 2>"$work/err" </dev/null
}
is_site() { # is_site FOLDER REFERENCE: just that site
	diff -rq "$1" "$2" >/dev/null 2>&1
}
say() { # say FAULT NAME
	if [ -z "$1" ]; then echo "ok - $2"; else echo "not ok - $2: $1"; head -5 "$work/err" | cut -c1-200 | sed 's/^/# /'; fi
}

fault_at() { # fault_at N: what is wrong when the Nth allocation fails
	rm -rf "$work/stand/public" && cp -a "$work/v1" "$work/stand/public"
	ALLOC_FAIL_AT=$1 build "$work/second" public
	local status=$?
	if [ $status -ne 3 ]; then
		echo "exit status $status, expected 3"
	elif ! grep -q 'minnet räckte inte' "$work/err"; then
		echo "it does not say that memory was lacking"
	elif ! is_site "$work/stand/public" "$work/v1" && ! is_site "$work/stand/public" "$work/v2"; then
		echo "neither the old site nor the new one stands"
	fi
	cp "$work/err" "$work/err.first"
	build "$work/second" public || echo "the next build fails"
	is_site "$work/stand/public" "$work/v2" || echo "the next build does not give the new site"
	[ "$(ls -A "$work/stand")" = public ] || echo "debris: $(ls -A "$work/stand" | tr '\n' ' ')"
	cp "$work/err.first" "$work/err"
}

build "$work/first" "$work/v1" && build "$work/second" "$work/v2" || { say "$(head -3 "$work/err")" "alloc: the sites can be built"; exit 0; }
cp -a "$work/v1" "$work/stand/public"
ALLOC_FAIL_AT=count build "$work/second" public
count=$(sed -n 's/^allocations: //p' "$work/err")
[ "${count:-0}" -gt "$sample" ] || { say "only ${count:-none}" "alloc: allocations are counted"; exit 0; }
for ((i = 0; i < sample; i++)); do
	n=$((1 + i * (count - 1) / (sample - 1)))
	say "$(fault_at $n | head -3 | paste -sd ';')" "no memory at allocation $n of $count"
done
