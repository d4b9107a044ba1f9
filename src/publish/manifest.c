/* Reading is strict: a manifest decides what may be removed, so one that is not just as we write it is not ours. */
#include "publish/manifest.h"

#include <errno.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "publish/disk.h"

#define FIRST_LINE "# protokoll 1\n"

enum { HASH_LENGTH = 64, MOST_BYTES = 256 * 1000 * 1000 };

static bool
is_hash(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!(s.p[i] >= '0' && s.p[i] <= '9') && !(s.p[i] >= 'a' && s.p[i] <= 'f'))
			return false;
	return s.n == HASH_LENGTH;
}

static bool
read_line(str line, struct map *lines)
{
	str hash = str_slice(line, 0, HASH_LENGTH), path = str_from(line, HASH_LENGTH + 2);
	if (!is_hash(hash) || !str_eq(str_slice(line, HASH_LENGTH, HASH_LENGTH + 2), S("  ")) ||
	    !file_path_is_safe(path) || str_eq(path, S(MANIFEST_NAME)))
		return false;
	*map_at(lines, path) = str_c(lines->arena, hash);
	return true;
}

static enum manifest_state
parse(str bytes, struct map *lines)
{
	if (bytes.n == 0)
		return MANIFEST_BEGUN;
	if (!str_starts(bytes, S(FIRST_LINE)) || bytes.p[bytes.n - 1] != '\n')
		return MANIFEST_FOREIGN;
	str rest = str_from(bytes, sizeof FIRST_LINE - 1);
	while (rest.n)
		if (!read_line(str_cut(&rest, '\n'), lines))
			return MANIFEST_FOREIGN;
	return MANIFEST_OURS;
}

enum manifest_state
manifest_read(int root, struct map *lines)
{
	struct arena *arena = lines->arena;
	str bytes;
	*lines = (struct map){.arena = arena};
	if (!disk_read(arena, root, S(MANIFEST_NAME), MOST_BYTES, &bytes)) {
		if (errno == ENOENT)
			return MANIFEST_ABSENT;
		return errno == EINVAL || errno == ELOOP || errno == EFBIG || errno == ENXIO ? MANIFEST_FOREIGN
		                                                                             : MANIFEST_UNREADABLE;
	}
	enum manifest_state state = parse(bytes, lines);
	if (state != MANIFEST_OURS)
		*lines = (struct map){.arena = arena};
	return state;
}

void
manifest_begin(struct buffer *out)
{
	buffer_lit(out, FIRST_LINE);
}

void
manifest_line(struct buffer *out, str sha256, str path)
{
	buffer_add(out, sha256);
	buffer_lit(out, "  ");
	buffer_add(out, path);
	buffer_add_char(out, '\n');
}
