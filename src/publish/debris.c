/* The manifest goes last, so that a removal that is cut off can be taken up again by the same rules. */
#include "publish/debris.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "publish/disk.h"
#include "publish/manifest.h"

struct removal {
	const struct output *output;
	enum manifest_state state;
	struct map lines;
	int folder;
	str foreign; /* a file that stays */
};

static bool
may_remove(const struct removal *removal, str path)
{
	return removal->state == MANIFEST_BEGUN || map_get(&removal->lines, path) ||
	       disk_is_same_file(removal->folder, removal->output->folder, path);
}

static bool
keeps_manifest(const struct removal *removal, str path)
{
	return str_eq(path, S(MANIFEST_NAME)) && (removal->state == MANIFEST_OURS || removal->state == MANIFEST_BEGUN);
}

/* Removes the files that may go, then the folders from the inside out. */
static bool
remove_entries(struct removal *removal, const struct disk_entries *entries, str *where)
{
	for (size_t i = 0; i < entries->n; i++) {
		*where = entries->items[i].path;
		if (entries->items[i].folder || keeps_manifest(removal, *where))
			continue;
		if (!may_remove(removal, *where))
			removal->foreign = *where;
		else if (!disk_remove_file(removal->folder, *where))
			return false;
	}
	for (size_t i = entries->n; i-- > 0;) {
		*where = entries->items[i].path;
		if (entries->items[i].folder && !disk_remove_folder(removal->folder, *where) && errno != ENOTEMPTY)
			return false;
	}
	return true;
}

static bool
remove_inside(struct arena *arena, struct removal *removal, str *where)
{
	struct disk_entries entries = {0};
	removal->lines.arena = arena;
	removal->state = manifest_read(removal->folder, &removal->lines);
	if (removal->state == MANIFEST_UNREADABLE) {
		*where = S(MANIFEST_NAME);
		return false;
	}
	if (!disk_list(arena, removal->folder, &entries, where) || !remove_entries(removal, &entries, where))
		return false;
	if (removal->foreign.n) {
		*where = removal->foreign;
		errno = 0;
		return false;
	}
	*where = S(MANIFEST_NAME);
	return !keeps_manifest(removal, *where) || disk_remove_file(removal->folder, *where);
}

bool
debris_remove(struct arena *arena, const struct output *output, const char *name, str *where)
{
	*where = (str){0};
	int fd = openat(output->parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0) {
		if (errno == ENOTDIR || errno == ELOOP)
			errno = 0; /* something that we never make */
		return errno == ENOENT;
	}
	struct removal removal = {.output = output, .folder = fd};
	bool gone = remove_inside(arena, &removal, where);
	int error = errno;
	close(fd);
	if (gone) {
		*where = (str){0};
		gone = unlinkat(output->parent, name, AT_REMOVEDIR) == 0;
		error = errno;
	}
	errno = error;
	return gone;
}
