/* An act in a process of its own, that a fault strikes at its nth step (faulty.h). */
#pragma once

#include "base/error.h"
#include "crash/faulty.h"

/* How it ends: done, struck and done all the same, refused by a sentence; else a fault of this. */
enum { DONE, DONE_STRUCK, REFUSED, FAILED, OTHER };

typedef struct Struck {
	bool said;    /* it had told that it was done */
	bool refused; /* … or that it was not, in a sentence */
} Struck;

/* Writes a byte to `say` once it is done; `self`: whose it is. */
typedef int (*ActStruck)(const void *self, int say);

/* False: it came to its end before. */
bool strike(ActStruck act, const void *self, int at, Fault fault, Struck *ret_struck);
const char *strike_name(Fault fault);
/* What a refused act says: a sentence. */
int strike_refused(const Error *err);
