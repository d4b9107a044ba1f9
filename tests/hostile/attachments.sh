# Attachments and links to files: only what lies in bilagor/, has an ending of the list and holds what it says.
attached() { # attached NAME STATUS PATH [CONTENT]: minutes that attach PATH; CONTENT (printf's) is put into bilagor/
	case_begin
	mkdir -p "$content/bilagor" "$content/dokument"
	if [ $# -gt 3 ]; then
		mkdir -p "$(dirname "$content/bilagor/$3")"
		printf "$4" >"$content/bilagor/$3"
	fi
	printf -- '---\ntitel: Prov\nbilagor: [{titel: Bilaga, fil: %s}]\n---\n\nText.\n' "$(jq -n --arg path "$3" '$path')" >"$content/dokument/prov.md"
	case_end "attachment: $1" "$2" "$([ "$2" = 0 ] || echo dokument/prov.md)"
}
linked() { # linked NAME STATUS MARKDOWN
	case_begin
	mkdir -p "$content/bilagor" "$content/dokument"
	printf 'text\n' >"$content/bilagor/a.txt"
	printf '<html><script>alert(1)</script></html>' >"$content/bilagor/a.html"
	cp "$work/outside/bild.svg" "$content/bilagor/a.svg"
	printf -- '---\ntitel: Prov\n---\n\n%s\n' "$3" >"$content/dokument/prov.md"
	case_end "link: $1" "$2" "$([ "$2" = 0 ] || echo dokument/prov.md)"
}
attached "text" 0 a.txt 'text\n'
attached "in a folder" 0 x/y/a.txt 'text\n'
attached "a name that needs escaping" 0 'å "<b>&#%%?.txt' 'text\n'
attached "missing" 1 a.txt
for path in ../../etc/passwd ../arkiv.yaml ../../outside/hemlig.txt /etc/passwd "$work/outside/hemlig.txt" '..\..\outside\hemlig.txt' \
	'C:\hemlig.txt' '\\server\hemlig.txt' x/../../../outside/hemlig.txt ./a.txt x//a.txt a.txt/ . .. '' 'file:///etc/passwd' \
	'%2e%2e/arkiv.yaml' '..%2farkiv.yaml' 'a.txt%00.png'; do
	attached "path $path" 1 "$path"
done
attached "SVG" 1 a.svg '<svg xmlns="http://www.w3.org/2000/svg"/>'
attached "HTML" 1 a.html '<p>x'
attached "XHTML" 1 a.xhtml '<p>x</p>'
attached "XML" 1 a.xml '<x/>'
attached "script" 1 a.js 'alert(1)'
attached "capitals" 1 A.SVG '<svg/>'
attached "no ending" 1 a 'text'
attached "two endings" 1 a.txt.html 'text'
attached "HTML called PDF" 1 a.pdf '<html><script>alert(1)</script>'
attached "PDF" 0 a.pdf '%%PDF-1.4\n%%%%EOF\n'
attached "text called PNG" 1 a.png 'text'
attached "PNG called JPEG" 1 a.jpg '\x89PNG\r\n\x1a\n'
attached "SVG called WebP" 1 a.webp '<svg/>'
attached "ZIP called DOCX" 1 a.docx 'PK\x03\x04abcdefghijklmnopqrstuvwxyz012345'
attached "cut ZIP called ODT" 1 a.odt 'PK\x03\x04'
attached "empty PNG" 1 a.png ''
attached "program called text" 1 a.txt '\x7fELF\x02\x01\x01\0\0\0\0\0'
attached "Word called text" 1 a.txt '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0'
attached "empty text" 0 a.txt ''
case_begin
mkdir -p "$content/bilagor" "$content/dokument"
truncate -s 200M "$content/bilagor/a.txt"
printf -- '---\ntitel: Prov\nbilagor: [{titel: Bilaga, fil: a.txt}]\n---\n' >"$content/dokument/prov.md"
case_end "attachment: 200 MB" 1 dokument/prov.md
for url in 'javascript:alert(1)' 'data:text/html,x' 'file:///etc/passwd' '//example.org/x' 'JaVaScRiPt:alert(1)' 'vbscript:x' 'http://' ' javascript:alert(1)'; do
	case_begin
	mkdir -p "$content/dokument"
	printf -- '---\ntitel: Prov\nbilagor: [{titel: Bilaga, url: %s}]\nkälla: x\n---\n' "$(jq -n --arg url "$url" '$url')" >"$content/dokument/prov.md"
	case_end "attachment: address $url" 1 dokument/prov.md
done
linked "text" 0 '[a](../bilagor/a.txt)'
for target in ../../outside/hemlig.txt ../../../../../../etc/passwd /etc/passwd ../bilagor/a.html ../bilagor/a.svg ../arkiv.yaml \
	../register/personer.yaml '..\bilagor\a.txt' ../bilagor/b.txt ../bilagor ../bilagor/ file:///etc/passwd; do
	linked "$target" 1 "[a](<$target>)"
done
linked "picture outside" 1 '![a](../../outside/bild.svg)'
linked "picture that is SVG" 1 '![a](../bilagor/a.svg)'
while IFS= read -r target; do
	linked "$target" 1 "[a](<$target>)"
done <<'END'
javascript:alert(1)
JAVASCRIPT:alert(1)
&#106;avascript:alert(1)
java&Tab;script:alert(1)
javascript&colon;alert(1)
&#1;javascript:alert(1)
data:text/html;base64,PHNjcmlwdD4=
vbscript:msgbox(1)
view-source:https://example.org/
blob:https://example.org/x
intent://x
ms-word:ofe|u|https://example.org/x.docx
END
