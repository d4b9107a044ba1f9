/* Files as text. Normalising changes bytes, so each source keeps an index of its file as it stands on disk: where lines
   begin, how many characters stand before each stretch, and where text and file run apart. */
#include "base/source.h"

#include <string.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/text.h"

enum {
	STRETCH = 1024, /* bytes between two counts of characters */
	SAFE_END = 0xcc, /* no lower byte begins a character that NFC could change or combine (U+0300 is CC 80) */
	UTF16_SAMPLE = 1024, /* bytes looked at for UTF-16 without a byte order mark */
};

/* From `text` on, text and file run in step, until the next one. */
struct step {
	uint32_t text, raw;
};

struct source_index {
	VEC(uint32_t) lines; /* where lines of the file begin; at least one */
	VEC(uint32_t) counts; /* code points before each STRETCH of the file */
	VEC(struct step) steps; /* empty when the file and the text are the same bytes */
};

static void
index_lines(struct arena *arena, struct source_index *index, str raw)
{
	vec_push(arena, &index->lines, 0);
	bool has_cr = str_find_char(raw, '\r') != SIZE_MAX;
	for (size_t at = 0; at < raw.n; at++) {
		if (!has_cr) { /* the common file: let memchr find the line ends */
			size_t skipped = str_find_char(str_from(raw, at), '\n');
			if (skipped == SIZE_MAX)
				return;
			at += skipped;
		}
		bool crlf = raw.p[at] == '\r' && at + 1 < raw.n && raw.p[at + 1] == '\n';
		if ((raw.p[at] == '\n' || raw.p[at] == '\r') && !crlf)
			vec_push(arena, &index->lines, (uint32_t)at + 1);
	}
}

static void
index_counts(struct arena *arena, struct source_index *index, str raw)
{
	size_t count = 0;
	for (size_t at = 0; at <= raw.n; at += STRETCH) {
		vec_push(arena, &index->counts, (uint32_t)count);
		count += text_length(str_slice(raw, at, at + STRETCH));
	}
}

static const struct source *
new_source(struct arena *arena, struct source source, struct source_index *index)
{
	index_lines(arena, index, source.raw);
	index_counts(arena, index, source.raw);
	struct source *made = arena_new(arena, struct source);
	*made = source;
	made->index = index;
	return made;
}

/* The end of the bytes from `start` that are the same in the text: no CR and nothing that NFC could touch. */
static size_t
run_end(str raw, size_t start)
{
	size_t end = start;
	while (end < raw.n && (unsigned char)raw.p[end] < SAFE_END && raw.p[end] != '\r')
		end++;
	/* What stops the run may combine with the character before it. */
	if (end < raw.n && raw.p[end] != '\r')
		while (end > start && ((unsigned char)raw.p[--end] & 0xc0) == 0x80)
			;
	return end;
}

/* Builds the text of a file that is not normal, and the steps from one to the other. */
static str
normalise(struct arena *arena, str raw, struct source_index *index)
{
	struct arena scratch = {0};
	struct buffer text = {.arena = arena};
	for (size_t at = 0; at < raw.n;) {
		size_t end = run_end(raw, at);
		if (end > at) {
			buffer_add(&text, str_slice(raw, at, end));
			at = end;
			continue;
		}
		str changed;
		if (raw.p[at] == '\r') {
			end = at + 1 < raw.n && raw.p[at + 1] == '\n' ? at + 2 : at + 1;
			changed = S("\n");
		} else {
			end = text_segment_end(raw, at);
			changed = text_nfc(&scratch, str_slice(raw, at, end));
		}
		buffer_add(&text, changed);
		if (changed.n != end - at)
			vec_push(arena, &index->steps, (struct step){(uint32_t)text.n, (uint32_t)end});
		at = end;
	}
	arena_free(&scratch);
	return buffer_str(&text);
}

/* Every second byte is NUL: Latin text in UTF-16 or UTF-32. */
static bool
looks_like_utf16(str bytes)
{
	if (str_starts(bytes, S("\xff\xfe")) || str_starts(bytes, S("\xfe\xff")) ||
	    str_starts(bytes, S("\0\0\xfe\xff")))
		return true;
	size_t sample = bytes.n < UTF16_SAMPLE ? bytes.n : UTF16_SAMPLE, zeros[2] = {0};
	for (size_t i = 0; i < sample; i++)
		zeros[i % 2] += bytes.p[i] == '\0';
	size_t most = zeros[0] > zeros[1] ? zeros[0] : zeros[1], least = zeros[0] + zeros[1] - most;
	return sample >= 4 && most * 10 > sample * 3 && least * 10 < most;
}

/* Text of Western Europe in Latin-1 or Windows-1252: letters that Swedish uses, and nothing that is UTF-8. */
static bool
looks_like_latin1(str bytes)
{
	static const char letters[] = "\xe5\xe4\xf6\xc5\xc4\xd6\xe9\xc9\xfc\xdc\xe8\xe0\xf8\xd8\xe6\xc6";
	size_t known = 0, others = 0;
	for (size_t at = 0; at < bytes.n;) {
		size_t start = at;
		text_next(bytes, &at);
		if (at - start > 1)
			return false;
		unsigned char byte = (unsigned char)bytes.p[start];
		if (byte >= 0x80)
			*(memchr(letters, byte, sizeof letters - 1) ? &known : &others) += 1;
	}
	return known > others;
}

static bool
report_encoding(struct arena *arena, struct source source, struct diag_list *list)
{
	if (looks_like_utf16(source.raw)) {
		diag(list, DIAG_SOURCE_UTF16, place_file(source_unread(arena, source.path, source.relative)), (str){0});
		return false;
	}
	size_t nul = str_find_char(source.raw, '\0');
	size_t invalid = text_invalid(source.raw);
	if (nul == SIZE_MAX && invalid == SIZE_MAX)
		return true;
	source.text = source.raw;
	source.same = true;
	const struct source *broken = new_source(arena, source, arena_new(arena, struct source_index));
	if (nul != SIZE_MAX)
		diag(list, DIAG_SOURCE_NUL_BYTE, place_of(broken, nul, nul + 1), (str){0});
	if (invalid != SIZE_MAX) {
		str byte = str_format(list->arena, "%02X", (unsigned)(unsigned char)source.raw.p[invalid]);
		enum diag_code code = looks_like_latin1(source.raw) ? DIAG_SOURCE_LATIN1 : DIAG_SOURCE_NOT_UTF8;
		diag(list, code, place_of(broken, invalid, invalid + 1), (str){0}, byte);
	}
	return false;
}

const struct source *
source_make(struct arena *arena, str path, str relative, str bytes, struct diag_list *list)
{
	str bom = S("\xef\xbb\xbf");
	struct source source = {.path = path, .relative = relative, .raw = bytes};
	if (str_starts(bytes, bom))
		source.raw = str_from(bytes, bom.n);
	if (!report_encoding(arena, source, list))
		return NULL;
	struct source_index *index = arena_new(arena, struct source_index);
	struct arena scratch = {0};
	source.same = str_find_char(source.raw, '\r') == SIZE_MAX && text_nfc(&scratch, source.raw).p == source.raw.p;
	arena_free(&scratch);
	source.text = source.same ? source.raw : normalise(arena, source.raw, index);
	return new_source(arena, source, index);
}

const struct source *
source_unread(struct arena *arena, str path, str relative)
{
	struct source *source = arena_new(arena, struct source);
	*source = (struct source){.path = path, .relative = relative, .same = true};
	return source;
}

/* Where the character begins that the byte at `at` belongs to. */
static size_t
character_start(str raw, size_t at)
{
	size_t start = at;
	while (start > 0 && start < raw.n && at - start < 3 && ((unsigned char)raw.p[start] & 0xc0) == 0x80)
		start--;
	size_t end = start;
	text_next(raw, &end);
	return end > at ? start : at;
}

static size_t
codes_before(const struct source *source, size_t raw)
{
	size_t stretch = raw / STRETCH;
	return source->index->counts.items[stretch] + text_length(str_slice(source->raw, stretch * STRETCH, raw));
}

size_t
source_raw_offset(const struct source *source, size_t offset)
{
	if (!source || !source->index)
		return 0;
	if (offset > source->text.n)
		offset = source->text.n;
	const struct source_index *index = source->index;
	size_t low = 0, high = index->steps.n; /* the first step after the offset */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (index->steps.items[middle].text <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	struct step from = low ? index->steps.items[low - 1] : (struct step){0};
	size_t raw = from.raw + (offset - from.text);
	/* Inside a stretch that was made longer the file has no such place. */
	size_t ceiling = low < index->steps.n ? index->steps.items[low].raw : source->raw.n;
	if (raw > ceiling)
		raw = ceiling;
	return character_start(source->raw, raw);
}

struct position
source_position(const struct source *source, size_t offset)
{
	if (!source || !source->index)
		return (struct position){0};
	size_t raw = source_raw_offset(source, offset);
	const struct source_index *index = source->index;
	size_t low = 1, high = index->lines.n; /* the first line that begins after the place */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (index->lines.items[middle] <= raw)
			low = middle + 1;
		else
			high = middle;
	}
	size_t column = codes_before(source, raw) - codes_before(source, index->lines.items[low - 1]) + 1;
	return (struct position){(uint32_t)low, (uint32_t)column};
}

str
source_line(const struct source *source, uint32_t line)
{
	if (!source || !source->index || line == 0 || line > source->index->lines.n)
		return (str){0};
	const struct source_index *index = source->index;
	size_t end = line < index->lines.n ? index->lines.items[line] : source->raw.n;
	str text = str_slice(source->raw, index->lines.items[line - 1], end);
	while (text.n && (text.p[text.n - 1] == '\n' || text.p[text.n - 1] == '\r'))
		text.n--;
	return text;
}

struct place
place_of(const struct source *source, size_t start, size_t end)
{
	if (end < start)
		end = start;
	return (struct place){.source = source, .start = (uint32_t)start, .end = (uint32_t)end};
}

struct place
place_file(const struct source *source)
{
	return (struct place){.source = source, .whole = true};
}
