#ifndef CYB_MEMORY_ACCOUNT_H
#define CYB_MEMORY_ACCOUNT_H

#include <stddef.h>

/* Bytes that values have taken, less those given back, on this thread since it began. */
#if defined(__linux__)
extern _Thread_local ptrdiff_t cyb_thread_bytes __attribute__((tls_model("initial-exec")));
#else
extern _Thread_local ptrdiff_t cyb_thread_bytes;
#endif

static inline void cyb_account(ptrdiff_t bytes) { cyb_thread_bytes += bytes; }
static inline ptrdiff_t cyb_accounted(void) { return cyb_thread_bytes; }

/* What runs scripts on this thread, if anything does; and how many parts of values may be visited before it is asked
   whether to go on. */
#if defined(__linux__)
extern _Thread_local void *cyb_thread_runner __attribute__((tls_model("initial-exec")));
extern _Thread_local ptrdiff_t cyb_thread_visits __attribute__((tls_model("initial-exec")));
#else
extern _Thread_local void *cyb_thread_runner;
extern _Thread_local ptrdiff_t cyb_thread_visits;
#endif

static inline _Bool cyb_visit(ptrdiff_t parts) { return (cyb_thread_visits -= parts) >= 0; }
static inline void cyb_allow_visits(ptrdiff_t parts) { cyb_thread_visits = parts; }
static inline void *cyb_runner(void) { return cyb_thread_runner; }
static inline void cyb_set_runner(void *runner) { cyb_thread_runner = runner; }

/* Bytes that the whole process has allocated and not freed; 0 where the system does not tell. */
size_t cyb_process_bytes(void);

#endif
