#!/bin/bash
# hostile.sh PROTOKOLL: the promise of reliability. No input, however made, crashes the program, hangs it, makes it read or
# write outside or puts active content in a page; it ends in a message and the old site stands. The parts: naughty strings
# in every kind of place, Markdown that parsers choke on, limits, files of every kind, attachments, damaged files.
#
#   hostile.sh PROTOKOLL [PART …]    parts: naughty markdown limits files attachments damage
set -u
. "$(dirname "$0")/hostile/lib.sh"
hostile_begin "$1"
shift
[ $# -gt 0 ] || set -- naughty markdown limits files attachments damage
for part; do
	. "$tests/hostile/$part.sh"
	case_wait
done
