/* What asks the program to end: SIGTERM, SIGHUP, SIGINT, or a terminal that has gone. */
#pragma once

void interrupt_catch(void);
int interrupt_caught(void); /* the signal, or 0 */
/* The other end has gone: without this, waiting for a key would return at once, for ever. */
void interrupt_look_for_hangup(void);
