/* The only file that includes libzip. */
#include "publish/package.h"

#include <zip.h>

#include "base/arena.h"
#include "base/vec.h"

enum { MOST_MEMBERS = 20000 };

/* Reads one member of which the size is known. A wrong checksum is a fault at its end. */
static bool
read_member(struct arena *arena, zip_t *zip, zip_uint64_t index, size_t size, str *bytes)
{
	zip_file_t *file = zip_fopen_index(zip, index, 0);
	if (!file)
		return false;
	char *memory = arena_bytes(arena, size + 1);
	size_t had = 0;
	zip_int64_t got = 1;
	while (got > 0 && had <= size) {
		/* One byte more than there should be: only so does the library come to the end, where it checks. */
		got = zip_fread(file, memory + had, size + 1 - had);
		had += got > 0 ? (size_t)got : 0;
	}
	*bytes = (str){memory, had < size ? had : size};
	return zip_fclose(file) == 0 && got == 0 && had == size;
}

static enum package_end
take_member(struct arena *arena, zip_t *zip, zip_uint64_t index, size_t *left, struct package *package)
{
	const zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_ENCRYPTION_METHOD;
	zip_stat_t stat;
	if (zip_stat_index(zip, index, 0, &stat) != 0 || (stat.valid & needed) != needed)
		return PACKAGE_LOCKED;
	struct package_member *member = vec_add(arena, package);
	member->name = str_copy(arena, str_of(stat.name));
	if (stat.encryption_method != ZIP_EM_NONE)
		return PACKAGE_LOCKED;
	if (stat.size > *left)
		return PACKAGE_LARGE;
	*left -= (size_t)stat.size;
	return read_member(arena, zip, index, (size_t)stat.size, &member->bytes) ? PACKAGE_READ : PACKAGE_LOCKED;
}

static enum package_end
take_members(struct arena *arena, zip_t *zip, size_t most, struct package *package)
{
	zip_int64_t n = zip_get_num_entries(zip, 0);
	if (n > MOST_MEMBERS)
		return PACKAGE_LARGE;
	enum package_end worst = PACKAGE_READ;
	for (zip_int64_t i = 0; i < n; i++) {
		enum package_end end = take_member(arena, zip, (zip_uint64_t)i, &most, package);
		worst = end > worst ? end : worst;
	}
	return worst;
}

enum package_end
package_unpack(struct arena *arena, str bytes, size_t most, struct package *package)
{
	zip_error_t error;
	zip_error_init(&error);
	enum package_end end = PACKAGE_LOCKED;
	zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, &error);
	zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
	if (zip) {
		end = take_members(arena, zip, most, package);
		zip_discard(zip); /* and the source with it */
	} else if (source) {
		zip_source_free(source);
	}
	zip_error_fini(&error);
	return end;
}
