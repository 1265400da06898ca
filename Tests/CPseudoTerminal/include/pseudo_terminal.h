// Starts a program in a pseudo-terminal of its own, for the tests of the prompt.
#ifndef CYB_PSEUDO_TERMINAL_H
#define CYB_PSEUDO_TERMINAL_H

#include <sys/types.h>

// Both lists end with NULL. Returns the process, with the terminal's other side in `terminal`; -1 where it fails.
pid_t cyb_pty_spawn(char *const arguments[], char *const environment[], int rows, int columns, int *terminal);

// Changes the size of the terminal, of which the program gets a signal.
int cyb_pty_resize(int terminal, int rows, int columns);

#endif
