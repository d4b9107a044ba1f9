# Every ceiling of reliability.md, below, at and above it. The numbers are those of the text, so that a change shows.
limit() { # limit NAME STATUS [NEEDLE]: with the content made before
	case_end "limit: $1" "$2" "${3:-}"
}

text() { # text N: N bytes
	head -c "$1" /dev/zero | tr '\0' x
}

lines() { # lines N: N bytes in paragraphs of 80
	awk -v n="$1" 'BEGIN { line = sprintf("%78s\n\n", ""); gsub(/ /, "x", line); for (; n > 160; n -= 80) printf "%s", line; for (; n > 1; n--) printf "x"; print "" }'
}

repeated() { awk -v s="$1" -v n="$2" 'BEGIN { for (; n > 0; n--) printf "%s", s }'; }

body() { # body: standard input becomes the body of a document
	mkdir -p "$content/dokument"
	{ printf -- '---\ntitel: Prov\n---\n\n'; cat; } >"$content/dokument/prov.md"
}

front() { # front: standard input becomes its front matter
	mkdir -p "$content/dokument"
	{ printf -- '---\ntitel: Prov\n'; cat; printf -- '---\n\nText.\n'; } >"$content/dokument/prov.md"
}

for n in 63990 64000; do case_begin; { printf '#'; text $((n - 14)); echo; } | front; limit "front matter $n" 0; done
for n in 64001 70000 1000000; do case_begin; { printf '#'; text $((n - 14)); echo; } | front; limit "front matter $n" 1; done
for n in 511000 511975; do case_begin; lines "$n" | body; limit "file $n and a little" 0; done
for n in 512001 2000000; do case_begin; lines "$n" | body; limit "file $n and a little" 1; done
for n in 31999 32000; do case_begin; text "$n" | body; limit "line $n" 0; done
for n in 32001 400000; do case_begin; text "$n" | body; limit "line $n" 1; done
for n in 399 400; do case_begin; repeated "$(text 79)"$'\n' "$n" | body; limit "block of $((n * 80))" 0; done
for n in 401 4000; do case_begin; repeated "$(text 79)"$'\n' "$n" | body; limit "block of $((n * 80))" 1; done
for n in 31 32; do
	case_begin; { repeated '> ' "$n"; echo x; } | body; limit "quotes $n" 0
	case_begin; { repeated '- ' "$n"; echo x; } | body; limit "lists $n" 0
	case_begin; { repeated '|a' "$n"; echo; repeated '|-' "$n"; echo; } | body; limit "columns $n" 0
done
for n in 33 200; do
	case_begin; { repeated '> ' "$n"; echo x; } | body; limit "quotes $n" 1
	case_begin; { repeated '- ' "$n"; echo x; } | body; limit "lists $n" 1
	case_begin; { repeated '|a' "$n"; echo; repeated '|-' "$n"; echo; } | body; limit "columns $n" 1
done
cells() { # cells TABLES ROWS: 20 columns
	local table
	table=$(repeated '|a' 20; echo; repeated '|-' 20; echo; repeated "$(repeated '|a' 20)"$'\n' "$2")
	repeated "$table"$'\n\n' "$1"
}
case_begin; cells 10 99 | body; limit "cells 20000" 0
case_begin; cells 10 100 | body; limit "cells 20200" 1
# Ten references of 30,000 bytes in all, expanded 266 and 300 times.
for n in 260 270; do
	case_begin
	{ printf '[a]: /dokument/prov/#'; text 30000; echo; echo; repeated $'[a]\n\n' "$n"; } | body
	limit "references of $n times 30 kB" 1
done
nested() { awk -v n="$1" 'BEGIN { printf "källa: "; for (i = 1; i < n; i++) printf "["; printf "x"; for (i = 1; i < n; i++) printf "]"; print "" }'; }
for n in 5 6 60 30000; do case_begin; nested "$n" | front; limit "front matter nested $n" 1; done
items() { awk -v n="$1" 'BEGIN { print "länka_inte:"; for (i = 1; i <= n; i++) print "  - ord" i }'; }
for n in 990 998; do case_begin; items "$n" | front; limit "items $n" 0; done
for n in 1001 12000; do case_begin; items "$n" | front; limit "items $n" 1; done
while IFS= read -r line; do
	case_begin
	printf '%b\n' "$line" | front
	limit "YAML: ${line:0:40}" 1
done <<'END'
källa: &a x
källa: *a
källa: !!str x
<<: {källa: x}
källa: x\nkälla: y
%YAML 1.1
källa: [1, 2
källa: {a: 1
källa: "x
källa: |\n\tx
källa: 'x\xff'
källa: x\x00y
källa: "\\uD800"
källa: "\\U00110000"
källa: \xc2\x85x
källa: \xe2\x80\xa8x
? [a, b]\n: c
- x
källa: \xe2\x80\xaex
END
case_begin
awk 'BEGIN { printf "a: &a [x,x,x,x,x,x,x,x,x]\n"; for (i = 98; i < 107; i++) printf "%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n", i, i, i-1, i-1, i-1, i-1, i-1, i-1, i-1, i-1, i-1 }' | front
limit "a billion laughs" 1
case_begin
awk 'BEGIN { for (i = 0; i < 200000; i++) print "- {namn: Ämne" i "}" }' >>"$content/register/amnen.yaml"
limit "register above its limit" 1
case_begin
for ((i = 0; i < 2000; i++)); do echo "- {namn: Ämne $i, alias: [Alias $i]}"; done >>"$content/register/amnen.yaml"
limit "register of 2000" 0
