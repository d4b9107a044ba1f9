#!/usr/bin/env bash
# Publishing under torture: the second build of a site is killed, or refused room on the disk, at system call after system
# call. Each time the output must be the old site or the new one, whole, and the next build must succeed and leave no debris.
#
#     tests/torture/publish.sh PROTOKOLL SOURCE [SAMPLE]
#
# PROTOKOLL is the program, SOURCE a content folder (it is copied, never changed), SAMPLE the number of places to try, spread
# evenly over calls and kinds of fault (default: all). Prints TAP. The program runs in the folder the script is started in.
set -u
export LC_ALL=C ASAN_OPTIONS="${ASAN_OPTIONS:-}:detect_leaks=0"

calls="openat write pwrite64 mkdirat linkat renameat renameat2 fsync fdatasync syncfs close unlinkat fchmod fchmodat"
date=2026-01-15

if [ $# -lt 2 ] || [ $# -gt 3 ]; then
	echo "usage: $0 PROTOKOLL SOURCE [SAMPLE]" >&2
	exit 2
fi
program=$(realpath -- "$1") || exit 2
source_folder=$(realpath -- "$2") || exit 2
sample=${3:-1000000}
if ! command -v strace >/dev/null || ! strace -o /dev/null true 2>/dev/null; then
	echo "1..0 # SKIP strace cannot be used here"
	exit 0
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/torture.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
stand="$work/stand" # the output and what lies beside it
output="$stand/public"
number=0
failed=0
exec 3>&1

# build SOURCE OUTPUT: an ordinary build
build() {
	timeout 120 "$program" build --no-search --source "$1" --output "$2" --date "$date" --jobs 1 --quiet >"$work/log" 2>&1 </dev/null
}

# second_build STRACE-OPTION...: the build that is disturbed
second_build() {
	timeout -s KILL 120 strace -f -o "$work/trace" "$@" \
		"$program" build --no-search --source "$work/source2" --output "$output" --date "$date" --jobs 1 --quiet \
		>"$work/log" 2>&1 </dev/null
}

bail_out() {
	echo "Bail out! $*" >&3
	sed 's/^/# /' "$work/log" >&3
	exit 1
}

# is_site FOLDER REFERENCE: the folder is that site, byte for byte, and nothing else
is_site() {
	cmp -s "$1/manifest.txt" "$2/manifest.txt" &&
		(cd "$1" && sha256sum -c --quiet --strict manifest.txt) >/dev/null 2>&1 &&
		[ "$(cd "$1" && find . ! -type d ! -path ./manifest.txt | sort)" = \
			"$(cd "$1" && sed -n 's/^[0-9a-f]\{64\}  /.\//p' manifest.txt | sort)" ] &&
		[ -z "$(find "$1" -type f ! -perm 644 -o -type d ! -perm 755 -o -type l)" ]
}

# result FINE DESCRIPTION [REASON]
result() {
	number=$((number + 1))
	if [ "$1" = yes ]; then
		echo "ok $number - $2"
	else
		failed=$((failed + 1))
		echo "not ok $number - $2: $3"
		(cd "$stand" && find . -maxdepth 2 | sort | sed 's/^/# stands: /')
		sed 's/^/# /' "$work/log" | head -20
	fi
}

# why_not CALL FAULT N: runs one disturbed build and prints what is wrong afterwards, or nothing
why_not() {
	rm -rf "$stand"
	mkdir "$stand"
	cp -a "$work/v1" "$output"
	second_build -e "inject=$1:$2:when=$3" -e "trace=$1"
	local status=$?
	if is_site "$output" "$work/v2"; then
		:
	elif ! is_site "$output" "$work/v1"; then
		echo "the output is neither the old site nor the new one (exit status $status)"
		return
	elif [ $status -eq 0 ]; then
		echo "exit status 0, but the old site stands"
		return
	fi
	if [ "$2" != signal=KILL ] && [ $status -ge 124 ] && [ $status -ne 127 ]; then
		echo "the program crashed or hung (exit status $status)"
		return
	fi
	if ! build "$work/source2" "$output"; then
		echo "the next build failed"
	elif ! is_site "$output" "$work/v2"; then
		echo "the next build did not give the new site"
	elif [ "$(ls -A "$stand")" != public ]; then
		echo "debris: $(ls -A "$stand" | tr '\n' ' ')"
	fi
}

# --- two sites that differ in one document

cp -rL "$source_folder" "$work/source1" && cp -r "$work/source1" "$work/source2" || exit 1
changed=$(cd "$work/source2" && find . -name '*.md' -path '*protokoll*' | sort | head -1)
changed=${changed:-$(cd "$work/source2" && find . -name '*.md' | sort | head -1)}
: >"$work/log"
[ -n "$changed" ] || bail_out "no .md file below $source_folder"
printf '\nEtt tillägg i slutet av protokollet.\n' >>"$work/source2/$changed"
build "$work/source1" "$work/v1" || bail_out "the first site cannot be built"
build "$work/source2" "$work/v2" || bail_out "the second site cannot be built"
is_site "$work/v1" "$work/v1" && is_site "$work/v2" "$work/v2" || bail_out "the manifests do not describe the sites"
! cmp -s "$work/v1/manifest.txt" "$work/v2/manifest.txt" || bail_out "changing $changed did not change the site"

# --- how often each call is made; strace counts for each thread, so the busiest one is taken

mkdir "$stand" && cp -a "$work/v1" "$output"
for call in $calls; do
	second_build -e "trace=$call" || bail_out "the build fails under strace"
	count=$(grep -v resumed "$work/trace" | grep "$call(" | cut -d' ' -f1 | sort | uniq -c | sort -rn | awk 'NR == 1 { print $1 }')
	rm -rf "$output" && cp -a "$work/v1" "$output"
	for fault in signal=KILL error=ENOSPC; do
		[ -z "$count" ] || echo "$count $call $fault"
	done
done >"$work/unsorted"
sort -n "$work/unsorted" >"$work/counts"
[ -s "$work/counts" ] || bail_out "no system call was seen"

# --- the torture; what a rare call does not use of its share goes to the more frequent ones

left=$sample
kinds=$(wc -l <"$work/counts")
while read -r count call fault; do
	share=$((left / kinds))
	[ $share -ge 1 ] || share=1
	[ $share -le "$count" ] || share=$count
	left=$((left - share))
	kinds=$((kinds - 1))
	for ((i = 0; i < share; i++)); do
		n=$((share == 1 ? (count + 1) / 2 : 1 + i * (count - 1) / (share - 1)))
		reason=$(why_not "$call" "$fault" "$n")
		result "$([ -z "$reason" ] && echo yes)" "$call $fault $n of $count" "$reason"
	done
done <"$work/counts"

echo "1..$number"
[ $failed -eq 0 ]
