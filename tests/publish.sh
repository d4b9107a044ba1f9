#!/bin/bash
# publish.sh PROTOKOLL: from a push to the readers. A bare repository with scripts/server-hook publishes to a folder that nginx
# serves; scripts/publish delivers to an rsync daemon and to a git branch. Everything on loopback, in a folder of its own.
set -u
cd "$(dirname "$0")/.."
here=$PWD
PROTOKOLL=$(realpath "$1") && export PROTOKOLL
work=$(mktemp -d)
export HOME=$work/home TMPDIR=$work LC_ALL=C.UTF-8 GIT_CONFIG_NOSYSTEM=1 GIT_TERMINAL_PROMPT=0 NO_COLOR=1
export SOURCE_DATE_EPOCH=1795305600 # 2026-11-22
unset GITHUB_ACTIONS GITHUB_STEP_SUMMARY
servers=()
end() {
	[ ${#servers[@]} -eq 0 ] || kill "${servers[@]}" 2>/dev/null
	wait 2>/dev/null
	chmod -R u+rwX "$work"
	rm -rf "$work"
}
trap end EXIT

say() { # say STATUS NAME
	if [ "$1" -eq 0 ]; then echo "ok - publish: $2"; else
		echo "not ok - publish: $2"
		[ ! -s "$work/log" ] || sed 's/^/# /' "$work/log" | head -40
	fi
}
same() { if [ "$1" = "$2" ]; then say 0 "$3"; else printf '%s\n---\n%s\n' "$1" "$2" >"$work/log"; say 1 "$3"; fi; }

for program in git rsync nginx curl flock; do
	command -v $program >/dev/null || PATH=$PATH:/usr/sbin
	command -v $program >/dev/null || { echo "not ok - publish: $program is there (make test installs it)"; exit 0; }
done

mkdir "$work/home" "$work/www" "$work/rsync"
git config --global user.name 'Skolans Sekreterare'
git config --global user.email sekreterare@prov.example
git config --global init.defaultBranch main
publish=$here/scripts/publish
flags=(-- --no-search --theme "$here/themes/skaraborg" --quiet)

# ---- the servers ----

free_port() { # prints a port that nothing listens on, below those that the system gives to whoever connects
	local port
	while port=$((20000 + RANDOM % 12000)); do
		(exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo $port; return; }
	done
}
listens() { # listens PORT: waits until somebody does
	for _ in $(seq 100); do
		(exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return
		sleep 0.05
	done
	return 1
}

web=$(free_port)
mkdir -p "$work/nginx"
cat >"$work/nginx.conf" <<CONF
$([ "$(id -u)" -ne 0 ] || echo 'user root;')
daemon off;
worker_processes 1;
pid $work/nginx/pid;
error_log $work/nginx/error.log;
events { worker_connections 64; }
http {
	include /etc/nginx/mime.types;
	default_type application/octet-stream;
	access_log off;
	client_body_temp_path $work/nginx/body;
	proxy_temp_path $work/nginx/proxy;
	fastcgi_temp_path $work/nginx/fastcgi;
	uwsgi_temp_path $work/nginx/uwsgi;
	scgi_temp_path $work/nginx/scgi;
	server {
		listen 127.0.0.1:$web;
		root $work/www/arkiv;
		include $here/scripts/nginx-site.conf;
	}
}
CONF
nginx -e "$work/nginx/error.log" -c "$work/nginx.conf" >"$work/log" 2>&1 &
servers+=($!)
listens "$web"
say $? "nginx serves the folder"
! grep -qE '\[(warn|emerg)\]' "$work/log"
say $? "and has nothing against scripts/nginx-site.conf"

port=$(free_port)
cat >"$work/rsyncd.conf" <<CONF
port = $port
address = 127.0.0.1
use chroot = no
$([ "$(id -u)" -ne 0 ] || printf 'uid = root\ngid = root')
log file = $work/rsyncd.log
transfer logging = yes
[arkiv]
path = $work/rsync
read only = no
CONF
rsync --daemon --no-detach --config="$work/rsyncd.conf" >"$work/log" 2>&1 &
servers+=($!)
listens "$port"
say $? "an rsync daemon listens"

# ---- helpers ----

site=$work/www/arkiv
get() { curl -s -o "$work/answer" -w '%{http_code} %{content_type}' "http://127.0.0.1:$web$1"; }
hash_of() { (cd "$1" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum | sha256sum); }
times_of() { (cd "$1" && find . -printf '%P %i %T@ %s\n' | LC_ALL=C sort); }
# The folder is just what its manifest lists, byte for byte; previews beside it do not count.
is_whole() {
	(cd "$1" && sha256sum --quiet --strict -c manifest.txt) >/dev/null 2>&1 &&
		[ -z "$(comm -3 <(cd "$1" && find . -path ./forhandsvisning -prune -o -type f ! -path ./manifest.txt -printf '%P\n' | LC_ALL=C sort) \
			<(grep -v '^#' "$1/manifest.txt" | cut -c67- | LC_ALL=C sort))" ]
}

minutes() { # minutes DATE TEXT: a file of minutes
	printf -- '---\nnätverk: SIKT\ndatum: %s\nordförande: Anna Exempelsson\n---\n\n## 1. Mediapoolen\n\n%s\n' "$1" "$2"
}

# ---- a push publishes ----

git init -q --bare "$work/arkiv.git"
ln -s "$here/scripts/server-hook" "$work/arkiv.git/hooks/update"
ln -s "$here/scripts/server-hook" "$work/arkiv.git/hooks/post-receive"
git -C "$work/arkiv.git" config protokoll.target "folder:$site"
git -C "$work/arkiv.git" config protokoll.previews true
git -C "$work/arkiv.git" config protokoll.flags "--no-search --theme $here/themes/skaraborg"
git clone -q "$work/arkiv.git" "$work/skriv" 2>/dev/null
cd "$work/skriv" || exit 1
git checkout -q -b main
cp -r "$here/tests/base/content" .
mkdir -p content/protokoll/2026 && minutes 2026-10-02 'Avtalet förlängs.' >content/protokoll/2026/2026-10-02-sikt.md
git add . && GIT_COMMITTER_DATE=2026-10-05T22:30:00+0200 git commit -q -m 'Första protokollen'
push() { git push -q origin "${1:-main}" >"$work/log" 2>&1; }

push
say $? "a good commit is taken"
same "$(get /protokoll/2026-10-02-sikt/)" '200 text/html; charset=utf-8' "its minutes can be read, as HTML in UTF-8"
grep -q 'Avtalet förlängs' "$work/answer"
say $? "with what they say"
grep -q 'Senast ändrad</dt><dd><time datetime="2026-10-05"' "$work/answer"
say $? "and when they were last changed"
while read -r address type; do
	same "$(get "$address")" "200 $type" "$address is sent as $type"
done <<'TYPES'
/atom.xml application/atom+xml; charset=utf-8
/kalender.ics text/calendar; charset=utf-8
/data/moten.csv text/csv; charset=utf-8
/data/arkiv.json application/json; charset=utf-8
/sitemap.xml text/xml; charset=utf-8
/robots.txt text/plain; charset=utf-8
TYPES
same "$(get /finns/inte/)" '404 text/html; charset=utf-8' "what is not there gets the site's own page"
grep -q 'stylesheet' "$work/answer"
say $? "which is 404.html"
git fetch -q && git merge -q --ff-only origin/main
same "$(git log -1 --format='%an <%ae>' -- content/adresser.txt) $(git log --oneline | wc -l)" 'protokoll <noreply> 2' \
	"the addresses are written down on the branch, once, by nobody"

before=$(hash_of "$site") tip=$(git -C "$work/arkiv.git" rev-parse main)
sed -i 's/ordförande:/ordförnade:/' content/protokoll/2026/2026-10-02-sikt.md
git commit -q -am 'Ett fel'
! push && grep -q 'content/protokoll/2026/2026-10-02-sikt.md:4:1: fel:' "$work/log"
say $? "a commit with a fault is refused, and whoever pushes sees where"
same "$(hash_of "$site") $(git -C "$work/arkiv.git" rev-parse main)" "$before $tip" "the old site stands byte for byte, and so does the branch"
git reset -q --hard HEAD~1

git rm -q content/protokoll/2026/2026-10-02-sikt.md && git commit -q -m 'Borttaget'
! push && grep -q '\[P164\]' "$work/log"
say $? "a commit that takes away a published page is refused"
same "$(hash_of "$site")" "$before" "and the page stands"
git reset -q --hard HEAD~1

times_of "$site" >"$work/before"
sed -i 's/förlängs/förlängs ett år/' content/protokoll/2026/2026-10-02-sikt.md
git commit -q -am 'Rättat' && push
say $? "a second good commit is taken"
get /protokoll/2026-10-02-sikt/ >/dev/null && grep -q 'förlängs ett år' "$work/answer"
say $? "and can be read"
times_of "$site" >"$work/after"
changed=$(comm -13 "$work/before" "$work/after" | grep -vE '^( |[^ ]*[^.]{6} )' | awk '{print $1}' | grep -E '\.[a-z]+$' | tr '\n' ' ')
case "$changed" in
*protokoll/2026-10-02-sikt/index.html*) [ "$(wc -w <<<"$changed")" -lt 12 ] ;;
*) false ;;
esac
echo "$changed" >"$work/log"
say $? "only the files that differ are new ($(wc -w <<<"$changed") of $(grep -vc '^#' "$site/manifest.txt"))"

# ---- a preview of a branch ----

main=$(hash_of "$site")
git checkout -q -b utkast/Vår
minutes 2026-11-06 'Bara ett utkast.' | sed '2i status: utkast' >content/protokoll/2026/2026-11-06-sikt.md
git add . && git commit -q -m Utkast && push utkast/Vår
same "$(get /forhandsvisning/utkast-var/protokoll/2026-11-06-sikt/)" '200 text/html; charset=utf-8' "a branch is shown beside the site, with drafts"
! find "$site/forhandsvisning" -name '*.html' -exec grep -L 'name="robots" content="noindex' {} + | grep -q .
say $? "no page of it is for search engines"
grep -q 'canonical" href="https://prov.example/forhandsvisning/utkast-var/"' "$site/forhandsvisning/utkast-var/index.html"
say $? "its addresses are its own"
xmllint --noout --nonet "$site/forhandsvisning/utkast-var/sitemap.xml" >"$work/log" 2>&1
say $? "its sitemap is well-formed, and lists nothing"
mv "$site/forhandsvisning" "$work/aside" && same "$(hash_of "$site")" "$main" "the site itself is as it was" && mv "$work/aside" "$site/forhandsvisning"
git checkout -q main && sed -i 's/ett år/två år/' content/protokoll/2026/2026-10-02-sikt.md
git commit -q -am 'Rättat igen' && push && get /forhandsvisning/utkast-var/ >/dev/null && is_whole "$site" && [ -e "$site/forhandsvisning/utkast-var/index.html" ]
say $? "publishing the site lets it stand"
git checkout -q -b a-med-fel && sed -i 's/ordförande:/ordförnade:/' content/protokoll/2026/2026-10-02-sikt.md && git commit -q -am Fel
push a-med-fel
git commit -q --allow-empty -m 'Fel igen' && git checkout -q main && sed -i 's/två år/tre år/' content/protokoll/2026/2026-10-02-sikt.md && git commit -q -am 'Rättat en gång till'
git push -q origin a-med-fel main >"$work/log" 2>&1
get /protokoll/2026-10-02-sikt/ >/dev/null && grep -q 'tre år' "$work/answer" && grep -q 'fel: ' "$work/log"
say $? "a branch with faults does not keep the site from being published, when both come in one push"
git push -q origin :a-med-fel >/dev/null 2>&1 && git branch -q -D a-med-fel
git push -q origin :utkast/Vår >"$work/log" 2>&1 && [ ! -e "$site/forhandsvisning" ] && is_whole "$site"
say $? "it goes with the branch"
! git push -q origin :main >"$work/log" 2>&1
say $? "the branch that is published cannot be taken away"

# Two who push at the same time, and the night: they take turns, and the last word stands.
for n in 1 2 3; do
	git checkout -q -B "samtidigt-$n" main && minutes "2026-11-0$n" "Gren nummer $n." | sed '2i status: utkast' >"content/protokoll/2026/2026-11-0$n-sikt.md"
	git add . && git commit -q -m "Gren $n"
done
git checkout -q main && : >"$work/all"
for n in 1 2 3; do git push -q origin "samtidigt-$n" >>"$work/all" 2>&1 & done
"$work/arkiv.git/hooks/post-receive" --nightly >>"$work/all" 2>&1 &
jobs=($(jobs -p)) && wait "${jobs[@]: -4}"
for n in 1 2 3; do grep -qs "Gren nummer $n" "$site/forhandsvisning/samtidigt-$n/protokoll/2026-11-0$n-sikt/index.html" || echo "samtidigt-$n is missing or another branch"; done >>"$work/all"
grep -avE 'nya, .* ändrade och|sidor skrivna|^ |varning' "$work/all" | sed 's/^remote: *//' | grep -E 'missing|fatal|fel:|error|lock' >"$work/log"
[ ! -s "$work/log" ] && is_whole "$site"
say $? "those who push at the same time take turns"
mkdir -p "$work/arkiv.git/protokoll/.git" && : >"$work/arkiv.git/protokoll/.git/index.lock"
"$work/arkiv.git/hooks/post-receive" --nightly >"$work/log" 2>&1
say $? "what a publisher that died has locked stops nobody"
for n in 1 2 3; do git push -q origin ":samtidigt-$n" 2>>"$work/all"; done

# ---- what the calendar does by itself ----

printf '\nUppdrag: Anna Exempelsson – skriva till alla. Senast: 2026-12-01\n' >>content/protokoll/2026/2026-10-02-sikt.md
minutes 2026-10-30 'Det här ska bara synas ett tag.' | sed '2i avpublicera_efter: 2026-12-31' >content/protokoll/2026/2026-10-30-sikt.md
git add . && git commit -q -m Frister && push
say $? "minutes with days that pass are published"
overdue() { grep -c 'örsenat' "$site/uppdrag/index.html"; }
[ "$(overdue)" -eq 0 ] && get /protokoll/2026-10-30-sikt/ >/dev/null && grep -q 'synas ett tag' "$work/answer"
say $? "before their days"
SOURCE_DATE_EPOCH=1798848000 "$work/arkiv.git/hooks/post-receive" --nightly >"$work/log" 2>&1 # 2027-01-02
say $? "a nightly run publishes without a push"
[ "$(overdue)" -gt 0 ]
say $? "and an assignment is overdue"
get /protokoll/2026-10-30-sikt/ >/dev/null && ! grep -rq 'synas ett tag' "$site" && grep -q 'avpublicerat' "$work/answer"
say $? "and minutes are withdrawn"

# ---- readers meanwhile, and a publisher that dies ----

cd "$work" || exit 1
cp -r "$work/skriv/content" "$work/å innehåll"
folder_publish() { "$publish" --source "$work/å innehåll" "$@" "folder:$site" "${flags[@]}" >"$work/log" 2>&1; }
text=$work/'å innehåll/protokoll/2026/2026-10-02-sikt.md'
folder_publish
style=$(grep -o 'tillgangar/stil[^"]*' "$site/index.html")
curl -s "http://127.0.0.1:$web/$style" >"$work/style"
(while [ ! -e "$work/stop" ]; do
	for path in protokoll/2026-10-02-sikt/ "$style"; do
		code=$(curl -s -o "$work/read" -w '%{http_code}' "http://127.0.0.1:$web/$path")
		[ "$code" = 200 ] || echo "$path: $code"
		case $path in
		*.css) cmp -s "$work/read" "$work/style" || echo "$path: other bytes" ;;
		*) grep -q "stil\.[0-9a-f]*\.css" "$work/read" && [ "$(tail -1 "$work/read")" = '</html>' ] || echo "$path: in part" ;;
		esac
		echo . >>"$work/reads"
	done
done) >"$work/torn" &
reader=$!
for n in $(seq 12); do
	echo "Rad $n." >>"$text"
	folder_publish || echo "publishing failed" >>"$work/torn"
done
touch "$work/stop" && wait $reader
cp "$work/torn" "$work/log"
[ ! -s "$work/torn" ] && [ "$(wc -l <"$work/reads")" -gt 20 ]
say $? "a reader sees the old site or the new one, never a part, while it is swapped twelve times"

broken=0 whole=0
for delay in 0.01 0.03 0.05 0.07 0.1 0.15; do
	echo "Efter $delay." >>"$text"
	setsid "$publish" --source "$work/å innehåll" "folder:$site" "${flags[@]}" >/dev/null 2>&1 &
	publisher=$!
	sleep $delay
	kill -9 -- -$publisher 2>/dev/null
	wait $publisher 2>/dev/null
	if is_whole "$site"; then whole=$((whole + 1)); else broken=$((broken + 1)); fi
done
same "$broken of $((broken + whole))" '0 of 6' "killed anywhere, the site in the folder is whole"
folder_publish && is_whole "$site" && [ -z "$(find "$work/www" -mindepth 1 -maxdepth 1 ! -name arkiv)" ]
say $? "and the next delivery leaves no debris"

# ---- dry runs ----

echo 'Torrt.' >>"$text"
printf -- '- namn: Torrt ämne\n' >>"$work/å innehåll/register/amnen.yaml"
times_of "$work/www" >"$work/before"
list=$("$publish" --source "$work/å innehåll" --dry-run "folder:$site" "${flags[@]}" 2>"$work/log")
grep -qx '~ protokoll/2026-10-02-sikt/index.html' <<<"$list" && grep -qx '+ amnen/torrt-amne/index.html' <<<"$list"
say $? "a dry run lists what would be written"
times_of "$work/www" | cmp -s - "$work/before"
say $? "and changes nothing"

# ---- rsync ----

target="rsync://127.0.0.1:$port/arkiv/en sajt å"
there="$work/rsync/en sajt å"
sync() { "$publish" --source "$work/å innehåll" "$@" "$target" "${flags[@]}" >"$work/out" 2>"$work/log"; }
fetched() { grep -c ' recv ' "$work/rsyncd.log"; }
sync
say $? "rsync delivers"
is_whole "$there" && [ ! -e "$there/.manifest.ny" ]
say $? "the whole site"
hash_of "$there" >"$work/synced"
folder_publish
same "$(hash_of "$site")" "$(cat "$work/synced")" "the same as in a folder"
echo 'Främmande.' >"$there/från-någon-annan.txt" && mkdir "$there/.well-known" && echo x >"$there/.well-known/x"
: >"$work/rsyncd.log"
sync && times_of "$there" >"$work/before"
n=$(fetched)
same "$n" 1 "when nothing has changed no file of the site is sent, only the list of what is under way"
: >"$work/rsyncd.log"
echo 'Ändrat.' >>"$text" && sync --dry-run
wanted=$(wc -l <"$work/out")
times_of "$there" | cmp -s - "$work/before" && [ "$(fetched)" -eq 0 ] && [ "$wanted" -gt 0 ]
say $? "a dry run sends nothing"
sync
same "$(grep ' recv ' "$work/rsyncd.log" | grep -vc 'manifest')" "$wanted" "then just the files are sent that it listed"
sed -i '/Torrt ämne/d' "$work/å innehåll/register/amnen.yaml"
sync && [ ! -e "$there/amnen/torrt-amne" ] && [ -e "$there/från-någon-annan.txt" ] && [ -e "$there/.well-known/x" ] && [ ! -e "$there/.manifest.ny" ]
say $? "what is gone is removed, folder and all, and what is not the site's is left alone"
rm -r "$there/från-någon-annan.txt" "$there/.well-known"
sync --preview gren && [ -e "$there/forhandsvisning/gren/index.html" ] && sync && is_whole "$there" &&
	[ -e "$there/forhandsvisning/gren/index.html" ] && sync --preview gren --remove && [ ! -e "$there/forhandsvisning" ] && is_whole "$there"
say $? "a preview comes and goes beside the site"

# The first rsync that writes new files ends the publisher.
mkdir "$work/bin"
cat >"$work/bin/rsync" <<FAKE
#!/bin/bash
$(command -v rsync) "\$@"
status=\$?
case " \$* " in *--ignore-existing*--exclude=/manifest.txt*) kill -9 \$PPID ;; esac
exit \$status
FAKE
chmod +x "$work/bin/rsync"
hash_of "$there" >"$work/synced"
printf -- '- namn: Avbrutet ämne\n' >>"$work/å innehåll/register/amnen.yaml"
echo 'Avbrutet.' >>"$text"
(PATH=$work/bin:$PATH sync) 2>/dev/null
(cd "$there" && sha256sum --quiet --strict -c manifest.txt) >"$work/log" 2>&1 && ! grep -rq 'Avbrutet' "$there" --include='*.html'
say $? "killed half way, every page is the old one"
sed -i '/Avbrutet ämne/d' "$work/å innehåll/register/amnen.yaml" && sed -i '/^Avbrutet/d' "$text"
sync && is_whole "$there" && [ ! -e "$there/amnen/avbrutet-amne" ]
say $? "and the next delivery takes away what had come"
same "$(hash_of "$there")" "$(cat "$work/synced")" "so that nothing is left of it"

mkdir "$work/rsync/annat" && echo viktigt >"$work/rsync/annat/viktigt.txt"
"$publish" --source "$work/å innehåll" "rsync://127.0.0.1:$port/arkiv/annat" "${flags[@]}" >"$work/log" 2>&1
same "$? $(ls "$work/rsync/annat")" "3 viktigt.txt" "a folder with something else in it is not taken over"
"$publish" --source "$work/å innehåll" "rsync://127.0.0.1:1/arkiv" "${flags[@]}" >"$work/log" 2>&1
same $? 3 "a server that does not answer is the machine's fault"

# ---- a git branch ----

git init -q --bare "$work/pages.git"
branch() { "$publish" --source "$work/å innehåll" "$@" "git:$work/pages.git#gh-pages" "${flags[@]}" >"$work/out" 2>"$work/log"; }
pages() { git -C "$work/pages.git" "$@"; }
echo 'Cilla Testström tog upp frågan.' >>"$text"
branch
say $? "git delivers to a branch"
first=$(pages rev-parse gh-pages)
branch
same "$(pages rev-parse gh-pages)" "$first" "and does nothing when nothing has changed"
echo 'En gång till.' >>"$text" && branch
same "$(pages rev-list --all --count) $(pages log --format='%an <%ae>, %cn <%ce>' gh-pages)" "1 protokoll <noreply>, protokoll <noreply>" \
	"after two publications the branch has one commit, by nobody"
rm -rf "$work/checkout" && git clone -q -b gh-pages "$work/pages.git" "$work/checkout" && [ -e "$work/checkout/.nojekyll" ] && is_whole_git() {
	(cd "$1" && sha256sum --quiet --strict -c manifest.txt) >"$work/log" 2>&1
} && is_whole_git "$work/checkout"
say $? "with the bytes of the site, and .nojekyll"
names() { # how many objects of the repository have the name
	pages cat-file --batch-all-objects --batch-check='%(objectname)' | while read -r object; do
		pages cat-file -p "$object" | grep -aqiE 'teststr(ö|%C3%B6|o)m' && echo "$object"
	done | wc -l
}
[ "$(names)" -gt 0 ]
say $? "a person is named in it"
cat >>"$work/å innehåll/register/personer.yaml" <<'YAML'
  id: p7
  publicering: nej
YAML
branch --dry-run && ! grep -qi teststr "$work/out" "$work/log" && grep -qx -- '- personer/ (1)' "$work/out"
say $? "what would be removed is told without the name"
branch
say $? "the person is hidden"
pages reflog expire --expire=now --all && pages gc -q --prune=now
same "$(names) $(pages rev-list --all --count)" "0 1" "and after that no object of the repository has the name"
branch --preview gren && branch && [ "$(pages rev-list --all --count)" = 1 ] && pages cat-file -e gh-pages:forhandsvisning/gren/index.html &&
	branch --preview gren --remove && ! pages cat-file -e gh-pages:forhandsvisning 2>/dev/null && pages cat-file -e gh-pages:index.html
say $? "a preview comes and goes beside the site, in one commit"
tip=$(git -C "$work/arkiv.git" rev-parse main)
"$publish" --source "$work/å innehåll" "git:$work/arkiv.git#main" "${flags[@]}" >"$work/log" 2>&1
same "$? $(git -C "$work/arkiv.git" rev-parse main)" "3 $tip" "a branch with something else on it is not overwritten"

# ---- what it ends with ----

ends() { # ends STATUS NAME ARGUMENT…
	local wanted=$1 name=$2
	shift 2
	"$publish" "$@" >"$work/log" 2>&1
	same $? "$wanted" "$name"
}
ends 2 "no target is wrong usage"
ends 2 "an unknown flag is wrong usage" --dryrun "folder:$site"
ends 2 "an unknown kind of target is wrong usage" ftp
ends 2 "a git target without a branch is wrong usage" "git:$work/pages.git"
ends 2 "without a branch and an origin nothing can be committed, and that is said before anything is delivered" --commit --source "$work/å innehåll" "folder:$work/www/obunden"
[ ! -e "$work/www/obunden" ]
say $? "and nothing is"
ends 2 "a preview is not recorded" --preview x --record "folder:$site"
ends 0 "--help helps" --help
for flag in --dry-run --force; do
	ln -sfn "$site" "$work/en-lank"
	ends 3 "a link is not published to ($flag)" $flag --source "$work/å innehåll" "folder:$work/en-lank" "${flags[@]}"
	ends 3 "nor is a file ($flag)" $flag --source "$work/å innehåll" "folder:$work/log" "${flags[@]}"
done
mkdir "$work/annat" && echo annat >"$work/annat/index.html"
ends 3 "a dry run refuses a folder with something else in it, as the delivery would" --dry-run --source "$work/å innehåll" "folder:$work/annat" "${flags[@]}"
ends 3 "and so does the delivery" --source "$work/å innehåll" "folder:$work/annat" "${flags[@]}"
same "$(ls -A "$work/annat") $(cat "$work/annat/index.html")" 'index.html annat' "and it is as it was"
ends 0 "a dry run takes it over when it is told to" --dry-run --force --source "$work/å innehåll" "folder:$work/annat" "${flags[@]}"
ends 2 "the root of everything is no target" --dry-run --source "$work/å innehåll" folder:/ "${flags[@]}"
ends 3 "a folder that cannot be made is the machine's fault" --source "$work/å innehåll" "folder:$work/finns/inte" "${flags[@]}"
printf '## Utan huvud\n' >"$work/å innehåll/protokoll/fel.md"
before=$(hash_of "$site")
ends 1 "content with faults is the content's fault" --source "$work/å innehåll" "folder:$site" "${flags[@]}"
GITHUB_ACTIONS=true ends 1 "and at GitHub" --source "$work/å innehåll" "folder:$site" "${flags[@]}"
GITHUB_ACTIONS=true "$publish" --source "$work/å innehåll" "folder:$site" "${flags[@]}" 2>&1 | grep -q '^::error file='
say $? "it is told in GitHub's way"
same "$(hash_of "$site")" "$before" "the site stands through all of it"

# ---- the scripts and the workflow themselves ----

cd "$here" || exit 1
shellcheck scripts/publish scripts/server-hook >"$work/log" 2>&1
say $? "the scripts are clean to shellcheck"
node --input-type=module - >"$work/log" 2>&1 <<'NODE'
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
const workflow = parse(readFileSync('.github/workflows/publicera.yml', 'utf8'));
const fail = (what) => { console.log(what); process.exitCode = 1; };
if (!workflow.on.push.branches.includes('main') || !workflow.on.schedule[0].cron || !('workflow_dispatch' in workflow.on)) fail('when');
if (Object.keys(workflow.permissions).length) fail('permissions for all');
if (!workflow.concurrency.group || workflow.concurrency['cancel-in-progress'] !== false) fail('concurrency');
for (const job of Object.values(workflow.jobs)) {
	if (Object.keys(job.permissions).sort().join() !== 'contents,id-token,pages') fail('permissions of the job');
	for (const step of job.steps) {
		if (step.uses && !/^actions\/[a-z-]+@v\d+\.\d+\.\d+$/.test(step.uses)) fail(step.uses);
		if (step.uses?.startsWith('actions/checkout@') && step.with['fetch-depth'] !== 0) fail('depth');
	}
	writeFileSync(process.env.TMPDIR + '/steps.sh', '#!/bin/bash\n' + job.steps.map((step) => step.run ?? '').join('\n'));
	if (!job.steps.some((step) => step.run?.startsWith('scripts/publish'))) fail('no call of scripts/publish');
}
// Anybody may send a pull request: what checks it gets no secret, and may write nothing.
const check = parse(readFileSync('.github/workflows/granska.yml', 'utf8'));
if (Object.keys(check.on).join() !== 'pull_request' || Object.keys(check.permissions).length) fail('when it is checked');
for (const job of Object.values(check.jobs)) {
	if (JSON.stringify(job.permissions) !== '{"contents":"read"}') fail('permissions of the check');
	if (job.steps.some((step) => step.run?.includes('${{') || (step.uses && !/^actions\/checkout@v\d+\.\d+\.\d+$/.test(step.uses)))) fail('steps of the check');
	if (!job.steps.some((step) => /protokoll check --format=github$/.test(step.run ?? ''))) fail('no check');
}
NODE
say $? "the workflows are as they should be"
shellcheck "$work/steps.sh" >"$work/log" 2>&1
say $? "and so is what it runs"
