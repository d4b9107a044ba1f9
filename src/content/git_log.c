/* Reads `git log -z --raw` backwards in time. Files that still wait for a date stand in a map by the path they had at the
   commit that is read: a rename moves them to the older path. */
#include "content/git_log.h"

#include "base/map.h"
#include "base/text.h"
#include "base/vec.h"

/* Files that wait under one path, by index. */
struct waiting {
	size_t *items;
	size_t n, cap;
};

struct move {
	str path; /* the older one */
	struct waiting *files;
};

struct reading {
	struct arena *arena;
	struct map paths; /* path -> struct waiting *, NULL when none waits any more */
	struct last_change *files;
	bool shallow;
	struct date date; /* of the commit that is read */
	bool root; /* it has no parents */
	VEC(struct move) moves; /* of its renames, made when all of it is read: two files may change places */
};

/* One line of --raw: ":MODE MODE BLOB BLOB STATUS", with a colon, a mode and a blob more for each further parent. */
struct entry {
	str blob;
	char status;
	size_t paths;
};

/* Names as people see them: a file system may give å as two characters where git has one. */
static str
same_form(struct arena *arena, str path)
{
	return text_invalid(path) == SIZE_MAX ? text_nfc(arena, path) : path;
}

static void
wait_under(struct reading *reading, str path, struct waiting *files)
{
	void **place = map_at(&reading->paths, path);
	struct waiting *there = *place;
	if (!there || there->n < files->n) { /* the fewer go to the more */
		struct waiting *other = there;
		*place = files;
		there = files;
		files = other;
	}
	for (size_t i = 0; files && i < files->n; i++)
		vec_push(reading->arena, there, files->items[i]);
}

static struct waiting *
take_waiting(struct reading *reading, str path)
{
	struct waiting *files = map_get(&reading->paths, path);
	if (files)
		*map_at(&reading->paths, path) = NULL;
	return files;
}

static void
begin(struct reading *reading, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct waiting *one = arena_new(reading->arena, struct waiting);
		vec_push(reading->arena, one, i);
		wait_under(reading, same_form(reading->arena, reading->files[i].path), one);
	}
}

/* The renames of a commit are known when all of it has been read. */
static void
end_commit(struct reading *reading)
{
	for (size_t i = 0; i < reading->moves.n; i++)
		wait_under(reading, reading->moves.items[i].path, reading->moves.items[i].files);
	reading->moves.n = 0;
}

static void
begin_commit(struct reading *reading, str header)
{
	end_commit(reading);
	str day = str_cut(&header, ' ');
	if (!date_parse(day, &reading->date) || !date_is_day(reading->date))
		reading->date = (struct date){0};
	reading->root = !header.n;
}

static void
settle(struct reading *reading, const struct waiting *files, str blob)
{
	bool cut = reading->shallow && reading->root;
	for (size_t i = 0; files && i < files->n; i++) {
		struct last_change *file = &reading->files[files->items[i]];
		file->cut = cut;
		file->blob = blob;
		if (!cut)
			file->date = reading->date;
	}
}

static bool
parse_entry(str line, struct entry *entry)
{
	size_t parents = 0;
	while (parents < line.n && line.p[parents] == ':')
		parents++;
	line = str_from(line, parents);
	str field = {0};
	for (size_t i = 0; i < 2 * parents + 3; i++) {
		if (!line.n)
			return false;
		field = str_cut(&line, ' ');
		if (i == 2 * parents + 1)
			entry->blob = field;
	}
	if (line.n || !field.n)
		return false;
	/* A merge that took the file away says D for each parent; whatever else it says, the file is there. */
	entry->status = field.p[0] == 'D' || parents == 1 ? field.p[0] : 'M';
	entry->paths = entry->status == 'R' || entry->status == 'C' ? 2 : 1;
	return entry->blob.n == 40 || entry->blob.n == 64;
}

static bool
read_entry(struct reading *reading, str *log)
{
	struct entry entry = {0};
	if (!parse_entry(str_cut(log, '\0'), &entry))
		return false;
	str older = same_form(reading->arena, str_cut(log, '\0'));
	str path = entry.paths == 2 ? same_form(reading->arena, str_cut(log, '\0')) : older;
	if (!path.n)
		return false;
	if (entry.status == 'D')
		return true;
	struct waiting *files = take_waiting(reading, path);
	if (files && entry.status == 'R') /* with -M100% the bytes are the same */
		vec_push(reading->arena, &reading->moves, (struct move){older, files});
	else
		settle(reading, files, entry.blob);
	return true;
}

bool
git_log_read(struct arena *arena, str log, bool shallow, struct last_change *files, size_t n)
{
	struct reading reading = {.arena = arena, .paths = {.arena = arena}, .files = files, .shallow = shallow};
	begin(&reading, n);
	while (log.n) {
		if (log.p[0] == '\0' || log.p[0] == '\n')
			log = str_from(log, 1);
		else if (log.p[0] != ':')
			begin_commit(&reading, str_cut(&log, '\0'));
		else if (!read_entry(&reading, &log))
			return false;
	}
	return true;
}
