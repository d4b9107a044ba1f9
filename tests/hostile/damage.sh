# Cut, bit-flipped and shuffled versions of the real files, one in each build.
if ! command -v node >/dev/null; then
	echo "ok - damaged files # SKIP there is no node to make them"
else
	mkdir "$work/damage"
	node "$tests/hostile/damage.mjs" "$tests/../content" "$work/damage" "${DAMAGES:-200}" || echo "not ok - damaged files can be made"
	for path in "$work"/damage/*.path; do
		case_begin
		rm -rf "$content" && cp -r "$tests/../content" "$content"
		cp "${path%.path}" "$content/$(cat "$path")"
		case_end "damage: $(basename "${path%.path}"), $(cat "$path")" "0 1"
	done
fi
