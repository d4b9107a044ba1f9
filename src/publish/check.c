/* What must hold over the whole new site: each link leads to a file of it, each anchor to an id, no id stands twice.
   A fault that many pages share (a link in the theme's header) is told once, with the first page and their number. */
#include <errno.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/parallel.h"
#include "publish/disk.h"
#include "publish/links.h"
#include "publish/stage.h"

/* A link of a page that leads nowhere. */
struct broken {
	size_t link; /* in the order of links_of() */
	enum diag_code code;
};
struct broken_list {
	struct broken *items;
	size_t n, cap;
};

/* What many pages may share: how many of them lead to the same nowhere. */
struct verdict {
	size_t pages, last; /* the number of the page that was counted last, from 1 */
	bool told;
};

struct checking {
	struct map files; /* str_hash of the path -> struct staged */
	struct staged_files pages; /* sorted */
	struct broken_list *broken; /* by page */
	struct map verdicts; /* struct target -> struct verdict */
	struct arena *arenas; /* by worker */
};

static bool
has_id(const struct staged *page, uint64_t id)
{
	size_t low = 0, high = page->id_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (page->ids[middle] < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < page->id_count && page->ids[low] == id;
}

static str
key_of_hash(const uint64_t *hash)
{
	return (str){(const char *)hash, sizeof *hash};
}

static str
key_of_target(const struct target *target)
{
	return (str){(const char *)target, sizeof *target};
}

/* Whether the target is there; else what is wrong with it. */
static bool
is_there(const struct checking *checking, const struct target *target, enum diag_code *code)
{
	/* A link that is wrong in itself gets its number from what it is, when it is told. */
	*code = DIAG_SITE_LINK_OUTSIDE;
	if (target->fragment == TARGET_WRONG)
		return false;
	const struct staged *page = map_get(&checking->files, key_of_hash(&target->path));
	*code = page ? DIAG_SITE_ANCHOR : DIAG_SITE_LINK;
	return page && (target->fragment == TARGET_PAGE || has_id(page, target->fragment));
}

static void
find_broken(void *context, unsigned worker, size_t index)
{
	const struct checking *checking = context;
	const struct staged *page = checking->pages.items[index];
	for (size_t i = 0; i < page->target_count; i++) {
		enum diag_code code;
		if (!is_there(checking, &page->targets[i], &code))
			vec_push(&checking->arenas[worker], &checking->broken[index], (struct broken){i, code});
	}
}

/* Reads the page again for the words of the link. */
static bool
tell_link(const struct stage *stage, const struct staged *page, const struct broken *broken, size_t pages,
          struct diag_list *diags)
{
	struct arena scratch = {0};
	struct links links = {0};
	str bytes;
	bool read = disk_read(&scratch, stage->folder, page->path, LIMIT_PAGE, &bytes);
	int error = errno;
	if (read)
		links_of(&scratch, page->path, bytes, &links);
	if (broken->link < links.links.n) {
		const struct link *link = &links.links.items[broken->link];
		diag(diags, link->kind == LINK_SCHEME ? DIAG_SITE_SCHEME : broken->code, (struct place){0}, (str){0},
		     str_copy(diags->arena, page->path), str_copy(diags->arena, link->raw),
		     str_number(diags->arena, pages));
	} else {
		report_errno(diags, DIAG_PUBLISH_READ, page->path, read ? EIO : error);
	}
	arena_free(&scratch);
	return false;
}

static struct verdict *
verdict_of(struct checking *checking, size_t page, size_t i)
{
	const struct staged *file = checking->pages.items[page];
	void **slot = map_at(&checking->verdicts, key_of_target(&file->targets[checking->broken[page].items[i].link]));
	if (!*slot)
		*slot = arena_new(checking->verdicts.arena, struct verdict);
	return *slot;
}

/* A page may write one target in several ways; it counts once. */
static void
count_pages(struct checking *checking)
{
	for (size_t page = 0; page < checking->pages.n; page++)
		for (size_t i = 0; i < checking->broken[page].n; i++) {
			struct verdict *verdict = verdict_of(checking, page, i);
			verdict->pages += verdict->last != page + 1;
			verdict->last = page + 1;
		}
}

static bool
tell_page(const struct stage *stage, struct checking *checking, size_t index, struct diag_list *diags)
{
	const struct staged *page = checking->pages.items[index];
	const struct broken_list *broken = &checking->broken[index];
	bool fine = page->repeated.n == 0;
	for (size_t i = 0; i < page->repeated.n; i++)
		diag(diags, DIAG_SITE_ID, (struct place){0}, (str){0}, str_copy(diags->arena, page->path),
		     str_copy(diags->arena, page->repeated.items[i]));
	for (size_t i = 0; i < broken->n; i++) {
		struct verdict *verdict = verdict_of(checking, index, i);
		if (verdict->told)
			continue;
		verdict->told = true;
		fine = tell_link(stage, page, &broken->items[i], verdict->pages, diags);
	}
	return fine;
}

bool
stage_check(struct stage *stage, unsigned jobs, struct diag_list *diags)
{
	if (!stage_tell_fault(stage, diags))
		return false;
	struct arena scratch = {0};
	struct checking checking = {
	    .files = {.arena = &scratch},
	    .verdicts = {.arena = &scratch},
	    .pages = stage_sorted(&scratch, stage),
	    .arenas = arena_array(&scratch, struct arena, jobs),
	};
	size_t n = checking.pages.n;
	uint64_t *hashes = arena_array(&scratch, uint64_t, n);
	checking.broken = arena_array(&scratch, struct broken_list, n);
	for (size_t i = 0; i < n; i++) {
		hashes[i] = str_hash(checking.pages.items[i]->path);
		*map_at(&checking.files, key_of_hash(&hashes[i])) = checking.pages.items[i];
	}
	parallel_for(n, jobs, find_broken, &checking);
	count_pages(&checking);
	bool fine = true;
	for (size_t i = 0; i < n; i++)
		fine = tell_page(stage, &checking, i, diags) && fine;
	for (unsigned i = 0; i < jobs; i++)
		arena_free(&checking.arenas[i]);
	arena_free(&scratch);
	return fine;
}
