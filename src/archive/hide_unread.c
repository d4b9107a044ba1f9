/* Entries of the register of people that could not be read: nothing is published then, but what is said of other faults
   quotes the sources. So the names that stand in them are kept out of logs when the entry speaks of publishing. */
#include "archive/hiding.h"
#include "archive/mask.h"

static const char *const keys[] = {"namn:", "alias:", "tilltalsnamn:", "sorteras:"};

static str
without_marks(str word)
{
	static const str marks[] = {{"\"", 1}, {"'", 1}, {"[", 1}, {"]", 1}, {"}", 1}};
	word = str_trim(word);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		while (str_starts(word, marks[i]))
			word = str_trim(str_from(word, 1));
		while (str_ends(word, marks[i]))
			word = str_trim(str_slice(word, 0, word.n - 1));
	}
	return word;
}

/* What stands behind a key, each part between commas by itself, and the first word of it. */
static void
add_names(struct archive *archive, str values)
{
	while (values.n) {
		str name = without_marks(str_cut(&values, ','));
		str rest = name, first = str_cut(&rest, ' ');
		masking_add_text(archive, name);
		masking_add_text(archive, first);
	}
}

static void
add_entry(struct archive *archive, str entry)
{
	if (!str_contains(entry, S("publi")))
		return;
	while (entry.n) {
		str line = str_cut(&entry, '\n');
		for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
			size_t at = str_find(line, str_of(keys[i]));
			if (at != SIZE_MAX)
				add_names(archive, str_from(line, at + str_of(keys[i]).n));
		}
	}
}

/* An entry begins with a hyphen at the beginning of a line. */
static void
add_entries(struct archive *archive, str text)
{
	while (text.n) {
		size_t end = str_find(str_from(text, 1), S("\n-"));
		end = end == SIZE_MAX ? text.n : end + 2;
		add_entry(archive, str_slice(text, 0, end));
		text = str_from(text, end);
	}
}

static bool
is_register(const struct unread *unread)
{
	return str_eq(unread->relative, S("register/personer.yaml"));
}

void
hide_unread(struct archive *archive)
{
	for (size_t i = 0; i < archive->unread.n; i++) {
		if (!is_register(&archive->unread.items[i]))
			continue;
		if (!archive->masking)
			masking_make(archive);
		add_entries(archive, archive->unread.items[i].text);
	}
}
