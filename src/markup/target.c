/* Where Markdown links and images lead. Allowed are http, https, mailto, tel, a path inside the archive or the site, and
   an anchor; everything else is an error (reliability.md, "Text and markup"). */
#include "archive/address.h"
#include "archive/mask.h"
#include "base/buffer.h"
#include "base/escape.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "markup/textmap.h"
#include "markup/work.h"

#define ATTACHMENTS "bilagor/"

enum { SUGGESTED_MAX = 200 }; /* bytes */

/* One link or image on its way. */
struct target {
	struct work *work;
	struct node *node;
	str path, anchor; /* of a link inside the site */
};

static struct place
place_of_link(const struct target *target)
{
	return textmap_node(target->work->tree, target->node);
}

static void
fault(struct target *target, enum diag_code code, str nearest)
{
	struct diag_list *diags = target->work->diags;
	diag(diags, code, place_of_link(target), nearest, message_word(diags, target->node->url));
}

/* Characters by which a browser and this file could understand a target differently. */
static bool
is_deceptive(str url)
{
	for (size_t i = 0; i < url.n; i++)
		if ((unsigned char)url.p[i] <= ' ' || url.p[i] == 0x7f || url.p[i] == '\\')
			return true;
	return text_invisible(url, 0) != SIZE_MAX;
}

static size_t
scheme_length(str url)
{
	for (size_t i = 0; i < url.n; i++) {
		char c = url.p[i];
		bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
		if (c == ':')
			return i;
		if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.')))
			break;
	}
	return 0;
}

static bool
is_scheme(str url, size_t n, str scheme)
{
	if (n != scheme.n)
		return false;
	for (size_t i = 0; i < n; i++)
		if ((url.p[i] | 32) != scheme.p[i])
			return false;
	return true;
}

static bool
is_allowed_url(str url, size_t scheme)
{
	str rest = str_from(url, scheme + 1);
	if (is_scheme(url, scheme, S("http")) || is_scheme(url, scheme, S("https")))
		return str_starts(rest, S("//")) && rest.n > 2 && rest.p[2] != '/' && rest.p[2] != '?' &&
		       rest.p[2] != '#';
	return rest.n > 0 && (is_scheme(url, scheme, S("mailto")) || is_scheme(url, scheme, S("tel")));
}

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

/* Undoes percent-encoding; false when it is broken or hides a control character or a path separator. */
static bool
decode(struct arena *arena, str encoded, str *decoded)
{
	struct buffer out = {.arena = arena};
	for (size_t i = 0; i < encoded.n; i++) {
		char c = encoded.p[i];
		if (c == '%') {
			int high = i + 1 < encoded.n ? hex(encoded.p[i + 1]) : -1;
			int low = i + 2 < encoded.n ? hex(encoded.p[i + 2]) : -1;
			if (high < 0 || low < 0)
				return false;
			c = (char)(high * 16 + low);
			i += 2;
			if ((unsigned char)c < ' ' || c == '/' || c == '\\' || c == 0x7f)
				return false;
		}
		buffer_add_char(&out, c);
	}
	*decoded = buffer_str(&out);
	return text_invalid(*decoded) == SIZE_MAX;
}

static void
add_inner_link(struct target *target, const struct document *document, str address)
{
	struct work *work = target->work;
	struct inner_link link = {
	    .place = place_of_link(target),
	    .document = document,
	    .address = str_copy(work->arena, address),
	    .anchor = str_copy(work->arena, target->anchor),
	};
	vec_push(work->arena, &work->body->links, link);
}

static void
link_to_document(struct target *target, const struct document *document)
{
	struct work *work = target->work;
	const struct node *node = target->node;
	if (document->withdrawn) /* nothing is left on its page but that it is */
		target->anchor = (str){0};
	bool here = document == work->document && target->anchor.n;
	target->node->href =
	    relative_link(work, here ? (str){0} : work->markup->addresses[document->index], target->anchor);
	if (target->anchor.n)
		add_inner_link(target, document, (str){0});
	remember_mention(work, node->flow, node->from, node->to,
	                 (struct mention){.document = document, .how = MENTION_EXPLICIT});
}

/* The path of the file that was probably meant, as it is written in this one. */
static str
nearest_file(const struct target *target, str path)
{
	struct work *work = target->work;
	str nearest = suggest(work, path, &work->markup->paths);
	if (nearest.n == 0)
		return nearest;
	str from = str_join(work->scratch, S("/"), work->document->source->relative);
	return address_relative(work->diags->arena, from, str_join(work->diags->arena, S("/"), nearest));
}

static void
link_to_markdown(struct target *target, str path)
{
	const struct markup *markup = target->work->markup;
	const struct document *document = map_get(&markup->archive->by_path, path);
	if (document)
		link_to_document(target, document);
	else if (!archive_may_be_unread(markup->archive, path))
		fault(target, DIAG_LINK_FILE_UNKNOWN, nearest_file(target, path));
}

static bool
has_ending(str path, const char *const *endings)
{
	str ending = path_ending(path);
	for (; *endings; endings++)
		if (is_scheme(ending, ending.n, str_of(*endings)))
			return true;
	return false;
}

static void
link_to_file(struct target *target, str path)
{
	static const char *const files[] = {"pdf", "png",  "jpg",  "jpeg", "webp", "odt",
	                                    "ods", "docx", "xlsx", "csv",  "txt",  NULL};
	static const char *const pictures[] = {"png", "jpg", "jpeg", "webp", NULL};
	struct work *work = target->work;
	size_t size;
	if (!has_ending(path, target->node->kind == NODE_IMAGE ? pictures : files)) {
		fault(target, target->node->kind == NODE_IMAGE ? DIAG_IMAGE_NOT_OURS : DIAG_LINK_FILE_KIND, (str){0});
	} else if (file_look(work->markup->archive->root, path, &size) != FILE_OK) {
		fault(target, DIAG_LINK_FILE_ABSENT, (str){0});
	} else if (size > LIMIT_ATTACHMENT) {
		diag(work->diags, DIAG_ATTACHMENT_TOO_LARGE, place_of_link(target), (str){0},
		     message_word(work->diags, target->node->url), str_format(work->diags->arena, "%d", LIMIT_ATTACHMENT));
	} else {
		str file = str_copy(work->arena, str_from(path, S(ATTACHMENTS).n));
		if (!strs_have(&work->body->files, file))
			vec_push(work->arena, &work->body->files, file);
		target->node->href = relative_link(work, address_of_attachment(work->scratch, file), target->anchor);
	}
}

static void
link_to_address(struct target *target, str address)
{
	struct work *work = target->work;
	const struct document *document = map_get(&work->markup->by_address, address);
	if (document) {
		link_to_document(target, document);
		return;
	}
	target->node->href = relative_link(work, address, target->anchor);
	add_inner_link(target, NULL, address);
}

/* Where a relative address leads from the document's page; false when that is above the site. */
static bool
resolve_address(struct target *target, str relative, str *address)
{
	struct work *work = target->work;
	str path = relative;
	while (path.n && path.p[path.n - 1] == '/')
		path.n--;
	str page = str_join(work->scratch, str_from(work->address, 1), S("x"));
	if (path.n == 0 || str_eq(path, S("."))) {
		*address = work->address;
		return true;
	}
	if (!path_resolve(work->scratch, page, path, address))
		return false;
	bool file = path_ending(*address).n > 0 && relative.p[relative.n - 1] != '/';
	*address = str_format(work->scratch, "/%.*s%s", STR(*address), file || address->n == 0 ? "" : "/");
	return true;
}

/* A path is read as people write it, from the source file; what is no file of the archive is an address of the site. */
static void
link_to_path(struct target *target)
{
	struct work *work = target->work;
	str path, resolved;
	if (!decode(work->scratch, target->path, &path)) {
		fault(target, DIAG_LINK_NOT_ALLOWED, (str){0});
		return;
	}
	bool inside = path_resolve(work->scratch, work->document->source->relative, path, &resolved);
	if (str_ends(path, S(".md")) && target->node->kind == NODE_LINK) {
		if (inside)
			link_to_markdown(target, resolved);
		else
			fault(target, DIAG_LINK_LEAVES_TREE, (str){0});
	} else if (inside && str_starts(resolved, S(ATTACHMENTS)) && resolved.n > S(ATTACHMENTS).n) {
		link_to_file(target, resolved);
	} else if (target->node->kind == NODE_IMAGE) {
		fault(target, DIAG_IMAGE_NOT_OURS, (str){0});
	} else if (resolve_address(target, path, &resolved)) {
		link_to_address(target, resolved);
	} else {
		fault(target, DIAG_LINK_LEAVES_TREE, (str){0});
	}
}

/* The address of an attachment names its file. */
static void
link_to_attachment(struct target *target)
{
	str path, resolved;
	if (decode(target->work->scratch, str_from(target->path, 1), &path) &&
	    path_resolve(target->work->scratch, S("index"), path, &resolved) && str_starts(resolved, S(ATTACHMENTS)))
		link_to_file(target, resolved);
	else
		fault(target, DIAG_LINK_NOT_ALLOWED, (str){0});
}

static void
link_inside(struct target *target)
{
	struct work *work = target->work;
	str rest = target->node->url;
	target->path = str_cut(&rest, '#');
	target->anchor = rest;
	if (!decode(work->scratch, rest, &target->anchor)) {
		fault(target, DIAG_LINK_NOT_ALLOWED, (str){0});
	} else if (target->path.n == 0 && target->anchor.n && target->node->kind == NODE_LINK) {
		add_inner_link(target, work->document, (str){0});
		target->node->href = relative_link(work, (str){0}, target->anchor);
	} else if (target->path.n == 0) {
		fault(target, DIAG_LINK_EMPTY, (str){0});
	} else if (str_starts(target->path, S("/" ATTACHMENTS))) {
		link_to_attachment(target);
	} else if (str_starts(target->path, S("/")) && target->node->kind == NODE_LINK) {
		link_to_address(target, target->path);
	} else if (str_find_char(target->path, '?') != SIZE_MAX) {
		fault(target, DIAG_LINK_NOT_ALLOWED, (str){0});
	} else {
		link_to_path(target);
	}
}

/* A space is written %20 in a link; empty when the target has none, or is too long to be typed again. */
static str
without_spaces(struct diag_list *diags, str url)
{
	struct buffer out = {.arena = diags->arena};
	if (str_find_char(url, ' ') == SIZE_MAX || url.n > SUGGESTED_MAX)
		return (str){0};
	for (size_t i = 0; i < url.n; i++) {
		if (url.p[i] == ' ')
			buffer_lit(&out, "%20");
		else
			buffer_add_char(&out, url.p[i]);
	}
	return buffer_str(&out);
}

static void
resolve(struct work *work, struct node *node)
{
	struct target target = {.work = work, .node = node};
	size_t scheme = scheme_length(node->url);
	if (archive_tells_hidden(work->markup->archive, node->url)) {
		diag(work->diags, DIAG_LINK_TELLS_NAME, place_of_link(&target), (str){0});
	} else if (node->url.n == 0) {
		fault(&target, DIAG_LINK_EMPTY, (str){0});
	} else if (str_starts(node->url, S("//")) || is_deceptive(node->url) ||
	           (scheme && !is_allowed_url(node->url, scheme))) {
		fault(&target, DIAG_LINK_NOT_ALLOWED, without_spaces(work->diags, node->url));
	} else if (scheme && node->kind == NODE_IMAGE) {
		fault(&target, DIAG_IMAGE_NOT_OURS, (str){0});
	} else if (scheme) {
		struct buffer href = {.arena = work->scratch};
		escape_url(&href, node->url);
		node->href = buffer_str(&href);
	} else {
		link_inside(&target);
	}
}

static void
check_text(struct work *work, struct node *node)
{
	struct target target = {.work = work, .node = node};
	bool empty = str_trim(str_slice(node->flow->text, node->from, node->to)).n == 0;
	bool picture = false;
	for (const struct node *child = node->first; child && !picture; child = child->next)
		picture = child->kind == NODE_IMAGE;
	if (empty && !picture)
		fault(&target, node->kind == NODE_IMAGE ? DIAG_IMAGE_WITHOUT_TEXT : DIAG_LINK_WITHOUT_TEXT, (str){0});
}

void
targets_resolve(struct work *work)
{
	for (size_t i = 0; i < work->tree->links.n; i++) {
		struct node *node = work->tree->links.items[i];
		if (!node->flow)
			continue;
		resolve(work, node);
		check_text(work, node);
	}
}
