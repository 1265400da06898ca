#include "memory_account.h"

#include <stdlib.h>
#if defined(__APPLE__)
#include <malloc/malloc.h>
#elif defined(__GLIBC__)
#include <malloc.h>
#endif

_Thread_local ptrdiff_t cyb_thread_bytes = 0;
_Thread_local void *cyb_thread_runner = NULL;
_Thread_local ptrdiff_t cyb_thread_visits = 0;

size_t cyb_process_bytes(void) {
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
