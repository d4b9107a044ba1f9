#!/bin/bash
# install.sh PROTOKOLL: `make install` into a test root, as a package would and as a person would; the installed program is run
# from elsewhere with an archive elsewhere. The manual is read by mandoc and man, the completion by bash.
set -u
cd "$(dirname "$0")/.."
program=$(realpath "$1")
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
say() { if [ "$1" -eq 0 ]; then echo "ok - $2"; else echo "not ok - $2"; sed 's/^/# /' "$work/log" | head -30; fi; }
export SOURCE_DATE_EPOCH=1795305600 LC_ALL=C.UTF-8

# ---- for a package: DESTDIR is no part of any path that is remembered ----

(umask 077 && DESTDIR=$work/root PREFIX=/usr scripts/install "$program") >"$work/log" 2>&1
say $? "install with DESTDIR"
for file in bin/protokoll share/protokoll/themes/skaraborg/ord.yaml share/protokoll/scripts/search-index.mjs \
	share/protokoll/scripts/publish share/protokoll/scripts/server-hook share/protokoll/scripts/pre-commit \
	share/protokoll/scripts/nginx-site.conf \
	share/protokoll/package.json share/man/man1/protokoll.1 share/man/sv/man1/protokoll.1 \
	share/bash-completion/completions/protokoll; do
	[ -s "$work/root/usr/$file" ] || echo "missing: $file"
done >"$work/log"
find "$work/root/usr" -type f ! -perm 644 ! -perm 755 -o -type d ! -perm 755 >>"$work/log"
grep -rl "$work" "$work/root/usr/share" >>"$work/log"
[ ! -s "$work/log" ]
say $? "everything is there, readable by all, and names no test root"

# ---- for a person: a PREFIX of one's own, compiled in ----

prefix=$work/own
# What is compiled already is compiled: only the two files that know the PREFIX are not.
mkdir "$work/build" && [ ! -d build/release/src ] || cp -a build/release/src "$work/build/"
find "$work/build" -name '*.d' -exec sed -i "s,build/release/,$work/build/,g" {} +
make -s BUILD="$work/build" PROTOKOLL="$work/build/protokoll" PREFIX="$prefix" install >"$work/log" 2>&1
say $? "make install with PREFIX"
mkdir -p "$work/elsewhere/archive" "$work/here"
cp -r content "$work/elsewhere/archive/"
run() { (cd "$work/here" && "$@" --source "$work/elsewhere/archive/content" --date 2026-11-22); }
run "$prefix/bin/protokoll" build --output "$work/site" >"$work/log" 2>&1
say $? "the installed program finds its theme from another folder"
[ -s "$work/site/index.html" ] && [ -n "$(find "$work/site" -name '*.css')" ]
say $? "it makes a whole site"
if [ -d node_modules/pagefind ] && command -v node >/dev/null; then
	[ -n "$(find "$work/site" -name 'pagefind.js')" ] && ! grep -q P421 "$work/log"
	say $? "it finds Pagefind and makes the search index"
else
	echo "ok - it finds Pagefind and makes the search index # SKIP no Pagefind here"
fi
# The script that publishes finds the program it was installed with, and so does the hook of a server.
git init -q --bare "$work/arkiv.git" && git -C "$work/arkiv.git" config protokoll.target "folder:$work/served"
for hook in update post-receive; do ln -s "$prefix/share/protokoll/scripts/server-hook" "$work/arkiv.git/hooks/$hook"; done
git init -q -b main "$work/pushed" && cp -r content "$work/pushed/" && rm -f "$work/pushed/content/adresser.txt" &&
	(cd "$work/pushed" && env -u PROTOKOLL PATH=/usr/bin:/bin "$prefix/share/protokoll/scripts/publish" "folder:$work/published" &&
		git add -A && git -c user.name=A -c user.email=a@prov.example commit -q -m Arkivet &&
		env -u PROTOKOLL PATH=/usr/bin:/bin git push -q "$work/arkiv.git" main) >"$work/log" 2>&1
[ -s "$work/published/index.html" ] && [ -s "$work/served/index.html" ]
say $? "the installed scripts publish, by hand and as hooks of a server"
# Moved away from its share folder it still knows the PREFIX.
cp "$prefix/bin/protokoll" "$work/here/protokoll"
run "$work/here/protokoll" check >"$work/log" 2>&1
say $? "moved elsewhere, it finds the theme under its PREFIX"
run "$prefix/bin/protokoll" new SIKT 2026-12-04 >"$work/log" 2>&1
say $? "the installed program makes a new file"
make -s BUILD="$work/build" PROTOKOLL="$work/build/protokoll" PREFIX="$prefix" uninstall >"$work/log" 2>&1 &&
	[ -z "$(find "$prefix" -mindepth 1)" ]
say $? "make uninstall leaves nothing"

# ---- the manual ----

for page in man1/protokoll.1 sv/man1/protokoll.1; do
	page=$work/root/usr/share/man/$page
	if command -v mandoc >/dev/null; then
		mandoc -T lint "$page" >"$work/log" 2>&1
		say $? "mandoc has nothing against ${page#"$work/root"}"
	elif command -v man >/dev/null; then
		man --warnings -E UTF-8 -l "$page" 2>"$work/log" >/dev/null
		[ ! -s "$work/log" ]
		say $? "man has nothing against ${page#"$work/root"}"
	else
		echo "ok - the manual is right # SKIP neither mandoc nor man here"
	fi
done
for word in $("$program" --help --lang en | sed -n 's/^  \([a-z]*\)  .*/\1/p') --source --summary GITHUB_STEP_SUMMARY; do
	sed 's/\\-/-/g' "$work/root/usr/share/man/man1/protokoll.1" | grep -qe "$word" || echo "$word"
done >"$work/log"
[ ! -s "$work/log" ]
say $? "the manual has every command"

# ---- the completion ----

# complete WORDS…: what bash offers for the last of them.
complete_words() {
	bash --norc -c '
		source "$1"; shift
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		_protokoll
		printf "%s\n" "${COMPREPLY[@]}"' - "$work/root/usr/share/bash-completion/completions/protokoll" "$@" | sort | tr '\n' ' '
}
offers() { # offers EXPECTED WORDS…
	local expected=$1 got
	shift
	got=$(complete_words "$@")
	echo "for '$*': '$got' instead of '$expected'" >"$work/log"
	[ "${got% }" = "$expected" ]
	say $? "completion of '$*'"
}
offers build protokoll bu
offers "--stdout" protokoll new --std
offers "schema" protokoll dump sch
offers "en sv" protokoll check --lang ''
offers "en" protokoll check --lang = e
offers "P012" protokoll explain P012
offers "" protokoll check --date 2026
mkdir -p "$work/here/en mapp"
(cd "$work/here" && complete_words protokoll build --output en) >"$work/log"
grep -qx "en mapp " "$work/log"
say $? "completion of a folder with a space in its name"
