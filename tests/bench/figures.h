/* What the measuring programs share. */
#ifndef BENCH_FIGURES_H
#define BENCH_FIGURES_H

#include <stdlib.h>

#include "base/clock.h"

static inline double
milliseconds(void)
{
	return (double)clock_nanoseconds() / 1e6;
}

static inline int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* Sorts the figures. */
static inline double
median(double *figures, size_t n)
{
	qsort(figures, n, sizeof *figures, ascending);
	return figures[n / 2];
}

#endif
