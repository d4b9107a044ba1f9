/* A watch on the time that one document takes. Parsing cannot be interrupted from inside, so the process ends, with the
   published site as it was. */
#ifndef MARKUP_WATCH_H
#define MARKUP_WATCH_H

#include "base/str.h"

struct watch;

/* For workers 0 to `workers` - 1. `gives_up` is called once, on the watch's thread, with the path of a document that takes
   longer than LIMIT_DOCUMENT_SECONDS; it says so and ends the process. Returns NULL, which the other functions take, when
   there is no thread to be had. */
struct watch *watch_start(unsigned workers, void (*gives_up)(str path));
void watch_begin(struct watch *, unsigned worker, str path);
void watch_end(struct watch *, unsigned worker);
void watch_stop(struct watch *);

#endif
