/* The inside of a stage, shared by the files that write, check and publish it. */
#ifndef PUBLISH_STAGE_H
#define PUBLISH_STAGE_H

#include <pthread.h>

#include "base/arena.h"
#include "base/vec.h"
#include "publish/output.h"

/* What a link leads to, by str_hash. */
struct target {
	uint64_t path;     /* of the file, or the words of a link that is wrong in itself */
	uint64_t fragment; /* TARGET_PAGE: none; TARGET_WRONG: wrong in itself */
};
#define TARGET_PAGE UINT64_C(0)
#define TARGET_WRONG UINT64_MAX

/* One file of the new site. What its links lead to is kept as hashes, and so are its ids: a large site has millions of
   links. The words are found again by reading the page once more when one is wrong. */
struct staged {
	str path;
	str sha256;
	struct target *targets; /* in the order of links_of() */
	uint64_t *ids;          /* sorted */
	struct strs repeated;
	size_t target_count, id_count;
};

struct staged_files {
	struct staged **items;
	size_t n, cap;
};

/* What the machine refused, to be told later: workers have no list of diagnostics. */
struct stage_fault {
	bool happened;
	enum diag_code code;
	str path, other;
	int error;
};

struct stage {
	struct output output;
	bool force, closed;
	struct survey old;    /* what stands in the output now; never changed while workers run */
	int folder, lock;     /* -1 when closed */
	struct arena arena;   /* of the maps below and all they hold */
	pthread_mutex_t mutex; /* for everything below */
	struct map files;     /* path to struct staged */
	struct map folded;    /* folded path to struct staged */
	struct map folders;   /* made so far */
	struct stage_fault fault;
	bool fault_told;
	struct stage_counts counts;
};

/* The staged files sorted by path (bytes). */
struct staged_files stage_sorted(struct arena *, const struct stage *);

/* Makes the folders of the path that the stage does not have yet. Their mode is that of the same folder in the output
   when `like_output`, else 0755. The mutex is held. */
bool stage_make_folders(struct stage *, str path, bool like_output);

/* Reports the fault that a worker met. True when there was none. */
bool stage_tell_fault(struct stage *, struct diag_list *);

/* Removes what lies beside the output (the stage, or after the swap the old tree), lets the lock go and closes
   everything. Closing twice does nothing. With a list, warns of what could not be removed. */
void stage_close(struct stage *, struct diag_list *);

#endif
