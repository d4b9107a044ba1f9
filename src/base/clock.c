/* The monotonic clock. */
#include "base/clock.h"

#include <time.h>

long long
clock_nanoseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long long)now.tv_sec * 1000000000 + now.tv_nsec;
}

long long
clock_milliseconds(void)
{
	return clock_nanoseconds() / 1000000;
}
