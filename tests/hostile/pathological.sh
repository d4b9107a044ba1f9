#!/bin/bash
# Feeds cmark's own collection of slow inputs to the program: tests/hostile/pathological.sh build/protokoll. Each must end in
# a good site or in messages with exit 1, within the time of a document and without a trace of a crash.
set -u
program=$(realpath "${1:-build/protokoll}")
cd "$(dirname "$0")/../.."
data=${SHARED:-../shared}/testdata/pathological/upstream-pathological.json
if [ ! -f "$data" ]; then
	echo "ok - slow inputs # SKIP no $data"
	exit 0
fi
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT

# Each expression is evaluated in a process of its own, with limits on its time and memory.
python3 - "$data" "$work" <<'EOF'
import json, os, re, subprocess, sys
data, work = sys.argv[1:]
small = "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (1 << 30,) * 2); resource.setrlimit(resource.RLIMIT_CPU, (5, 5)); "
names = open(work + "/names", "w")
seen = set()
def tree(name, text):
    if text in seen:
        return
    seen.add(text)
    folder = "%s/%d" % (work, len(seen))
    os.makedirs(folder + "/sidor")
    with open(folder + "/arkiv.yaml", "w") as f:
        f.write("titel: Prov\nbeskrivning: Prov\nadress: https://example.se/\n")
    with open(folder + "/sidor/x.md", "wb") as f:
        f.write(b"---\ntitel: Prov\n---\n" + text)
    names.write("%d %s\n" % (len(seen), name))
for suite, cases in json.load(open(data)).items():
    for case in cases:
        expression = case["input_python_expr"]
        if "hash_collisions" in expression: # made by a helper of the upstream suite
            continue
        text = subprocess.run([sys.executable, "-I", "-c", small + "sys.stdout.write(%s)" % expression],
                              stdout=subprocess.PIPE, check=True).stdout
        tree(case["name"], text)
        # The same as large as a file and its blocks may be, so that the limits on size do not hide what is slow.
        block = text.split(b"\n\n")[0][:31000].rsplit(b"\n", 1)[0] + b"\n\n"
        tree(case["name"] + ", as often as allowed", block * (500000 // len(block)))
own = {
    "wide table": "|x" * 4000 + "\n" + "|-" * 4000 + "\n",
    "long references": "[a]: " + "x" * 31000 + "\n\n" + ("[a] " * 7000 + "\n\n") * 16,
    "lines before a table": ("a\n" * 15000 + "a|b\n-|-\n\n") * 15,
    "many tables": ("|a|b\n-|-\n|\n\n") * 35000,
    "cdata": ("a" + "<![CDATA[" * 3400 + "\n\n") * 16,
    "instructions": ("a" + "<?" * 15500 + "\n\n") * 16,
    "bare address": ("www.a.b" + ")" * 31000 + "\n\n") * 16,
    "many mail addresses": ("a@" * 15500 + "\n\n") * 16,
    "open marks": ("[[a " * 7500 + "\n\n") * 16,
    "nested marks": ("[[" * 7500 + "a" + "]]" * 7500 + "\n\n") * 16,
    "many marks": ("[[x]] " * 5000 + "\n\n") * 16,
    "many omissions": ("[[dolt: x]] " * 2500 + "\n\n") * 16,
    "many reports": ("[[rapport: x]] " * 2000 + "\n\n") * 16,
    "strikethrough": ("~~a " * 7500 + "\n\n") * 16,
    "strikethrough in emphasis": ("*~~a " * 6000 + "\n\n") * 16,
    "footnotes": "[^a] " * 6000 + "\n\n[^a]: " + "x" * 31000 + "\n",
    "many footnotes": "".join("[^%d]\n\n[^%d]: x\n\n" % (i, i) for i in range(17000)),
    "footnotes in footnotes": "[^0]\n\n" + "".join("[^%d]: [^%d]\n\n" % (i, i + 1) for i in range(20000)),
    "html in each line": "a <b>\n" * 5000,
    "escapes": ("\\*" * 15500 + "\n\n") * 16,
    "entities": ("&amp;" * 6000 + "\n\n") * 16,
    "headings": "## a\n" * 6000,
    "links": ("[a](#b) " * 3800 + "\n\n") * 16,
    "list items": ("- a\n" * 7900 + "\n") * 15,
    "indented": "".join("  " * i + "- a\n\n" for i in range(600)) + "\n" * 100000,
}
for name, text in own.items():
    tree(name, text.encode())
EOF

failed=0
while read -r number name; do
	start=$(date +%s%N)
	timeout 40 "$program" check --quiet --source "$work/$number" >"$work/out" 2>&1
	status=$?
	took=$((($(date +%s%N) - start) / 1000000))
	if [ $status -gt 1 ] || grep -q "Sanitizer\|runtime error" "$work/out"; then
		echo "not ok - slow input: $name ended with $status after $took ms"
		tail -c 2000 "$work/out" | sed 's/^/# /'
		failed=1
	elif [ "${SHOW_TIMES:-}" ]; then
		echo "ok - slow input: $name ($took ms, exit $status)"
	else
		echo "ok - slow input: $name"
	fi
done <"$work/names"
exit $failed
