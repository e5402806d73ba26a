// The functions of the C library that allocate, each with a count before it. They are only part of programs that are
// linked with this target, which are benchmarks.

#include "CAllocationCount.h"

#include <errno.h>
#include <stdatomic.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *start, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static atomic_size_t count;

static void add(void) { atomic_fetch_add_explicit(&count, 1, memory_order_relaxed); }

size_t allocationCount(void) { return atomic_load_explicit(&count, memory_order_relaxed); }

void *malloc(size_t size) {
  add();
  return __libc_malloc(size);
}

void *calloc(size_t elements, size_t size) {
  add();
  return __libc_calloc(elements, size);
}

void *realloc(void *start, size_t size) {
  add();
  return __libc_realloc(start, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  add();
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **start, size_t alignment, size_t size) {
  add();
  *start = __libc_memalign(alignment, size);
  return *start ? 0 : ENOMEM;
}
