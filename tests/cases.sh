#!/bin/bash
# Whole-site cases as files: cases.sh [--accept] PROTOKOLL [CASE …]; a case is a name or a folder
#
#   tests/cases/NAME/content/     laid over tests/base/content/ (or over nothing when the file `bare` is there)
#   tests/cases/NAME/command      a shell line, run beside content/ (default: "$PROTOKOLL" build)
#   tests/cases/NAME/diagnostics  what it prints on stderr
#   tests/cases/NAME/output       what it prints on stdout (compared when the file is there)
#   tests/cases/NAME/status       its exit status (default 0)
#   tests/cases/NAME/expected/    files of public/ that are compared; `absent` lists files that may not be there
#
# tests/diagnostics/P000/ are cases of the same form, one for every number in src/base/diagnostics.def.
# Without SEARCH=1 in its command a case builds without a search index.
# --accept shows the difference and takes the new output as the expected. VALGRIND=1 runs the program under valgrind.
set -u
tests=$(cd "$(dirname "$0")" && pwd)
accept=no
[ "${1:-}" != --accept ] || { accept=yes; shift; }
PROTOKOLL=$(realpath "$1") && export PROTOKOLL
shift
work=$(mktemp -d) && trap 'chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
export SOURCE_DATE_EPOCH=1795305600 # 2026-11-22
export LC_ALL=C.UTF-8 NO_COLOR=1
unset VERBOSE
# What the program is run by: builds make no search index unless a case says SEARCH=1, since each would wait for Node.
under=''
[ -z "${VALGRIND:-}" ] || under='valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite'
cat >"$work/under" <<SH
#!/bin/bash
for word; do [ "\$word" != build ] || [ -n "\${SEARCH:-}" ] || { set -- "\$@" --no-search; break; }; done
exec $under "$PROTOKOLL" "\$@"
SH
chmod +x "$work/under"
PROTOKOLL=$work/under

# The time of a build differs, and how many files there are beside the content's own changes with every feed and font.
timeless() {
	sed -E 's/ på [0-9]+ ms$/ på N ms/; s/ in [0-9]+ ms$/ in N ms/; s/[0-9]+ (sidor skrivna|pages written)/N \1/'
}

# A file of the site without the fingerprints of the theme's files, which change with every rule of the style sheet.
unprinted() { sed -E 's/\.[0-9a-f]{8}\.(css|js|svg|woff2|txt)/.HASH.\1/g' "$1" >"$own/unprinted"; }

take() { # take ACTUAL EXPECTED: for --accept
	if [ -s "$1" ]; then
		cmp -s "$1" "$2" || { diff -u "$2" "$1" 2>/dev/null || cat "$1"; cp "$1" "$2"; }
	elif [ -e "$2" ]; then
		echo "removed: $2" && rm "$2"
	fi
}

differ() { # differ ACTUAL EXPECTED: prints the difference; a missing expectation is an empty one
	local expected=$2
	[ -e "$expected" ] || expected=/dev/null
	! diff -u --label expected --label actual "$expected" "$1" >>"$own/faults"
}

prepare() { # prepare CASE FOLDER
	mkdir -p "$2"
	[ -e "$1/bare" ] || cp -r "$tests/base/content" "$2/content"
	[ ! -d "$1/content" ] || cp -rP "$1/content" "$2/"
	ln -s "$tests/../themes" "$2/themes"
}

run_case() { # run_case CASE
	local case=$1 folder=$own/case file status wanted=0
	[ ! -d "$folder" ] || chmod -R u+rwX "$folder" # a case may have made a folder read-only
	rm -rf "$folder"
	prepare "$case" "$folder"
	local command='"$PROTOKOLL" build'
	[ ! -e "$case/command" ] || command=$(cat "$case/command")
	(cd "$folder" && CASE=$case timeout 300 bash -c "$command") >"$own/out" 2>"$own/err.raw"
	status=$?
	timeless <"$own/err.raw" >"$own/err"
	[ ! -e "$case/status" ] || wanted=$(cat "$case/status")
	if [ $accept = yes ]; then
		take "$own/err" "$case/diagnostics"
		[ ! -e "$case/output" ] || take "$own/out" "$case/output"
		if [ "$status" -ne 0 ]; then echo "$status" >"$case/status"; else rm -f "$case/status"; fi
		[ ! -d "$case/expected" ] || (cd "$case/expected" && find . -type f) | while read -r file; do
			unprinted "$folder/public/$file"
			take "$own/unprinted" "$case/expected/$file"
		done
		return 0
	fi
	: >"$own/faults"
	[ "$status" -eq "$wanted" ] || echo "exit status $status, expected $wanted" >>"$own/faults"
	differ "$own/err" "$case/diagnostics"
	[ ! -e "$case/output" ] || differ "$own/out" "$case/output"
	[ ! -d "$case/expected" ] || while read -r file; do
		if [ -e "$folder/public/$file" ]; then
			unprinted "$folder/public/$file"
			differ "$own/unprinted" "$case/expected/$file"
		else
			echo "missing: $file" >>"$own/faults"
		fi
	done < <(cd "$case/expected" && find . -type f)
	[ ! -e "$case/absent" ] || while read -r file; do
		[ ! -e "$folder/public/$file" ] || echo "should not be there: $file" >>"$own/faults"
	done <"$case/absent"
	[ ! -s "$own/faults" ]
}

if [ $# -gt 0 ]; then
	cases=("$@")
elif [ -n "${VALGRIND:-}" ]; then
	cases=("$tests"/cases/*/)
else
	cases=("$tests"/cases/*/ "$tests"/diagnostics/*/)
fi
tell() { # tell CASE: runs it and prints its line
	local case=$1 folder name
	for folder in "$tests/cases/$case" "$tests/diagnostics/$case"; do [ ! -d "$folder" ] || case=$folder; done
	case=$(cd "$case" && pwd) || return
	name=$(basename "$(dirname "$case")")/$(basename "$case")
	if run_case "$case"; then
		[ $accept = yes ] || echo "ok - $name"
	else
		echo "not ok - $name"
		sed 's/^/# /' "$own/faults"
		sed 's/^/# stderr: /' "$own/err.raw" | head -20
	fi
}

# As many at a time as there are processors, each worker in a folder of its own; the lines are printed in the order of the cases.
workers=$(nproc)
for ((worker = 0; worker < workers; worker++)); do
	own=$work/$worker
	mkdir "$own"
	for ((i = worker; i < ${#cases[@]}; i += workers)); do tell "${cases[i]}" >"$own/$i.tap"; done &
done
wait
for ((i = 0; i < ${#cases[@]}; i++)); do cat "$work/$((i % workers))/$i.tap"; done

# Every number has a golden case, and the case shows that very number.
if [ $accept = no ] && [ $# -eq 0 ] && [ -z "${VALGRIND:-}" ]; then
	for number in $(sed -nE 's/^DIAG\(.*"(P[0-9]{3})".*/\1/p' "$tests/../src/base/diagnostics.def"); do
		if cat "$tests/diagnostics/$number/diagnostics" "$tests/diagnostics/$number/output" 2>/dev/null | grep -q "\[$number\]"; then
			echo "ok - $number has a golden case"
		else
			echo "not ok - $number has no golden case"
		fi
	done
fi
