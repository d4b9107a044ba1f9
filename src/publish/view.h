/* A text seen in another way: with its escapes undone, its tags taken out, its bytes read as other characters. Each
   view remembers what it was made of, so that a place found in it can be followed back. Views live in the scratch
   arena of the file that is looked at. In a view, CELL_MARK stands between two cells of a row and APART_MARK between
   other texts that are not to be read as one. */
#ifndef PUBLISH_VIEW_H
#define PUBLISH_VIEW_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/vec.h"

#define CELL_MARK "\v"
#define APART_MARK "\x1f"

/* From `at` on in the view, the bytes are those from `from` on in what it was made of. */
struct view_step {
	uint32_t at, from;
};

struct view {
	const struct view *of; /* NULL: the text itself */
	str text;
	VEC(struct view_step) steps;
};

/* Where a byte of the view stands in the text that all began with. */
size_t view_origin(const struct view *, size_t at);

/* Whose tags: a page's (feeds and everything else too), or an office document's. */
enum view_markup { MARKUP_PAGE, MARKUP_OFFICE };

/* Each of these returns NULL when the view would show nothing new. */

/* Entities, percent signs and backslashes undone, once over. */
const struct view *view_unescaped(struct arena *, const struct view *of);

/* Without tags and comments: those inside a line vanish, others leave a mark. */
const struct view *view_stripped(struct arena *, const struct view *of, enum view_markup);

/* Lines of a calendar put together again (RFC 5545, 3.1). */
const struct view *view_unfolded(struct arena *, const struct view *of);

/* A table of values with commas, semicolons or tabs between them: marks instead, and no quotes. */
const struct view *view_cells(struct arena *, const struct view *of);

/* A line's end in the middle of a hyphenated word taken out: "Berg-" "gren". */
const struct view *view_joined(struct arena *, const struct view *of);

/* The stretches of a file of bytes that may be text, with marks between them: UTF-8, one byte for a letter (Latin-1),
   or UTF-16 (from byte 0 or 1 on). */
enum view_coding { CODING_UTF8, CODING_LATIN1, CODING_UTF16_LE, CODING_UTF16_BE };
const struct view *view_runs(struct arena *, const struct view *of, enum view_coding, size_t first);

/* The text strings of a CBOR value, with marks between them. */
const struct view *view_cbor(struct arena *, const struct view *of);

/* The strings of a PDF's objects, (…) and <…>, with marks between them. */
const struct view *view_pdf_strings(struct arena *, const struct view *of);

/* The whole text in another coding, as UTF-8: a text of its own, not a view. */
str utf16_to_utf8(struct arena *, str, bool big_endian);
enum code_page { PAGE_WINDOWS, PAGE_DOS, PAGE_MAC, CODE_PAGES };
str code_page_to_utf8(struct arena *, str, enum code_page);

/* ---- making one ---- */

struct view_making {
	struct arena *arena;
	struct view *view;
	struct buffer out;
};
struct view_making view_begin(struct arena *, const struct view *of);
void view_keep(struct view_making *, size_t start, size_t end); /* bytes as they are */
void view_put(struct view_making *, str, size_t from);          /* others in the place of what stands at `from` */
const struct view *view_end(struct view_making *);

#endif
