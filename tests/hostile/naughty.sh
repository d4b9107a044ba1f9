# Every naughty string in every kind of place: front matter, registers, body, file names. First one archive with all that
# is right, then one with all that is wrong, then each wrong one by itself.
strings=$shared/naughty-strings/blns.json

# naughty_archive FOLDER: writes the archive. A string is a JSON text, which is a YAML text in double quotes, where YAML
# is read, and stands as it is in Markdown.
naughty_archive() {
	local at=$1 i=0 raw quoted
	cp -r "$tests/base/content" "$at"
	mkdir -p "$at/dokument" "$at/sidor" "$at/protokoll/x"
	exec 3>>"$at/register/personer.yaml" 4>>"$at/register/amnen.yaml" 5>"$at/register/organisationer.yaml" 6>>"$at/register/natverk.yaml"
	while IFS= read -r -d '' raw && IFS= read -r -d '' quoted; do
		i=$((i + 1))
		local joined=${quoted%\"}
		echo "- {id: p-$i, namn: $joined p$i\", alias: [$joined q$i\"], sorteras: $joined\", roller: [{organ: SIKT, roll: $quoted}]}" >&3
		echo "- {id: a-$i, namn: $joined a$i\", alias: [$joined b$i\"], beskrivning: $quoted}" >&4
		echo "- {id: o-$i, namn: $joined o$i\", typ: $quoted, beskrivning: $quoted}" >&5
		echo "- {id: n-$i, namn: $joined n$i\", fullständigt: $joined f$i\", beskrivning: $quoted, dagordning: [$quoted]}" >&6
		cat >"$at/dokument/a$i.md" <<-END
			---
			titel: $joined a$i"
			typ: $quoted
			datum: 2019-01-01
			datum_källa: $quoted
			ämnen: [$joined a$i"]
			länka_inte: [$quoted]
			bilagor: [{titel: $quoted, plats: teamet}]
			rättelser: [{datum: 2020-01-01, text: $quoted}]
			källa: $quoted
			---
			Text.
		END
		cat >"$at/protokoll/x/m$i.md" <<-END
			---
			nätverk: SIKT
			datum: 2019-01-01
			id: m$i
			titel: $joined m$i"
			plats: $quoted
			ordförande: $joined p$i"
			närvarande: [$joined q$i", $joined z$i"]
			kommande: [{datum: 2027-01-01, plats: $quoted, text: $quoted, vem: $joined n$i", medverkande: [$quoted]}]
			oplanerat: [$joined a$i"]
			---
			## 1. Öppnande
		END
		printf -- '---\ntitel: B%s\n---\n\n%s\n' "$i" "$raw" >"$at/dokument/b$i.md"
		printf -- '---\ntitel: C%s\n---\n\n## %s\n\n### %s\n\n- %s\n\n> %s\n\n| a | b |\n|---|---|\n| %s | x |\n\nNot[^1]\n\n[^1]: %s\n' \
			"$i" "$raw" "$raw" "$raw" "$raw" "$raw" "$raw" >"$at/dokument/c$i.md"
		printf -- '---\ntitel: D%s\n---\n\n`%s`\n\n    %s\n\n```%s\n%s\n```\n\n**%s** ~~%s~~ "%s"\n\n[%s](https://example.org/)\n' \
			"$i" "$raw" "$raw" "$raw" "$raw" "$raw" "$raw" "$raw" "$raw" >"$at/dokument/d$i.md"
		printf -- '---\ntitel: E%s\n---\n\n[text](%s)\n\n[text](<%s>)\n\n[text](https://example.org/ "%s")\n\n[ref]: <%s> "%s"\n\n[ref] <%s>\n' \
			"$i" "$raw" "$raw" "$raw" "$raw" "$raw" "$raw" >"$at/dokument/e$i.md"
		printf -- '---\ntitel: F%s\n---\n\n[[SIKT|%s]] [[!%s]]\n\n[[dolt: %s]]\n' "$i" "$raw" "$raw" "$raw" >"$at/dokument/f$i.md"
		printf -- '---\ntitel: H%s\n---\n\n[[%s]] ![%s](%s)\n' "$i" "$raw" "$raw" "$raw" >"$at/dokument/h$i.md"
		if [[ $raw != */* && $raw != .* && ${#raw} -gt 0 && ${#raw} -lt 60 ]]; then
			printf -- '---\ntitel: G%s\n---\n\nText.\n' "$i" >"$at/sidor/$raw.md"
		fi
	done < <(jq -j '.[] | ., "\u0000", (@json), "\u0000"' "$strings")
	exec 3>&- 4>&- 5>&- 6>&-
}

# wrong_of ARCHIVE: the files that have an error, and of registers the lines, as "file<tab>line".
wrong_of() {
	(cd "$1/.." && timeout -s KILL 60 "$program" check --source "${1##*/}" --theme "$tests/../themes/skaraborg" --format json) 2>"$work/check" >/dev/null
	jq -r 'select(.severity == "error") | .file + "\t" + (if .file | endswith(".yaml") then .line | tostring else "" end)' "$work/check" | sort -u
}

# sort_out ARCHIVE WRONG: moves every wrong file, and of the registers every wrong line, to WRONG until none is left.
sort_out() {
	local file name
	for _ in 1 2 3 4 5 6 7 8; do
		wrong_of "$1" >"$work/wrong"
		[ -s "$work/wrong" ] || return
		for file in "$1"/register/*.yaml; do
			name=${1##*/}/register/${file##*/}
			awk -F '\t' -v name="$name" -v out="$2/register/${file##*/}" 'NR == FNR { if ($1 == name) wrong[$2]; next }
				FNR in wrong { print >>out; next } { print }' "$work/wrong" "$file" >"$work/rest"
			cat "$work/rest" >"$file"
		done
		sed 's|\t[0-9]*$||' "$work/wrong" | LC_ALL=C grep -E '/(dokument|sidor|x)/.*\.md$' | while IFS= read -r file; do mv "$1/../$file" "$2/${file#*/}"; done
	done
}

naughty() {
	local right=$work/naughty/content wrong=$work/naughty/wrong faults file kept
	mkdir -p "$work/naughty"
	naughty_archive "$right"
	mkdir -p "$wrong/dokument" "$wrong/sidor" "$wrong/protokoll/x" "$wrong/register" "$work/aside"
	mv "$right/dokument" "$right/sidor" "$right/protokoll/x" "$work/aside"
	sort_out "$right" "$wrong" # the registers first: what is wrong there makes the documents wrong as well
	mv "$work/aside/dokument" "$work/aside/sidor" "$right" && mv "$work/aside/x" "$right/protokoll"
	sort_out "$right" "$wrong"

	keep_stand=yes
	case_begin
	rm -rf "$content" && cp -r "$right" "$content"
	seconds=120 case_end "naughty strings: all that are right, at once" 0
	case_wait
	faults=$(active_content "$stand/public")
	if [ -z "$faults" ]; then echo "ok - naughty strings: pages are well-formed and hold no active content"; else
		echo "not ok - naughty strings: pages are well-formed and hold no active content"
		sed 's/^/# /' <<<"$faults" | head -40
	fi
	keep_stand=''
	rm -rf "$stand"
	for file in dokument/a dokument/b dokument/c dokument/d dokument/e dokument/f protokoll/x/m sidor/; do
		kept=$(find "$right/${file%/*}" -name "${file##*/}*.md" | wc -l)
		if [ "$kept" -ge 100 ]; then echo "ok - naughty strings: $kept of the kind $file were right"; else
			echo "not ok - naughty strings: only $kept of the kind $file were right"
			head -5 "$work/check" | cut -c1-300 | sed 's/^/# /'
		fi
	done

	case_begin
	cp -r "$wrong/dokument" "$wrong/sidor" "$content/" && cp -r "$wrong/protokoll/x" "$content/protokoll/"
	seconds=60 case_end "naughty strings: all that are wrong, at once" 1
	for file in "$wrong"/dokument/*5.md "$wrong"/protokoll/x/*5.md; do
		[ -e "$file" ] || continue
		case_begin
		mkdir -p "$content/dokument" && cp "$file" "$content/dokument/prov.md"
		case_end "naughty string alone: $(basename "$file")" "0 1"
	done
	for file in "$wrong"/register/*.yaml; do
		[ -e "$file" ] || continue
		case_begin
		cat "$file" >>"$content/register/$(basename "$file")"
		case_end "naughty strings: wrong ones of $(basename "$file")" "0 1"
	done
}

if [ -r "$strings" ]; then naughty; else echo "ok - naughty strings # SKIP $strings is missing"; fi
