/* How long something takes. What day it is says date_today(). */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

/* Time since some fixed moment, which setting the machine's clock does not change: only differences mean anything. */
long long clock_nanoseconds(void);
long long clock_milliseconds(void);

#endif
