# Files of every kind and name. Nothing but regular files below the content folder is read; what is refused is named.
file_case() { case_end "files: $1" "$2" "${3:-}"; }
doc=protokoll/2018/2019-01-01-sikt.md
minutes=$'---\nnätverk: SIKT\ndatum: 2019-01-01\n---\n\n## 1. Öppnande\n\nText.\n'

while read -r name at target needle; do
	case_begin
	mkdir -p "$(dirname "$content/$at")"
	rm -rf "${content:?}/$at"
	ln -s "$target" "$content/$at"
	file_case "$name" 1 "$needle"
done <<END
link-to-passwd-as-a-document $doc /etc/passwd $doc
link-to-a-document-outside dokument/x.md $work/outside/hemlig.txt dokument/x.md
link-to-itself $doc 2019-01-01-sikt.md $doc
link-to-nothing dokument/x.md /does/not/exist dokument/x.md
link-to-a-device dokument/x.md /dev/zero dokument/x.md
link-as-register register/amnen.yaml /etc/passwd register/amnen.yaml
link-as-configuration arkiv.yaml /etc/passwd arkiv.yaml
link-as-folder dokument /etc dokument
link-as-folder-to-itself protokoll/2019 .. protokoll/2019
link-as-register-folder register $work/outside register
link-as-attachments bilagor $work/outside bilagor
link-as-attachment bilagor/x.txt $work/outside/hemlig.txt bilagor/x.txt
END
for at in $doc register/amnen.yaml arkiv.yaml bilagor/x.txt dokument/x.md; do
	case_begin
	mkdir -p "$(dirname "$content/$at")"
	rm -f "$content/$at"
	mkfifo "$content/$at"
	file_case "FIFO as $at" 1 "$at"
	case_begin
	rm -f "$content/$at"
	mkdir -p "$content/$at/x"
	printf '%s' "$minutes" >"$content/$at/x/y.md"
	file_case "folder as $at" "0 1"
done
case_begin
mkdir -p "$content/dokument"
if mknod "$content/dokument/x.md" c 1 5 2>/dev/null; then file_case "device as a document" 1 dokument/x.md; else echo "ok - files: device # SKIP needs root"; fi
case_begin
mkdir -p "$content/dokument"
python3 -c 'import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])' "$content/dokument/x.md" 2>/dev/null &&
	file_case "socket as a document" 1 dokument/x.md

# Root reads everything, so an ordinary user is borrowed.
unreadable() {
	printf '%s' "$minutes" >"$content/$doc"
	chmod "$1" "$content/$2"
	[ "$(id -u)" -ne 0 ] || chown -R 65534:65534 "$stand"
}
for what in "000 $doc" "000 protokoll/2018" "311 protokoll" "000 arkiv.yaml" "000 register"; do
	if [ "$(id -u)" -eq 0 ] && ! command -v setpriv >/dev/null; then
		echo "ok - files: unreadable ${what#* } # SKIP root reads everything"
		continue
	fi
	case_begin
	# shellcheck disable=SC2086
	unreadable $what
	if [ "$(id -u)" -eq 0 ]; then
		[ -x "$work/protokoll" ] || { cp "$program" "$work/protokoll"; cp -r "$tests/../themes" "$work/themes"; chmod 755 "$work"; }
		(build() { timeout -s KILL "$seconds" setpriv --reuid 65534 --regid 65534 --clear-groups env ASAN_OPTIONS="$ASAN_OPTIONS" \
			"$work/protokoll" build --no-search --source "$1" --output "$2" --theme "$work/themes/skaraborg"; }
		case_run "$cases" "files: unreadable ${what#* }" "1 3" "${what#* }")
	else
		file_case "unreadable ${what#* }" "1 3"
	fi
done

named() { # named NAME STATUS FILE: minutes under that name
	case_begin
	if mkdir -p "$content/dokument" 2>/dev/null && printf -- '---\ntitel: Prov\n---\n\nText.\n' 2>/dev/null >"$content/dokument/$3"; then
		file_case "$1" "$2"
	fi
}
named "name with a newline" 1 $'a\nb.md'
named "name with an escape" 1 $'a\e[2Jb.md'
named "name with invalid UTF-8" 1 $'a\xff\xfeb.md'
named "name in Latin-1" 1 $'sk\xf6vde.md'
named "name with a backslash" 1 'a\..\..\b.md'
named "name with dots" 0 '...a..md'
named "name of dots" "0 1" '....md'
named "name with an override" 1 $'a\u202edm.md'
named "name in NFD" 0 $'ska\u030ane.md'
named "name with markup" 0 '<script>alert(1)<.md'
named "name with quotes" 0 "\"' onload=alert(1) x='.md"
named "name with a percent sign" 0 '%2e%2e%2fx.md'
named "name of a space" 1 ' .md'
named "name like an option" 0 '--help.md'
named "name of 255 bytes" "0 1" "$(printf 'x%.0s' {1..252}).md"
named "name with colons" 0 'javascript:alert(1).md'
named "name of nothing but signs" "0 1" '?&=#.md'
case_begin
mkdir -p "$content/dokument"
for name in $'sk\u00e5ne' $'ska\u030ane' SKANE skane; do printf -- '---\ntitel: Prov\n---\n' >"$content/dokument/$name.md"; done
file_case "four names, one address" 1

bytes() { # bytes NAME FORMAT: a document of just these bytes
	case_begin
	mkdir -p "$content/dokument"
	printf -- "$2" >"$content/dokument/x.md"
	file_case "$1" "${3:-1}" dokument/x.md
}
bytes "empty document" ''
bytes "document of a BOM" '\xef\xbb\xbf'
bytes "document of NUL" '\0\0\0\0'
bytes "UTF-16" '\xff\xfe-\0-\0-\0\n\0t\0'
bytes "UTF-16 without a mark" '-\0-\0-\0\n\0t\0i\0t\0e\0l\0:\0'
bytes "UTF-32" '\xff\xfe\0\0-\0\0\0'
bytes "Latin-1" '---\ntitel: Sk\xf6vde\n---\n'
bytes "surrogates" '---\ntitel: x\n---\n\xed\xa0\x80\n'
bytes "overlong" '---\ntitel: x\n---\n\xc0\xaf\n'
bytes "above Unicode" '---\ntitel: x\n---\n\xf5\x80\x80\x80\n'
bytes "cut character" '---\ntitel: x\n---\n\xe2\x82'
bytes "only the first fence" '---'
bytes "open front matter" '---\ntitel: x\n'
bytes "fences" '---\n---\n---\n---\n'
bytes "a page of Word" '<html xmlns:o="urn:schemas-microsoft-com:office:office"><body onload="x()"><p class=MsoNormal>Hej</p></body></html>'

case_begin
mkdir -p "$content/dokument"
head -c 10000000 /dev/zero | tr '\0' 'a' >"$content/dokument/x.md"
file_case "10 MB of one letter" 1 dokument/x.md
case_begin
yes -- '- {namn: [[[[' 2>/dev/null | head -c 10000000 >"$content/register/amnen.yaml"
file_case "register of 10 MB" 1 register/amnen.yaml
case_begin
truncate -s 20G "$content/arkiv.yaml" 2>/dev/null && file_case "configuration of 20 GB" 1 arkiv.yaml
case_begin
mkdir "$content/dokument"
(cd "$content/dokument" && seq -f '%05g.md' 10000 | xargs touch)
file_case "10,000 empty documents" 1
case_begin
mkdir "$content/bilagor"
(cd "$content/bilagor" && seq -f '%05g.txt' 10000 | xargs touch)
file_case "10,000 empty attachments" 0
case_begin
deep=$content/protokoll/$(printf 'd/%.0s' {1..15})
mkdir -p "$deep" && printf '%s' "$minutes" >"$deep/x.md"
file_case "folders too deep" 1
case_begin
deep=$content/protokoll/$(printf 'd/%.0s' {1..1500})
mkdir -p "$deep"
file_case "1,500 folders" 1
case_begin
rm -rf "$content" && mkdir "$content"
file_case "nothing at all" 1
case_begin
rm -rf "$content"
file_case "no content folder" "1 3"
case_begin
rm -rf "$content" && ln -s /etc/passwd "$content"
file_case "a file as the content folder" "1 3"
for name in .git/config .hemlig.md protokoll/.x.md; do
	case_begin
	mkdir -p "$(dirname "$content/$name")"
	echo KANARIEFAGEL >"$content/$name"
	file_case "hidden file $name" 0
done
