/* Entries of the register of people that could not be read: nothing is published then, but what is said of other faults
   quotes the sources. So the names that stand in them are kept out of logs when the entry speaks of publishing. */
#include <string.h>

#include "archive/hiding.h"
#include "archive/mask.h"
#include "base/arena.h"
#include "base/text.h"

/* What stands behind these is no name. */
static const str other_keys[] = {
    {"id:", 3},   {"kommun:", 7},     {"publicering:", 12}, {"regel:", 6},   {"grund:", 6},      {"från:", 6},
    {"till:", 5}, {"roller:", 7},     {"organ:", 6},        {"roll:", 5},    {"beskrivning:", 12}, {"tidigare:", 9},
    {"- organ:", 8}, {"tvetydig:", 9}, {"skiftläge:", 11},
};

static bool
holds_no_name(str line)
{
	for (size_t i = 0; i < sizeof other_keys / sizeof *other_keys; i++)
		if (str_starts(line, other_keys[i]))
			return true;
	return false;
}

/* One that may be a name begins with a capital; also the first word of it. */
static void
add_name(struct archive *archive, str name)
{
	size_t at = 0;
	if (!name.n || !text_is_upper(text_next(name, &at)))
		return;
	str rest = name, first = str_cut(&rest, ' ');
	masking_add_text(archive, name);
	masking_add_text(archive, first);
}

/* "- namn: [Ann Ek", cut at the signs of YAML. */
static void
add_names(struct archive *archive, str line)
{
	static const char signs[] = ":,[]{}\"'#&*|>";
	for (size_t start = 0, at = 0; at <= line.n; at++) {
		if (at < line.n && !memchr(signs, line.p[at], sizeof signs - 1))
			continue;
		str part = str_trim(str_slice(line, start, at));
		add_name(archive, str_trim(str_starts(part, S("- ")) ? str_from(part, 2) : part));
		start = at + 1;
	}
}

static void
add_entry(struct archive *archive, str entry)
{
	if (!str_contains(entry, S("publi")))
		return;
	while (entry.n) {
		str line = str_trim(str_cut(&entry, '\n'));
		if (!holds_no_name(line))
			add_names(archive, line);
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

/* What documents call people whose entries could not be read. */
static void
add_own_names(struct archive *archive)
{
	struct arena scratch = {0};
	for (size_t i = 0; i < archive->documents.n; i++) {
		const struct own_names *own = &archive->documents.items[i]->names;
		for (size_t k = 0; k < own->n; k++) {
			str who = own->items[k].person.text;
			if (!str_eq(archive_mask_log(archive, &scratch, who, false), who))
				masking_add_text(archive, own->items[k].name.text);
		}
	}
	arena_free(&scratch);
}

void
hide_unread(struct archive *archive)
{
	bool any = false;
	for (size_t i = 0; i < archive->unread.n; i++) {
		if (!is_register(&archive->unread.items[i]))
			continue;
		if (!archive->masking)
			masking_make(archive);
		add_entries(archive, archive->unread.items[i].text);
		any = true;
	}
	if (any)
		add_own_names(archive);
}

bool
archive_hides_unknown(const struct archive *archive)
{
	for (size_t i = 0; i < archive->unread.n; i++)
		if (is_register(&archive->unread.items[i]) && !archive->unread.items[i].text.n)
			return true;
	return false;
}
