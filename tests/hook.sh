#!/bin/bash
# hook.sh PROTOKOLL: scripts/pre-commit in a scratch repository: it looks at what is staged, stops what is wrong and tells what to
# do, and keeps out of everything else.
set -u
cd "$(dirname "$0")/.."
checkout=$PWD
PROTOKOLL=$(realpath "$1") && export PROTOKOLL
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
say() { if [ "$1" -eq 0 ]; then echo "ok - hook: $2"; else echo "not ok - hook: $2"; sed 's/^/# /' "$work/log" | head -30; fi; }
unset "${!GIT_@}"
export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@prov.example GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@prov.example
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null SOURCE_DATE_EPOCH=1795305600

repository=$work/arkivet\ med\ blanksteg
git init -q "$repository" && cd "$repository" || exit 1
cp -r "$checkout/tests/base/content" content
ln -s "$checkout/themes" themes
minutes=content/protokoll/2018/2018-12-14-sikt.md

"$checkout/scripts/pre-commit" --install >"$work/log" 2>&1 && [ -x .git/hooks/pre-commit ]
say $? "it puts itself in place"
"$checkout/scripts/pre-commit" --install >"$work/log" 2>&1
say $? "twice is no harm"

git add content && git commit -q -m 'Ett arkiv' >"$work/log" 2>&1
say $? "what is right is committed"

sed -i 's/^datum: .*/datum: 2018-13-14/' "$minutes" && git add "$minutes"
git commit -q -m 'Fel datum' >"$work/log" 2>&1
[ $? -eq 1 ] && [ "$(git rev-list --count HEAD)" -eq 1 ]
say $? "what is wrong is stopped"
grep -q "^$minutes:[0-9]*:[0-9]*: fel: " "$work/log" && grep -q 'Ingenting sparades' "$work/log" && grep -q -- --no-verify "$work/log"
say $? "it tells where, in the path of the repository, and what to do"

git checkout -q HEAD -- "$minutes"
sed -i 's/^datum: .*/datum: 2018-13-14/' "$minutes"
printf '# anteckning\n' >anteckning.txt && git add anteckning.txt && git commit -q -m 'Annat' >"$work/log" 2>&1
say $? "a commit without content is let through, whatever lies in the folder"
printf '\n' >>content/register/amnen.yaml && git add content/register/amnen.yaml && git commit -q -m 'Register' >"$work/log" 2>&1
say $? "what is wrong but not staged stops nothing"

git reset -q --hard && mkdir under && cd under || exit 1
sed -i 's/^datum: .*/datum: 2018-13-14/' "../$minutes" && git add "../$minutes"
git commit -q -m 'Underifrån' >"$work/log" 2>&1
[ $? -eq 1 ]
say $? "it works from a folder below"
git commit -q --no-verify -m 'Ändå' >"$work/log" 2>&1
say $? "--no-verify commits all the same"
git rm -q "../$minutes" && git commit -q -m 'Bort' >"$work/log" 2>&1
status=$?
[ $status -eq 0 ] || grep -q 'fel:' "$work/log"
say $? "taking a file away is checked too"

cd "$repository" && git reset -q --hard
git mv content arkivet 2>/dev/null && git config protokoll.source arkivet && git commit -q --no-verify -m 'Flytt'
mkdir -p arkivet/protokoll/2026
printf -- '---\nnätverk: SIKT\ndatum: fel\n---\n' >arkivet/protokoll/2026/x.md && git add arkivet
git commit -q -m 'Fel' >"$work/log" 2>&1
[ $? -eq 1 ] && grep -q '^arkivet/protokoll/2026/x.md:' "$work/log"
say $? "the content may have another name (git config protokoll.source)"

# Without the program nobody is kept from writing.
bare=$work/bin && mkdir "$bare" && for tool in bash git mktemp rm env cat; do ln -s "$(command -v "$tool")" "$bare/$tool"; done
PROTOKOLL='' PATH=$bare git commit -q -m 'Utan program' >"$work/log" 2>&1 && grep -q 'finns inte här' "$work/log"
say $? "without the program it says so and lets the commit through"

cat >.git/hooks/pre-commit <<'WORDS'
#!/bin/sh
exit 0
WORDS
"$checkout/scripts/pre-commit" --install >"$work/log" 2>&1
[ $? -eq 1 ] && ! grep -q protokoll .git/hooks/pre-commit
say $? "another hook is not overwritten"
