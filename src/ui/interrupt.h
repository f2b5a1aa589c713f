/* What asks the program to end: SIGTERM, SIGHUP, SIGINT, or a terminal that has gone. And what ends it unasked: a fault
 * of its own (SIGSEGV, SIGABRT, …) gives the terminal back first, as it was at `interrupt_catch`. */
#pragma once

void interrupt_catch(void);
int interrupt_caught(void); /* the signal, or 0 */
/* What is written to the terminal then, beside its settings; "": it is given back already. */
void interrupt_gives_back(const char *bytes);
/* The other end has gone: without this, waiting for a key would return at once, for ever. */
void interrupt_look_for_hangup(void);
