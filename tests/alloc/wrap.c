/* Takes the place of malloc, calloc and realloc in the program's own code (MODE=alloc links with --wrap): with
   ALLOC_FAIL_AT=N the Nth call and those after it find no memory, with ALLOC_FAIL_AT=count the number of calls is told at
   the end. */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *__real_malloc(size_t);
void *__real_calloc(size_t, size_t);
void *__real_realloc(void *, size_t);
void *__wrap_malloc(size_t);
void *__wrap_calloc(size_t, size_t);
void *__wrap_realloc(void *, size_t);

static atomic_long calls;
static long fail_at;

static void
tell(void)
{
	fprintf(stderr, "allocations: %ld\n", (long)calls);
}

__attribute__((constructor)) static void
start(void)
{
	const char *text = getenv("ALLOC_FAIL_AT");
	if (text && strcmp(text, "count") == 0)
		atexit(tell);
	else if (text)
		fail_at = strtol(text, NULL, 10);
}

static int
fails(void)
{
	long number = ++calls;
	return fail_at && number >= fail_at;
}

void *
__wrap_malloc(size_t size)
{
	return fails() ? NULL : __real_malloc(size);
}

void *
__wrap_calloc(size_t count, size_t size)
{
	return fails() ? NULL : __real_calloc(count, size);
}

void *
__wrap_realloc(void *memory, size_t size)
{
	return fails() ? NULL : __real_realloc(memory, size);
}
