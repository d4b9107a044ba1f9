#!/bin/bash
# editor.sh PROTOKOLL: what `make editor` writes is well-formed, fits the program's own messages, and its schemas accept the
# archive (by Ajv, which is not ours) and refuse what is wrong.
set -u
cd "$(dirname "$0")/.."
program=$(realpath "$1")
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
say() { if [ "$1" -eq 0 ]; then echo "ok - $2"; else echo "not ok - $2"; sed 's/^/# /' "$work/log" | head -30; fi; }
settings=$work/.vscode

make -n editor | grep -q "scripts/editor 'build/protokoll'" && scripts/editor "$program" "$settings" >"$work/log" 2>&1
say $? "make editor"
scripts/editor "$program" "$settings" >"$work/log" 2>&1 && [ "$(wc -l <"$work/log")" -eq 1 ]
say $? "once more changes nothing"
echo '{"min": "egen"}' >"$settings/settings.json"
scripts/editor "$program" "$settings" >"$work/log" 2>&1
grep -q 'ändrad för hand' "$work/log" && grep -q egen "$settings/settings.json"
say $? "what somebody has changed is left alone"
rm "$settings/settings.json" && scripts/editor "$program" "$settings" >"$work/log" 2>&1

# A fault of each severity, as the task of the editor sees it.
mkdir -p "$work/a/content/protokoll"
printf 'titel: T\nbeskrivning: B\nadress: https://x.example/\n' >"$work/a/content/arkiv.yaml"
printf -- '---\nnätverk: SIKT\ndatum: 2026-13-01\n---\n\n## 1. X\n\n<b>x</b>\n' >"$work/a/content/protokoll/a.md"
printf -- '---\nnätverk: SIKT\ndatum: 2026-01-01\n---\n\n## 1. X\n\n<b>x</b> [[SIKT 2018-01-26]]\n' >"$work/a/content/protokoll/b.md"
ln -s "$PWD/themes" "$work/a/themes"
(cd "$work/a" && "$program" check --drafts --lang sv) >"$work/messages" 2>&1
node tests/editor.mjs "$settings" "$work/messages" content
