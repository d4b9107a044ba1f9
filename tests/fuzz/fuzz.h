/* What the fuzz targets share: a source made of the input, and printing what was reported, in every format, since messages
   are made of the input too. A target ends in broken() when an oracle is wrong. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline _Noreturn void
broken(const char *what, str text)
{
	fprintf(stderr, "oracle: %s: %.*s\n", what, (int)(text.n < 4000 ? text.n : 4000), text.n ? text.p : "");
	abort();
}

/* NULL when the bytes are no text of ours. They live in the arena, so that a read past their end shows. */
static inline const struct source *
source_of(struct arena *arena, const uint8_t *data, size_t size, struct diag_list *diags)
{
	str bytes = str_copy(arena, (str){(const char *)data, size});
	return source_make(arena, S("content/x.md"), S("x.md"), bytes, diags);
}

static inline void
print_all(struct diag_list *diags)
{
	struct buffer out = {.arena = diags->arena};
	struct diag_style style = {.format = DIAG_TEXT, .language = LANGUAGE_SV, .colour = true};
	diag_sort(diags);
	for (int format = DIAG_TEXT; format <= DIAG_JSON; format++) {
		style.format = (enum diag_format)format;
		diag_print_all(&out, diags, style);
		style.language = LANGUAGE_EN;
		style.colour = false;
	}
	diag_print_summary(&out, diags, style);
	if (text_invalid(buffer_str(&out)) != SIZE_MAX)
		broken("what is printed is not UTF-8", buffer_str(&out));
	for (size_t i = 0; i < out.n; i++)
		if ((unsigned char)out.bytes[i] < ' ' && out.bytes[i] != '\n' && out.bytes[i] != '\x1b')
			broken("a control character is printed", buffer_str(&out));
}

#endif
