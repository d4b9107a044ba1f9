# Markdown that takes parsers quadratic time or worse: cmark's own pathological cases and those of reliability.md, as they
# are, as one block that our limits let through, and as a file full of such blocks.
cases_of_cmark=$shared/pathological/upstream-pathological.json

a_document() { # a_document FILE: as the body of a document
	mkdir -p "$content/dokument"
	{ printf -- '---\ntitel: Prov\n---\n\n'; cat "$1"; } >"$content/dokument/prov.md"
}

if [ ! -r "$cases_of_cmark" ]; then
	echo "ok - cmark's pathological cases # SKIP $cases_of_cmark is missing"
elif ! command -v python3 >/dev/null; then
	echo "ok - cmark's pathological cases # SKIP there is no python3 to evaluate them"
else
	mkdir "$work/cmark"
	timeout 60 python3 -I "$tests/hostile/expand.py" "$cases_of_cmark" "$work/cmark" || echo "not ok - cmark's pathological cases can be evaluated"
	for file in "$work"/cmark/*; do
		case_begin
		a_document "$file"
		case_end "cmark: $(basename "$file")" "0 1"
	done
fi

# What reliability.md lists. `x` is a text written n times; sizes are given as n.
while IFS='|' read -r name sizes program_of_awk; do
	for n in $sizes; do
		case_begin
		awk -v n="$n" 'function r(s, n,   t) { for (t = ""; n > 0; n = int(n / 2)) { if (n % 2) t = t s; s = s s } return t }
			BEGIN { printf "%s", '"$program_of_awk"' }' >"$stand.body"
		a_document "$stand.body"
		case_end "reliability: $name, $n" "0 1"
	done
done <<'END'
table of pipes|16 31 32 33 4000 15000|r("|x", n) "\n" r("|-", n) "\n"
references|100 7000 10000 40000|"[a]: " r("x", n) "\n\n" r("[a] ", n)
references in blocks|40 400|"[a]: " r("x", 30000) "\n\n" r(r("[a] ", 100) "\n\n", n)
lists and empty lines|31 32 33 15000|r("- ", n) "x" r("\n", n)
quoted lists|15 31 32 15000|"> " r("- ", n) "x\n" r(">\n", n)
quotes and emphasis|32 33 15000|r(">", n) r("a*", n)
emphasis|3000 15000|r("*a ", n) r("_a*_ ", n)
images and links|5000 100000|r("![[]()", n)
cdata|3000 50000|"a" r("<![CDATA[", n)
processing instructions|15000 200000|"a" r("<?", n)
paragraph before a table|3000 15000 100000|r("a\n", n) "a|b\n-|-\n"
parentheses|15000 200000|"www.a.b" r(")", n)
our links by hand|6000 30000|r("[[a", n)
our links in links|4000 30000|r("[[SIKT|", n)
open reports|2000 20000|r("[[rapport: Hjo, ", n)
footnotes|1000 10000|r("[^a]", n) "\n\n[^a]: x\n"
footnotes in footnotes|1000 5000|r("[^a]: [^a]\n\n", n)
entities|6000 60000|r("&amp;", n)
mail addresses|6000 60000|r("a@b.", n)
addresses|3000 30000|r("http://a.", n)
strikethrough|7000 70000|r("~~a ", n)
combining marks|15000 100000|"a" r("\xcc\x81", n)
backslashes|30000 200000|r("\\\\", n)
tabs in lists|3000 20000|r("-\t", 20) r("\n\t", n) "x"
headings|5000 60000|r("## a\n\n", n)
END
