#ifndef CMALLOC_SHIM_H
#define CMALLOC_SHIM_H

#include <stddef.h>
#include <stdlib.h>
#if defined(__APPLE__)
#include <malloc/malloc.h>
#elif defined(__GLIBC__)
#include <malloc.h>
#endif

/* Bytes that the process has allocated and not freed; 0 where the system does not tell. */
static inline size_t cmalloc_bytes_in_use(void) {
#if defined(__APPLE__)
  malloc_statistics_t statistics;
  malloc_zone_statistics(NULL, &statistics);
  return statistics.size_in_use;
#elif defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 33)
  struct mallinfo2 state = mallinfo2();
  return state.uordblks + state.hblkhd;
#elif defined(__GLIBC__)
  struct mallinfo state = mallinfo();
  return (size_t)(unsigned)state.uordblks + (size_t)(unsigned)state.hblkhd;
#else
  return 0;
#endif
}

#endif
