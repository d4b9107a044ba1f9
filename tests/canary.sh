#!/bin/bash
# canary.sh [PROTOKOLL]: one person with names that nothing else has stands in every field and construct of
# tests/canary/content. With each rule in turn the whole output is searched: the site, and what the commands print, in both
# languages and every format. In content/ "#RULE" is where the person's rule goes, and lines that end in "#P" make the
# person take part in something.
set -u
cd "$(dirname "$0")/.."
program=$(realpath "${1:-build/protokoll}")
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 NO_COLOR=1
unset VERBOSE
if ! command -v node >/dev/null; then
	echo "not ok - canary: node is there"
	exit 0
fi

archive() { # archive NAME RULE MENTIONED: the content with one rule
	local folder=$work/$1 file
	mkdir -p "$folder"
	cp -r tests/canary/content "$folder/content"
	ln -s "$PWD/themes" "$folder/"
	for file in "$folder"/content/*.yaml "$folder"/content/*/*.yaml "$folder"/content/*/*.md; do
		if [ "$1" = mentioned ]; then sed -i '/ #P$/d' "$file"; else sed -i 's/ #P$//' "$file"; fi
		sed -i -e "s/^  #RULE\$/$2/" -e "s/MENTIONED/$3/" "$file"
	done
}

say() { # say OK NAME
	if [ "$1" = 0 ]; then echo "ok - canary: $2"; else echo "not ok - canary: $2"; fi
}

run() { # run NAME: builds, and keeps all that is printed
	local folder=$work/$1 dump lang format
	mkdir -p "$folder/printed"
	local printed=$folder/printed
	cd "$folder" || exit 1
	"$program" build --date 2026-11-22 --verbose >"$printed/build.out" 2>"$printed/build.err"
	local status=$?
	cd - >/dev/null || exit 1
	if [[ $1 != faulty* ]]; then
		say $status "$1: the site is built"
		grep -q 'P421' "$printed/build.err" && echo "# $1: without a search index, since Pagefind is not beside the program"
		[ $status -eq 0 ] || grep 'fel:' "$printed/build.err" | sed 's/^/# /' | head -20
	fi
	cd "$folder" || exit 1
	for lang in sv en; do
		for format in text github json; do
			"$program" check --verbose --date 2026-11-22 --lang $lang --format $format \
				>"$printed/check-$lang-$format.out" 2>"$printed/check-$lang-$format.err"
		done
		for dump in archive mentions pages templates schema; do
			"$program" dump $dump --date 2026-11-22 --lang $lang >"$printed/$dump-$lang.out" 2>"$printed/$dump-$lang.err"
		done
	done
	cd - >/dev/null || exit 1
}

archive shown "" namn
sed -i "/tidigare/d" "$work/shown/content/register/personer.yaml"
archive initials "  publicering: initialer\n  id: person-1" namn
archive role "  publicering: {regel: roll, grund: Kanutte Fågerlyrsson bad om det, från: 2020}\n  id: person-1" namn
archive removed "  publicering: nej\n  id: person-1" namn
archive mentioned "" nej
# What is wrong with an archive may not tell either, nor may what is printed of it.
archive faulty "  publicering: nej\n  id: kfagerlyrsson" namn
printf -- '---\ntitel: Kanutte Fågerlyrsson\ntidigare: [/kanutte-fagerlyrsson/]\n---\n\n[[Kannute Fogerlyrson]] [[Kanutte]] [[Kanutte Fågerlyrsson\n' \
	>"$work/faulty/content/sidor/kanutte-fagerlyrsson.md"
printf -- '---\nnätverk: SIKT\ndatum: 2018-13-14\nnärvarande: [Kanutte Fågerlyrsson, Kanutte, Kannute Fogerlyrson, Kanutte Fågerlyrsson]\nokänd: Kanutte\n---\n' \
	>"$work/faulty/content/protokoll/x.md"

# A register with a fault of its own hides nobody; nothing is published, and what is printed may tell no more for it.
for fault in value key list text; do archive "faulty-$fault" "  publicering: nej\n  id: person-1" namn; done
register() { echo "$work/faulty-$1/content/register/personer.yaml"; }
sed -i 's/publicering: nej/publicering: nejj/' "$(register value)"
sed -i 's/publicering: nej/publisering: nej/' "$(register key)"
sed -i 's/- namn: Kanutte Fågerlyrsson/- namn: [Kanutte Fågerlyrsson]/' "$(register list)"
echo '- namn: [' >>"$(register text)"

run shown
node tests/canary.mjs "without a rule the search finds the names" wanted "$work/shown/public"
for rule in initials role removed mentioned; do
	run $rule
	node tests/canary.mjs "$rule: no name in the site" unwanted "$work/$rule/public"
	node tests/canary.mjs "$rule: no name in what is printed" unwanted "$work/$rule/printed"
done
for fault in faulty faulty-value faulty-key faulty-list faulty-text; do
	run $fault
	[ ! -e "$work/$fault/public" ]
	say $? "$fault: nothing is published"
	node tests/canary.mjs "$fault: no name in what is printed" unwanted "$work/$fault/printed"
done
