// Counts what a program allocates, by standing in for the C library's allocator.

#ifndef ASSAY_CALLOCATIONCOUNT_H
#define ASSAY_CALLOCATIONCOUNT_H

#include <stddef.h>

/// How many pieces of memory the program has asked for so far, on all threads.
size_t allocationCount(void);

#endif
