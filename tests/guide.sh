#!/bin/bash
# guide.sh PROTOKOLL: every example in the secretary's guide (content/sidor/skriva-protokoll.md) and in README.md is right.
# A fenced block says by its info string what it is:
#   markdown        a whole file of minutes, or a piece of its text       must give no error and no warning
#   yaml            keys of minutes                                       likewise
#   yaml REGISTER   entries of register/REGISTER.yaml, or of arkiv.yaml   likewise
#   markdown fel    a file with a fault; the `text` block after it holds the very message
set -u
cd "$(dirname "$0")/.."
program=$(realpath "$1")
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT

# Cuts a page into numbered files, N.kind and N.text, N.line.
cut_examples() {
	awk -v to="$2" '
	/^ *```/ && !inside {inside = 1; n++; kind = $0; sub(/^ *```/, "", kind); print kind > (to "/" n ".kind"); print NR > (to "/" n ".line"); printf "" > (to "/" n ".text"); next}
	/^ *```/ {inside = 0; close(to "/" n ".text"); next}
	inside {print > (to "/" n ".text")}' "$1"
}

archive() { # a fresh archive with the real registers and documents
	rm -rf "$work/a" && mkdir -p "$work/a/content/protokoll/2018"
	cp -r content/register content/dokument content/arkiv.yaml "$work/a/content/"
}
front='nätverk: SIKT\ndatum: 2018-11-30\n'

# The register with the example's entries in place of those of the same name.
merge() { # merge EXAMPLE REGISTER
	awk 'NR == FNR {if (/^- namn: /) mine[$0] = 1; next} /^- namn: /{skip = ($0 in mine)} !skip' "$1" "$2"
	cat "$1"
}

check() { # check NUMBER KIND: leaves the messages in $work/err
	local text=$work/x/$1.text kind=$2 minutes=content/protokoll/2018/exempel.md
	archive
	# Examples cite real minutes; the faulty ones stand in for them, and alone, since all faults are shown in order.
	if [ "$kind" = 'markdown fel' ]; then
		minutes=content/protokoll/2018/2018-12-14-sikt.md
	else
		cp -r content/protokoll "$work/a/content/"
	fi
	case $kind in
	markdown | 'markdown fel')
		if [ "$(head -1 "$text")" = --- ]; then cat "$text"; else printf -- "---\n$front---\n\n"; cat "$text"; fi >"$work/a/$minutes" ;;
	yaml) { printf -- "---\n$front"; grep -vE '^(nätverk|datum):' "$text"; printf -- '---\n\n## Mötet\n\nText.\n'; } >"$work/a/$minutes" ;;
	'yaml arkiv') cp "$text" "$work/a/content/arkiv.yaml" ;;
	yaml\ *)
		local register=$work/a/content/register/${kind#yaml }.yaml
		merge "$text" "$register" >"$work/merged" && cp "$work/merged" "$register" ;;
	esac
	[ -e "$work/a/$minutes" ] || printf -- "---\n$front---\n\nText.\n" >"$work/a/$minutes"
	(cd "$work/a" && "$program" check --date 2026-11-22 --theme "$OLDPWD/themes/skaraborg") >/dev/null 2>"$work/err"
}

for page in content/sidor/skriva-protokoll.md README.md; do
	rm -rf "$work/x" && mkdir "$work/x"
	cut_examples "$page" "$work/x"
	count=$(find "$work/x" -name '*.kind' | wc -l)
	for n in $(seq "$count"); do
		kind=$(cat "$work/x/$n.kind")
		name="$page:$(cat "$work/x/$n.line") ($kind)"
		case $kind in
		'markdown fel')
			check "$n" "$kind"
			wanted=$work/x/$((n + 1)).text
			if head -n "$(wc -l <"$wanted")" "$work/err" | cmp -s - "$wanted"; then echo "ok - $name"; else
				echo "not ok - $name"; diff "$wanted" "$work/err" | sed 's/^/# /'
			fi ;;
		markdown | yaml | yaml\ *)
			check "$n" "$kind"
			# A block of arkiv.yaml need not carry the accessibility statement too, nor a file lie where its date says.
			if grep -E ': (fel|varning): ' "$work/err" | grep -vE '\[P083\]|^content/protokoll/20[0-9/-]*[a-z]*\.md:.*varning' >"$work/faults"; then
				echo "not ok - $name"; sed 's/^/# /' "$work/err"
			else echo "ok - $name"; fi ;;
		text | sh | '') ;;
		*) echo "not ok - $name: a block of an unknown kind is not tested" ;;
		esac
	done
done
