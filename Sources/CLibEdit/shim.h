// libedit's calls that take a variable number of arguments, as functions that Swift can call.
#ifndef CYB_LIBEDIT_SHIM_H
#define CYB_LIBEDIT_SHIM_H

#include <stdarg.h>
#include <stdio.h>
#include <wchar.h>
#include <histedit.h>

typedef wchar_t *(*CybPrompt)(EditLine *);
typedef unsigned char (*CybKeyFunction)(EditLine *, int);

static inline EditLine *cyb_el_start(const char *program) { return el_init(program, stdin, stdout, stderr); }

static inline void cyb_el_set_client(EditLine *el, void *client) { el_wset(el, EL_CLIENTDATA, client); }

static inline void *cyb_el_client(EditLine *el) {
  void *client = NULL;
  el_wget(el, EL_CLIENTDATA, &client);
  return client;
}

// Text between two of the marks takes no columns: colours.
static inline void cyb_el_set_prompt(EditLine *el, CybPrompt prompt, wchar_t mark) {
  el_wset(el, EL_PROMPT_ESC, prompt, mark);
}

static inline void cyb_el_set_reader(EditLine *el, el_rfunc_t read) { el_wset(el, EL_GETCFN, read); }

static inline void cyb_el_set_editor(EditLine *el, const wchar_t *name) { el_wset(el, EL_EDITOR, name); }

static inline int cyb_el_is_vi(EditLine *el) {
  const wchar_t *name = NULL;
  return el_wget(el, EL_EDITOR, &name) == 0 && name != NULL && name[0] == L'v';
}

static inline void cyb_el_add_function(EditLine *el, const wchar_t *name, const wchar_t *help, CybKeyFunction f) {
  el_wset(el, EL_ADDFN, name, help, f);
}

static inline void cyb_el_bind(EditLine *el, const wchar_t *key, const wchar_t *function) {
  el_wset(el, EL_BIND, key, function, NULL);
}

// The same for the command mode of vi.
static inline void cyb_el_bind_alternative(EditLine *el, const wchar_t *key, const wchar_t *function) {
  el_wset(el, EL_BIND, L"-a", key, function, NULL);
}

// A history that is filled when libedit first looks into it.
typedef struct {
  HistoryW *history;
  void (*fill)(void *owner);
  void *owner;
} CybHistory;

static inline int cyb_history_call(void *reference, HistEventW *event, int operation, ...) {
  CybHistory *late = (CybHistory *)reference;
  late->fill(late->owner);
  va_list rest;
  va_start(rest, operation);
  int result;
  if (operation == H_SET) {
    result = history_w(late->history, event, operation, va_arg(rest, int));
  } else {
    result = history_w(late->history, event, operation, va_arg(rest, void *));
  }
  va_end(rest);
  return result;
}

static inline void cyb_el_set_history(EditLine *el, CybHistory *history) {
  el_wset(el, EL_HIST, cyb_history_call, history);
}

static inline void cyb_el_set_raw(EditLine *el, int raw) { el_wset(el, EL_PREP_TERM, raw); }

static inline void cyb_el_refresh(EditLine *el) { el_wset(el, EL_REFRESH); }

static inline void cyb_el_print(EditLine *el, const char *text) {
  FILE *out = NULL;
  if (el_wget(el, EL_GETFP, 1, &out) == 0 && out != NULL) {
    fputs(text, out);
    fflush(out);
  }
}

static inline void cyb_history_set_size(HistoryW *history, int size) {
  HistEventW event;
  history_w(history, &event, H_SETSIZE, size);
}

static inline void cyb_history_clear(HistoryW *history) {
  HistEventW event;
  history_w(history, &event, H_CLEAR);
}

static inline void cyb_history_enter(HistoryW *history, const wchar_t *entry) {
  HistEventW event;
  history_w(history, &event, H_ENTER, entry);
}

#endif
