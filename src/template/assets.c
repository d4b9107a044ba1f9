/* Every asset is published under a name that holds the beginning of its hash, so that browsers may keep it for ever. CSS is
   rewritten and compressed first, because the names of what it uses are part of what it is. */
#include "template/assets.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "template/compress.h"

enum { CSS_DEPTH = 16, FINGERPRINT = 8 };

struct asset {
	const struct theme_file *file;
	str own; /* "stil.css" */
	str published; /* empty until it is known */
	str bytes;
	bool open; /* being worked on: meeting it again is a circle */
};

struct publisher {
	struct arena *arena;
	struct diag_list *diags;
	VEC(struct asset) assets;
	struct map by_name; /* own name -> struct asset */
	unsigned depth;
};

bool
asset_allowed(str ending, bool *text)
{
	static const struct {
		const char *ending;
		bool text;
	} endings[] = {
	    {"css", true},  {"js", true},   {"svg", true},   {"txt", true},  {"woff2", false},
	    {"png", false}, {"jpg", false}, {"webp", false}, {"ico", false},
	};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		if (!str_eq(ending, str_of(endings[i].ending)))
			continue;
		*text = endings[i].text;
		return true;
	}
	return false;
}

static void publish(struct publisher *, struct asset *);

/* Reading CSS: only what is needed to find addresses (CSS Syntax Level 3). */

struct css {
	struct publisher *publisher;
	const struct asset *asset;
	const struct source *source;
	str text;
	size_t at, copied; /* how far it has been read, and how far it stands in `out` */
	struct buffer out;
	bool in_face; /* inside @font-face */
	str absent; /* what the face asks for and the theme lacks */
	bool told; /* that a face was left out */
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static void
skip_space(struct css *css)
{
	while (css->at < css->text.n && is_space(css->text.p[css->at]))
		css->at++;
}

/* From behind an opening quote to behind the closing one (or the end of the line, where a broken string ends). */
static str
read_string(struct css *css, char quote)
{
	size_t start = css->at;
	while (css->at < css->text.n && css->text.p[css->at] != quote && css->text.p[css->at] != '\n')
		css->at += css->text.p[css->at] == '\\' && css->at + 1 < css->text.n ? 2 : 1;
	str inside = str_slice(css->text, start, css->at);
	if (css->at < css->text.n)
		css->at++;
	return inside;
}

static bool
starts_here(const struct css *css, str word)
{
	if (css->text.n - css->at < word.n)
		return false;
	for (size_t i = 0; i < word.n; i++) {
		char c = css->text.p[css->at + i];
		if ((c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c) != word.p[i])
			return false;
	}
	return true;
}

static bool
is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
	       (c & 0x80);
}

static void
report_address(struct css *css, enum diag_code code, str address)
{
	size_t start = (size_t)(address.p - css->text.p);
	str nearest = {0};
	if (code == DIAG_THEME_ASSET_MISSING || code == DIAG_THEME_FONT_MISSING) {
		struct strs names = {0};
		for (size_t i = 0; i < css->publisher->assets.n; i++)
			vec_push(css->publisher->arena, &names, css->publisher->assets.items[i].own);
		nearest = text_nearest(address, names.items, names.n);
	}
	diag(css->publisher->diags, code, place_of(css->source, start, start + address.n), nearest, address);
}

static bool
is_external(str address)
{
	size_t colon = str_find_char(address, ':'), slash = str_find_char(address, '/');
	return str_starts(address, S("/")) || (colon != SIZE_MAX && (slash == SIZE_MAX || colon < slash));
}

/* Replaces the file's name at the end of an address by the published one: the folders are the same. */
static void
rewrite_address(struct css *css, str address)
{
	size_t end = 0;
	while (end < address.n && address.p[end] != '#' && address.p[end] != '?')
		end++;
	str path = str_slice(address, 0, end);
	if (path.n == 0 || str_starts(address, S("data:")))
		return;
	if (is_external(address)) {
		report_address(css, DIAG_THEME_CSS_EXTERNAL, address);
		return;
	}
	str own;
	bool inside = path_resolve(css->publisher->arena, css->asset->own, path, &own);
	struct asset *target = inside ? map_get(&css->publisher->by_name, own) : NULL;
	if (!target && inside && css->in_face && str_eq(path_ending(path), S("woff2"))) {
		css->absent = css->absent.n ? css->absent : address;
		return;
	}
	if (!target) {
		report_address(css, DIAG_THEME_ASSET_MISSING, address);
		return;
	}
	if (target->open || css->publisher->depth >= CSS_DEPTH) {
		report_address(css, DIAG_THEME_CSS_CIRCLE, address);
		return;
	}
	publish(css->publisher, target);
	size_t name = (size_t)(path_name(path).p - css->text.p);
	buffer_add(&css->out, str_slice(css->text, css->copied, name));
	buffer_add(&css->out, path_name(target->published));
	css->copied = (size_t)(path.p - css->text.p) + path.n;
}

static void
read_url(struct css *css)
{
	css->at += sizeof "url(" - 1;
	skip_space(css);
	char c = css->at < css->text.n ? css->text.p[css->at] : ')';
	if (c == '"' || c == '\'') {
		css->at++;
		rewrite_address(css, read_string(css, c));
		return;
	}
	size_t start = css->at;
	while (css->at < css->text.n && css->text.p[css->at] != ')' && !is_space(css->text.p[css->at]))
		css->at++;
	rewrite_address(css, str_slice(css->text, start, css->at));
}

static void
read_import(struct css *css)
{
	css->at += sizeof "@import" - 1;
	skip_space(css);
	char c = css->at < css->text.n ? css->text.p[css->at] : 0;
	if (c != '"' && c != '\'')
		return;
	css->at++;
	rewrite_address(css, read_string(css, c));
}

static void read_token(struct css *);

/* A face whose file is not there is left out, so that a theme works before its fonts have been fetched: then what comes next
   in `font-family` is used. One note says so for all of them. */
static void
read_face(struct css *css)
{
	size_t start = css->at, copied = css->copied, length = css->out.n;
	css->absent = (str){0};
	css->in_face = true;
	while (css->at < css->text.n && css->text.p[css->at] != '}')
		read_token(css);
	css->in_face = false;
	css->at += css->at < css->text.n;
	if (css->absent.n == 0)
		return;
	css->out.n = length;
	buffer_add(&css->out, str_slice(css->text, copied, start));
	css->copied = css->at;
	if (!css->told)
		report_address(css, DIAG_THEME_FONT_MISSING, css->absent);
	css->told = true;
}

static void
read_token(struct css *css)
{
	char c = css->text.p[css->at];
	bool word_before = css->at > 0 && is_name_char(css->text.p[css->at - 1]);
	if (starts_here(css, S("/*"))) {
		size_t end = str_find(str_from(css->text, css->at + 2), S("*/"));
		css->at = end == SIZE_MAX ? css->text.n : css->at + end + 4;
	} else if (c == '"' || c == '\'') {
		css->at++;
		read_string(css, c);
	} else if (!word_before && starts_here(css, S("url("))) {
		read_url(css);
	} else if (starts_here(css, S("@import"))) {
		read_import(css);
	} else if (!css->in_face && starts_here(css, S("@font-face"))) {
		read_face(css);
	} else {
		css->at++;
	}
}

static str
rewrite_css(struct publisher *publisher, const struct asset *asset)
{
	struct css css = {.publisher = publisher,
	                  .asset = asset,
	                  .source = asset->file->source,
	                  .text = asset->file->bytes,
	                  .out = {.arena = publisher->arena}};
	while (css.at < css.text.n)
		read_token(&css);
	buffer_add(&css.out, str_from(css.text, css.copied));
	return css_compress(publisher->arena, buffer_str(&css.out));
}

static void
publish(struct publisher *publisher, struct asset *asset)
{
	if (asset->published.n)
		return;
	asset->open = true;
	publisher->depth++;
	str ending = path_ending(asset->own);
	asset->bytes = str_eq(ending, S("css")) ? rewrite_css(publisher, asset) : asset->file->bytes;
	str stem = str_slice(asset->own, 0, asset->own.n - ending.n - 1);
	str hash = str_slice(sha256_hex(publisher->arena, asset->bytes), 0, FINGERPRINT);
	asset->published =
	    str_format(publisher->arena, ASSET_FOLDER "%.*s.%.*s.%.*s", STR(stem), STR(hash), STR(ending));
	publisher->depth--;
	asset->open = false;
}

void
assets_publish(struct arena *arena, struct theme *theme, struct diag_list *diags)
{
	struct publisher publisher = {.arena = arena, .diags = diags, .by_name = {.arena = arena}};
	for (size_t i = 0; i < theme->files.n; i++) {
		const struct theme_file *file = &theme->files.items[i];
		if (str_starts(file->name, S(ASSET_FOLDER)))
			vec_push(arena, &publisher.assets,
			         (struct asset){.file = file, .own = str_from(file->name, sizeof ASSET_FOLDER - 1)});
	}
	for (size_t i = 0; i < publisher.assets.n; i++)
		*map_at(&publisher.by_name, publisher.assets.items[i].own) = &publisher.assets.items[i];
	for (size_t i = 0; i < publisher.assets.n; i++) {
		struct asset *asset = &publisher.assets.items[i];
		publish(&publisher, asset);
		vec_push(arena, &theme->assets,
		         (struct theme_file){asset->published, asset->bytes, asset->file->source});
		*map_at(&theme->published, asset->own) = &asset->published;
	}
}
