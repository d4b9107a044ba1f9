# What the hostile tests share: a stand for each build (content, output and what lies around them), run in parallel, and
# the promise that is checked after every one of them. Sourced by tests/hostile.sh and tests/browser.sh.
#
#   case_begin                     makes a stand in $stand: content/ of tests/base and the old site in public/
#   case_end NAME STATUS [NEEDLE]  builds it in the background; STATUS is the statuses that are right ("0", "1", "0 1"),
#                                  NEEDLE must stand in what is printed
#   case_wait                      waits for all of them and prints their TAP lines in order

tests=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
shared=${SHARED:-$tests/../../shared}/testdata
seconds=15 # a build of anything ends within these
search=--no-search # hundreds of builds do not wait for Node
export LC_ALL=C.UTF-8 NO_COLOR=1 SOURCE_DATE_EPOCH=1795305600 # 2026-11-22
# The checked memmem reads its whole haystack at every call, which makes linear code quadratic.
export ASAN_OPTIONS="${ASAN_OPTIONS:-detect_leaks=1}:intercept_memmem=0" UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}"
ulimit -c 0

work=$(mktemp -d)
trap 'chmod -R u+rwX "$work" 2>/dev/null; rm -rf "$work"' EXIT
workers=$(nproc)
cases=0 running=0

build() { # build CONTENT OUTPUT [OPTION…]: in the folder where it is called
	timeout -s KILL "$seconds" "$program" build $search --source "$1" --output "$2" --theme "$tests/../themes/skaraborg" "${@:3}"
}

hostile_begin() { # hostile_begin PROTOKOLL
	program=$(realpath "$1")
	mkdir "$work/old" "$work/log"
	(cd "$work/old" && build "$tests/base/content" public) >"$work/log/old" 2>&1 || { cat "$work/log/old" >&2; exit 1; }
	mkdir "$work/outside"
	echo KANARIEFAGEL >"$work/outside/hemlig.txt"
	echo '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>' >"$work/outside/bild.svg"
}

case_begin() {
	cases=$((cases + 1))
	stand=$work/stand$cases
	mkdir "$stand"
	cp -a "$work/old/public" "$stand/public"
	cp -r "$tests/base/content" "$stand/content"
	content=$stand/content
}

# Everything around the output, with inodes and times, so that a write anywhere shows.
around() { (cd "$1" && find . -path ./public -prune -o ! -path . -printf '%P %y %i %s %T@\n' | sort); }
print_of() { (cd "$1" && find . -printf '%P %y %i %s %m\n' | sort | sha256sum); }

judge() { # judge STATUS WANTED NEEDLE: what is wrong after the build of $stand; nothing when the promise was kept
	local status=$1 wanted=$2 needle=$3
	[[ " $wanted " == *" $status "* ]] || echo "exit status $status, expected $wanted"
	grep -qaE 'Sanitizer|runtime error:' "$stand.err" && echo "a sanitizer report"
	[ -z "$needle" ] || grep -qaF -- "$needle" "$stand.err" || echo "the message does not say: $needle"
	[ "$status" -eq 0 ] || [ "$(print_of "$stand/public")" = "$before" ] || echo "the old site was changed"
	if [ "$status" -eq 1 ]; then
		grep -qaE ' fel: .*\[P[0-9]{3}\]$' "$stand.err" || echo "no error with a number"
	fi
	around "$stand" >"$stand.after"
	cmp -s "$stand.around" "$stand.after" || { echo "something was written outside:"; diff "$stand.around" "$stand.after" | head -8; }
	find "$stand/public" -mindepth 1 ! -type f ! -type d | grep -q . && echo "a link or device was published"
	grep -rqaE 'KANARIEFAGEL|root:x?:0:0' "$stand/public" "$stand.err" && echo "a file from outside was read"
	return 0
}

case_run() { # case_run NUMBER NAME WANTED NEEDLE
	local before status faults started=$SECONDS
	before=$(print_of "$stand/public")
	around "$stand" >"$stand.around"
	(cd "$stand" && build content public) >"$stand.out" 2>"$stand.err" </dev/null
	status=$?
	faults=$(judge "$status" "$3" "$4")
	if [ -z "$faults" ]; then
		echo "ok - $2"
	else
		echo "not ok - $2 ($((SECONDS - started)) s)"
		sed 's/^/# /' <<<"$faults"
		grep -aE '^.*(fel|error): |^[a-zA-Z=]*:|^ +#|untime|==' "$stand.err" | cut -c1-300 | head -30 | sed 's/^/# stderr: /'
	fi >"$work/log/$(printf %05d "$1")"
	[ -z "$faults" ] || [ -z "${KEEP:-}" ] || cp -a "$stand" "$KEEP/"
	[ -n "${keep_stand:-}" ] || { chmod -R u+rwX "$stand" 2>/dev/null; rm -rf "$stand" "$stand".*; }
}

case_end() { # case_end NAME WANTED [NEEDLE]
	if [ "$running" -ge "$workers" ]; then
		wait -n 2>/dev/null
		running=$((running - 1))
	fi
	case_run "$cases" "$1" "$2" "${3:-}" &
	running=$((running + 1))
}

case_wait() {
	wait
	running=0
	cat "$work"/log/[0-9]* 2>/dev/null
	rm -f "$work"/log/[0-9]*
}

# What may not stand in any page. The pages are well-formed and every < > " of a text is escaped, so a tag is what lies
# between < and > and a value what lies between quotes.
active_content() { # active_content SITE: prints what is active, or not well-formed
	local site=$1
	find "$site" -name '*.html' -print0 | xargs -0 -r xmllint --noout --nonet 2>&1 | head -5
	find "$site" -name '*.html' -print0 | xargs -0 -r grep -ohaE '<[a-zA-Z/!?][^>]*>' | sort -u |
		grep -vxF '<script type="application/ld+json">' >"$work/tags" # data that no browser runs; tests/data.mjs reads it
	[ -s "$work/tags" ] || echo "no tag was found"
	sed 's/"[^"]*"/""/g' "$work/tags" | sort -u >"$work/shapes"
	grep -iE '^<(script|iframe|frame|frameset|object|embed|applet|base|style|math|foreignobject|animate|set|use|form)[ />]' "$work/shapes"
	grep -iE '[ /"]on[a-z]+ *=|[ /"](style|srcdoc|formaction) *=' "$work/shapes"
	grep -iE '^<[a-z][^>]*=[^"]' "$work/shapes"
	grep -ohE '[ :](href|src|srcset|action|poster|data|cite|background)="[^"]*"' "$work/tags" | sed 's/^[^"]*"//; s/"$//' |
		grep -viE '^(https?://|mailto:|tel:|#|[./]|$)' | grep -E '^[^/?#]*[:&]'
	return 0
}
