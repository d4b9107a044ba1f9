/* What must hold over the whole new site: each link leads to a file of it, each anchor to an id, no id stands twice.
   A fault that many pages share (a link in the theme's header) is told once, with the first page and their number. */
#include <errno.h>

#include "base/file.h"
#include "base/limits.h"
#include "publish/disk.h"
#include "publish/links.h"
#include "publish/stage.h"

/* What became of a target, and how many pages lead there. */
struct verdict {
	bool fine;
	enum diag_code code;
	size_t pages;
	bool told;
};

static bool
has_id(const struct staged *page, str id)
{
	uint64_t hash = str_hash(id);
	size_t low = 0, high = page->id_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (page->ids[middle] < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low < page->id_count && page->ids[low] == hash;
}

static struct verdict
judge(const struct stage *stage, str target)
{
	/* A link that is wrong in itself gets its number from what it is, when it is told. */
	if (str_starts(target, S("\n")))
		return (struct verdict){.code = DIAG_SITE_LINK_OUTSIDE};
	str fragment = target, path = str_cut(&fragment, '\n');
	const struct staged *page = map_get(&stage->files, path);
	if (!page)
		return (struct verdict){.code = DIAG_SITE_LINK};
	return (struct verdict){.fine = fragment.n == 0 || has_id(page, fragment), .code = DIAG_SITE_ANCHOR};
}

/* Reads the page again for the words of its k-th link. */
static bool
tell_link(const struct stage *stage, const struct staged *page, size_t k, const struct verdict *verdict,
          struct diag_list *diags)
{
	struct arena scratch = {0};
	struct links links = {0};
	str bytes;
	bool read = disk_read(&scratch, stage->folder, page->path, LIMIT_PAGE, &bytes);
	int error = errno;
	if (read)
		links_of(&scratch, page->path, bytes, &links);
	if (k < links.links.n) {
		const struct link *link = &links.links.items[k];
		diag(diags, link->kind == LINK_SCHEME ? DIAG_SITE_SCHEME : verdict->code, (struct place){0}, (str){0},
		     str_copy(diags->arena, page->path), str_copy(diags->arena, link->raw),
		     str_format(diags->arena, "%zu", verdict->pages));
	} else {
		report_errno(diags, DIAG_PUBLISH_READ, page->path, read ? EIO : error);
	}
	arena_free(&scratch);
	return false;
}

static bool
check_page(const struct stage *stage, const struct staged *page, struct verdict *verdicts, struct diag_list *diags)
{
	bool fine = page->repeated.n == 0;
	for (size_t i = 0; i < page->repeated.n; i++)
		diag(diags, DIAG_SITE_ID, (struct place){0}, (str){0}, str_copy(diags->arena, page->path),
		     str_copy(diags->arena, page->repeated.items[i]));
	for (size_t i = 0; i < page->target_count; i++) {
		struct verdict *verdict = &verdicts[page->targets[i]];
		if (verdict->fine || verdict->told)
			continue;
		verdict->told = true;
		fine = tell_link(stage, page, i, verdict, diags);
	}
	return fine;
}

/* A page may write one target in several ways; it counts once. */
static void
count_pages(const struct staged *page, struct verdict *verdicts, size_t *last, size_t number)
{
	for (size_t i = 0; i < page->target_count; i++) {
		uint32_t target = page->targets[i];
		if (last[target] != number)
			verdicts[target].pages++;
		last[target] = number;
	}
}

bool
stage_check(struct stage *stage, struct diag_list *diags)
{
	if (!stage_tell_fault(stage, diags))
		return false;
	struct arena scratch = {0};
	size_t n = stage->targets.n;
	struct verdict *verdicts = arena_array(&scratch, struct verdict, n);
	size_t *last = arena_array(&scratch, size_t, n);
	for (size_t i = 0; i < n; i++)
		verdicts[i] = judge(stage, stage->targets.entries[i].key);

	struct staged_files files = stage_sorted(&scratch, stage);
	for (size_t i = 0; i < files.n; i++)
		count_pages(files.items[i], verdicts, last, i + 1);
	bool fine = true;
	for (size_t i = 0; i < files.n; i++)
		fine = check_page(stage, files.items[i], verdicts, diags) && fine;
	arena_free(&scratch);
	return fine;
}
