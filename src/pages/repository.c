/* Where a page's source can be read, and how it has changed. `källkod` is the address of a repository (then GitHub's forms
   of addresses are used), or already that of the content's folder in one, in the form its host has:
   GitHub "…/tree/main/content", GitLab "…/-/tree/main/content", Forgejo and Gitea "…/src/branch/main/content". */
#include "base/escape.h"
#include "pages/dates.h"

/* What stands for "read" in the address of a folder, and what for "history". The longer ones first. */
static const struct {
	const char *read, *history;
} hosts[] = {
    {"/-/tree/", "/-/commits/"},    {"/-/blob/", "/-/commits/"},          {"/src/branch/", "/commits/branch/"},
    {"/src/tag/", "/commits/tag/"}, {"/src/commit/", "/commits/commit/"}, {"/tree/", "/commits/"},
    {"/blob/", "/commits/"},
};

enum { HOSTS = sizeof hosts / sizeof *hosts };

static size_t
host_of(str base)
{
	size_t i = 0;
	while (i < HOSTS && !str_contains(base, str_of(hosts[i].read)))
		i++;
	return i;
}

static void
add_segments(struct buffer *url, str path)
{
	while (path.n) {
		buffer_lit(url, "/");
		escape_url_segment(url, str_cut(&path, '/'));
	}
}

/* The folder of the content at its host, for reading or for its history. False for a form that has no history. */
static bool
add_folder(const struct view *view, struct buffer *url, bool history)
{
	const struct archive *archive = view->context->archive;
	str base = archive->site.source_code;
	while (str_ends(base, S("/")))
		base.n--;
	size_t host = host_of(base);
	if (host < HOSTS) {
		str read = str_of(hosts[host].read), said = history ? str_of(hosts[host].history) : read;
		size_t at = str_find(base, read);
		escape_url(url, str_slice(base, 0, at));
		buffer_add(url, said);
		escape_url(url, str_from(base, at + read.n));
		return true;
	}
	escape_url(url, base);
	if (str_contains(base, S("/src/"))) /* a folder, at a host we do not know */
		return !history;
	buffer_add(url, history ? S("/commits/HEAD") : S("/blob/HEAD"));
	add_segments(url, archive->in_repository ? *archive->in_repository : S("content"));
	return true;
}

static struct value
file_url(const struct view *view, bool history)
{
	struct buffer url = {.arena = view->arena};
	if (!view->page->source.n || outer_url(view, view->context->archive->site.source_code).kind != VALUE_URL ||
	    !add_folder(view, &url, history))
		return value_bool(false);
	add_segments(&url, view->page->source);
	return value_url(buffer_str(&url));
}

struct value
source_url(const struct view *view)
{
	return file_url(view, false);
}

struct value
changed_value(const struct view *view, const struct document *document)
{
	if (!document->changed.year)
		return value_bool(false);
	struct value object = value_object();
	set(view, &object, S("datum"), date_value(view, document->changed));
	set(view, &object, S("historik"), file_url(view, true));
	return object;
}
