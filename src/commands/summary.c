/* The summary of a run's faults in a file (--summary, GITHUB_STEP_SUMMARY). */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "commands/options.h"

bool
summary_write(struct options *options)
{
	if (options->summary.n == 0)
		return true;
	struct buffer page = {.arena = options->arena};
	diag_sort(options->diags);
	diag_print_markdown(&page, options->diags, options_style(options));
	int how = O_WRONLY | O_CREAT | O_NOCTTY | O_CLOEXEC | (options->summary_added ? O_APPEND : O_TRUNC);
	int fd = open(str_c(options->arena, options->summary), how, 0666);
	bool fine = fd >= 0 && file_write_all(fd, buffer_str(&page));
	int error = errno;
	close_quietly(fd);
	if (!fine)
		diag(options->diags, DIAG_SUMMARY_WRITE, (struct place){0}, (str){0}, options->summary,
		     str_copy(options->arena, str_of(strerror(error))));
	return fine;
}
