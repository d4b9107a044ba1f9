/* The swap. Up to the one rename nothing in the output has changed; after it the new site stands, and what is left to
   do (removing the old tree) can be taken up by the next build. */
#include "publish/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/text.h"
#include "publish/disk.h"
#include "publish/manifest.h"
#include "publish/stage.h"

#define NEW_MANIFEST MANIFEST_NAME ".new"

/* Every file was taken over and none is gone: there is nothing to swap. */
static bool
is_unchanged(const struct stage *stage, const struct survey *now)
{
	return now->ours && stage->counts.written == 0 && stage->files.n == now->lines.n;
}

/* True when the site has a file of this name, whatever its case. */
static bool
is_taken(struct stage *stage, str path)
{
	return str_starts(path, S(MANIFEST_NAME)) || map_get(&stage->folded, text_fold(&stage->arena, path));
}

/* Says why a foreign file could not be given a place in the new site. */
static bool
refuse_foreign(const struct stage *stage, str path, int error, struct diag_list *diags)
{
	str shown = path_join(diags->arena, stage->output.path, path);
	if (error == EEXIST || error == ENOTDIR)
		diag(diags, DIAG_OUTPUT_COLLISION, (struct place){0}, (str){0}, shown);
	else
		report_errno(diags, DIAG_PUBLISH_WRITE, shown, error);
	return false;
}

/* Foreign files get a second name in the stage: so they stand in the output before and after the swap, and the old tree
   can go. Their folders keep their modes. All collisions are told. */
static bool
carry_over(struct stage *stage, const struct survey *now, struct diag_list *diags)
{
	bool fine = true;
	for (size_t i = 0; i < now->folders.n; i++) {
		str folder = now->folders.items[i];
		bool taken = is_taken(stage, folder);
		if (taken || !stage_make_folders(stage, path_join(&stage->arena, folder, S("x")), true))
			fine = refuse_foreign(stage, folder, taken ? EEXIST : errno, diags);
	}
	for (size_t i = 0; i < now->files.n; i++) {
		str path = now->files.items[i];
		bool taken = is_taken(stage, path);
		if (taken || !stage_make_folders(stage, path, true) ||
		    !disk_link(stage->output.folder, stage->folder, path))
			fine = refuse_foreign(stage, path, taken ? EEXIST : errno, diags);
	}
	return fine;
}

/* Replaces the empty manifest at once by the whole one: half a manifest would make the rest of the stage foreign. */
static bool
write_manifest(struct stage *stage, struct diag_list *diags)
{
	struct buffer out = {.arena = &stage->arena};
	struct staged_files files = stage_sorted(&stage->arena, stage);
	manifest_begin(&out);
	for (size_t i = 0; i < files.n; i++)
		manifest_line(&out, files.items[i]->sha256, files.items[i]->path);
	if (disk_write(stage->folder, S(NEW_MANIFEST), buffer_str(&out)) &&
	    renameat(stage->folder, NEW_MANIFEST, stage->folder, MANIFEST_NAME) == 0)
		return true;
	report_errno(diags, DIAG_PUBLISH_WRITE, path_join(diags->arena, stage->output.path, S(MANIFEST_NAME)), errno);
	return false;
}

/* One call brings everything that was staged to the disk; file by file it would take a hundred times as long. */
static bool
flush(const struct stage *stage, struct diag_list *diags)
{
	if (syncfs(stage->folder) == 0)
		return true;
	report_errno(diags, DIAG_PUBLISH_WRITE, stage->output.path, errno);
	return false;
}

static bool
swap(struct stage *stage, bool plain, struct diag_list *diags)
{
	struct output *output = &stage->output;
	unsigned flags = plain ? 0 : RENAME_EXCHANGE;
	if (renameat2(output->parent, output->stage, output->parent, output->name, flags) != 0) {
		int error = errno;
		bool unknown = error == EINVAL || error == ENOSYS || error == EOPNOTSUPP || error == EXDEV;
		report_errno(diags, unknown && !plain ? DIAG_NO_EXCHANGE : DIAG_PUBLISH_SWAP, output->path, error);
		return false;
	}
	if (fsync(output->parent) != 0)
		report_errno(diags, DIAG_NOT_FLUSHED, output->path, errno);
	/* From here on the stage is the output, and the old tree lies where the stage was. */
	if (output->folder >= 0)
		close(output->folder);
	output->folder = stage->folder;
	stage->folder = -1;
	return true;
}

bool
stage_publish(struct stage *stage, struct diag_list *diags)
{
	struct survey now;
	bool done =
	    stage_tell_fault(stage, diags) && output_survey(&stage->arena, &stage->output, stage->force, &now, diags);
	bool plain = done && now.empty;
	if (done && !is_unchanged(stage, &now))
		done = carry_over(stage, &now, diags) && write_manifest(stage, diags) && flush(stage, diags) &&
		       swap(stage, plain, diags);
	stage_close(stage, done ? diags : NULL);
	return done;
}
