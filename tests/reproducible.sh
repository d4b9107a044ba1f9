#!/bin/bash
# reproducible.sh PROTOKOLL: the same archive and the same --date give the same bytes, whatever the number of jobs, the
# time zone, the locale, the umask, the clock, the working folder and the order in which the folder lists its files.
set -u
cd "$(dirname "$0")/.."
program=$(realpath "$1")
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
theme=$(realpath themes/skaraborg)

# The same files made in another order, on another path.
copy_in_order() { # copy_in_order FOLDER SORT-FLAG
	(cd content && find . -type f | LC_ALL=C sort "$2") | while read -r file; do
		mkdir -p "$1/$(dirname "$file")" && cp "content/$file" "$1/$file"
	done
}
copy_in_order "$work/one/content" -f
copy_in_order "$work/another one/deeper/content" -r

hash_of() { (cd "$1" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum); }
build() { # build NAME COMMAND…
	local name=$1
	shift
	rm -rf "$work/$name.site"
	if ! "$@" --theme "$theme" --output "$work/$name.site" --date 2026-11-22 --quiet >"$work/log" 2>&1; then
		echo "not ok - builds: $name"; sed 's/^/# /' "$work/log"; return
	fi
	if [ "$(hash_of "$work/$name.site")" = "$(hash_of "$work/plain.site")" ]; then
		echo "ok - same bytes: $name"
	else
		echo "not ok - same bytes: $name"
		diff -rq "$work/plain.site" "$work/$name.site" | head | sed 's/^/# /'
	fi
}
source=$work/one/content
build plain "$program" build --source "$source" --jobs 1
build jobs "$program" build --source "$source" --jobs 8
build timezone env TZ=Pacific/Kiritimati "$program" build --source "$source"
build locale env LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8 "$program" build --source "$source"
build umask bash -c 'umask 077; exec "$@"' - "$program" build --source "$source"
build clock faketime '1999-12-31 23:59:59' "$program" build --source "$source"
build path "$program" build --source "$work/another one/deeper/content"
(cd "$work/one" && build relative "$program" build)
modes=$(find "$work/umask.site" -type f ! -perm 0644 -o -type d ! -perm 0755 | wc -l)
[ "$modes" -eq 0 ] && echo "ok - files are 0644 and folders 0755 whatever the umask" || echo "not ok - files are 0644 and folders 0755 whatever the umask"
# CRLF, a BOM and NFD are accepted and give the same bytes out.
cp -r "$source" "$work/crlf"
find "$work/crlf" -name '*.md' -exec sed -i -e 's/$/\r/' -e '1s/^/\xEF\xBB\xBF/' {} +
build crlf-and-bom "$program" build --source "$work/crlf"
