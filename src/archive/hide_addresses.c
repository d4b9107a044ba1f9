/* Addresses cannot be masked: ids, names of files and links that tell a hidden name are errors, which do not repeat it.
   */
#include "archive/check.h"
#include "archive/hiding.h"
#include "archive/mask.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/text.h"

enum { LETTERS = 2 /* of the shortest name that counts as one in a word */ };

/* ---- the id of a hidden person ---- */

/* The words of a name as they would stand in an id. */
static void
add_parts(struct arena *arena, struct strs *parts, str name)
{
	str rest = text_slug(arena, name);
	while (rest.n) {
		str part = str_cut(&rest, '-');
		if (part.n >= LETTERS && !strs_have(parts, part))
			vec_push(arena, parts, part);
	}
}

static bool
is_initial(const struct strs *parts, char letter)
{
	for (size_t i = 0; i < parts->n; i++)
		if (parts->items[i].p[0] == letter)
			return true;
	return false;
}

/* Whether a word consists of names and initials, at least one name among them: "hberggren", "hannesb". reached[i]: a
   way leads to i, 1 by initials alone, 2 over a name. */
static bool
is_made_of(const struct strs *parts, str word)
{
	unsigned char reached[64] = {1};
	if (word.n >= sizeof reached)
		return false;
	for (size_t at = 0; at < word.n; at++) {
		if (!reached[at])
			continue;
		if (is_initial(parts, word.p[at]) && reached[at + 1] < reached[at])
			reached[at + 1] = reached[at];
		for (size_t i = 0; i < parts->n; i++)
			if (str_starts(str_from(word, at), parts->items[i]))
				reached[at + parts->items[i].n] = 2;
	}
	return reached[word.n] == 2;
}

static bool
is_particle(str part)
{
	static const str particles[] = {{"von", 3}, {"af", 2}, {"av", 2}, {"van", 3}, {"de", 2}, {"der", 3}, {"la", 2}};
	for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
		if (str_eq(part, particles[i]))
			return true;
	return false;
}

/* A word of the id without the figures at its end. */
static str
letters_of(str word)
{
	while (word.n && text_is_digit((unsigned char)word.p[word.n - 1]))
		word.n--;
	return word;
}

bool
id_tells(struct arena *arena, str id, const struct secret *secret)
{
	struct strs parts = {0};
	add_parts(arena, &parts, secret->name);
	add_parts(arena, &parts, secret->short_name);
	for (size_t i = 0; i < secret->names.n; i++)
		add_parts(arena, &parts, secret->names.items[i]);
	for (size_t i = 0; i < secret->shared.n; i++)
		add_parts(arena, &parts, secret->shared.items[i]);
	for (str rest = id; rest.n;) {
		str word = letters_of(str_cut(&rest, '-'));
		if (word.n && !is_particle(word) && is_made_of(&parts, word))
			return true;
	}
	return false;
}

/* ---- all others ---- */

struct checking {
	const struct archive *archive;
	struct diag_list *diags;
};

static void
check(const struct checking *checking, enum diag_code code, str text, struct place place)
{
	if (archive_tells_hidden(checking->archive, text))
		diag(checking->diags, code, place, (str){0});
}

static void
check_earlier(const struct checking *checking, const struct texts_at *earlier)
{
	for (size_t i = 0; i < earlier->n; i++)
		check(checking, DIAG_ADDRESS_TELLS_NAME, earlier->items[i].text, earlier->items[i].place);
}

static void
check_attachments(const struct checking *checking, const struct attachments *attachments)
{
	for (size_t i = 0; i < attachments->n; i++) {
		const struct attachment *attachment = &attachments->items[i];
		if (attachment->kind == ATTACHMENT_FILE)
			check(checking, DIAG_FILE_NAME_TELLS_NAME, attachment->target.text, attachment->target.place);
		else if (attachment->kind == ATTACHMENT_URL)
			check(checking, DIAG_ADDRESS_TELLS_NAME, attachment->target.text, attachment->target.place);
	}
}

/* An id that is made of the file's name is mended with it. */
static void
check_document(const struct checking *checking, const struct document *document)
{
	struct place file = place_file(document->source);
	str relative = document->source->relative;
	check(checking, DIAG_FILE_NAME_TELLS_NAME, relative, file);
	struct arena scratch = {0};
	if (!str_eq(document->id, text_slug(&scratch, path_stem(path_name(relative)))))
		check(checking, DIAG_ADDRESS_TELLS_NAME, document->id, place_or(document->id_place, file));
	arena_free(&scratch);
	check_earlier(checking, &document->earlier);
	check_attachments(checking, &document->attachments);
}

static void
check_site(const struct checking *checking, const struct site *site)
{
	const str addresses[] = {site->address, site->publisher_web, site->source_code};
	for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++)
		check(checking, DIAG_ADDRESS_TELLS_NAME, addresses[i], place_file(site->source));
}

void
hide_addresses_check(const struct archive *archive, struct diag_list *diags)
{
	const struct checking checking = {archive, diags};
	if (archive->site.source)
		check_site(&checking, &archive->site);
	for (size_t kind = 0; kind < ENTITY_KINDS; kind++) {
		for (size_t i = 0; i < archive->entities[kind].n; i++) {
			const struct entity *entity = archive->entities[kind].items[i];
			bool hidden = kind == ENTITY_PERSON && entity->person.hidden; /* has been seen to */
			if (!hidden)
				check(&checking, DIAG_ADDRESS_TELLS_NAME, entity->id,
				      place_or(entity->id_place, entity->place));
			check_earlier(&checking, &entity->earlier);
		}
	}
	for (size_t i = 0; i < archive->documents.n; i++)
		check_document(&checking, archive->documents.items[i]);
}
