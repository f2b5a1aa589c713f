/* A terminal that shows nothing of what is typed, while a passphrase is asked for. It is given back before a signal
 * ends or stops the program, and shows nothing again, below the question, once the program goes on. One at a time. */
#pragma once

#include <stdbool.h>

/* False where standard input is no terminal: there is nothing to hide. */
bool hush_begin(const char *question);

void hush_end(void); /* after hush_begin that was true */
