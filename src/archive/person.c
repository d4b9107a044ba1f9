/* How a person is shown (format.md, "Publication rules"). Nothing else in the program decides this. */
#include "archive/person.h"

#include "base/buffer.h"
#include "base/text.h"

const str name_removed = {"[namn borttaget]", sizeof "[namn borttaget]" - 1};

/* A period may be given in whole years or days; its last day belongs to it. */
static bool
is_in_force(const struct publication_rule *publication, struct date today)
{
	if (today.year == 0)
		return true;
	struct dates period = publication->period;
	if (period.first.year && date_days(today) < date_days(period.first))
		return false;
	return !period.last.year || date_days(today) <= date_days(date_last_day(period.last));
}

str
person_first_name(str name)
{
	str rest = str_trim(name), first = str_cut(&rest, ' ');
	size_t letter = 0;
	if (first.n)
		text_next(first, &letter);
	bool initial = letter == first.n || str_eq(str_from(first, letter), S("."));
	return initial ? (str){0} : first;
}

/* "Sara von Seth" is "S. v. S.", and "Per-Anders Ögren" is "P.-A. Ö." */
static str
initials(struct arena *arena, str name)
{
	struct buffer letters = {.arena = arena};
	bool begins = true;
	uint32_t gap = 0;
	for (size_t at = 0; at < name.n;) {
		size_t start = at;
		uint32_t code = text_next(name, &at);
		if (text_is_space(code) || code == '-') {
			gap = begins ? gap : code;
			begins = true;
		} else if (begins && text_is_word(code)) {
			if (letters.n)
				buffer_add_char(&letters, gap == '-' ? '-' : ' ');
			buffer_add(&letters, str_slice(name, start, at));
			buffer_add_char(&letters, '.');
			begins = false;
		}
	}
	return letters.n ? buffer_str(&letters) : name_removed;
}

static str
role(struct arena *arena, const struct entity *person)
{
	const struct entity *municipality = person->person.municipality.entity;
	return municipality ? str_join(arena, S("representant, "), municipality->name) : S("representant");
}

enum publication
person_rule(const struct archive *archive, const struct entity *person)
{
	const struct publication_rule *publication = &person->person.publication;
	return is_in_force(publication, archive->today) ? publication->rule : PUBLISH_NAME;
}

bool
person_has_rule(const struct archive *archive, const struct entity *person)
{
	const struct publication_rule *publication = &person->person.publication;
	return (publication->place.source || publication->rule != PUBLISH_NAME) &&
	       is_in_force(publication, archive->today);
}

str
person_replacement(struct arena *arena, const struct entity *person, enum publication rule)
{
	switch (rule) {
	case PUBLISH_INITIALS:
		return initials(arena, person->name);
	case PUBLISH_ROLE:
		return role(arena, person);
	case PUBLISH_NOTHING:
		return name_removed;
	case PUBLISH_NAME:
		break;
	}
	return person->name;
}

/* After a full stop the -s stands behind a colon; the words in brackets are no name and take none. */
str
person_genitive(struct arena *arena, str shown)
{
	if (str_ends(shown, S(".")))
		return str_join(arena, str_slice(shown, 0, shown.n - 1), S(":s"));
	size_t last = shown.n ? shown.n - 1 : 0;
	bool bare = shown.n == 0 || strchr("]sxzSXZ", shown.p[last]);
	return bare ? shown : str_join(arena, shown, S("s"));
}

struct shown_person
person_shown(struct arena *arena, const struct archive *archive, const struct entity *person)
{
	(void)arena;
	(void)archive;
	return (struct shown_person){person->name, !person->person.hidden};
}
