/* Files that are being made under a name for the time, or a database with its journals: they go with a program that is
 * ended by Ctrl-C, a hang-up or a request to end. What ends it at once (SIGKILL, a power cut) leaves them. */
#pragma once

void draft_begin(const char *path);
void draft_end(const char *path);  /* it has its own name now */
void draft_away(const char *path); /* it is taken away, and so is what lies beside it */
