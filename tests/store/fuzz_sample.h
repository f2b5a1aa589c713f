/* A ledger with every kind of line for three patients, and all that anybody can see of it. */
#pragma once

#include "model/desk/desk.h"
#include "store/sample.h"

void fuzz_make(Sample *sample); /* told, what is due found, and closed */
Desk *fuzz_desk(Store *store);	/* with the key; nobody is signed in */
/* Export, history, record, answers, accounts and settings as one text; NULL: something could not be read. */
const char *fuzz_see(Store *store, Arena *arena, Error *err);
/* Reads whatever a desk reads, lines and what stands beside them: nothing of it may end the program. */
void fuzz_read(Store *store);
/* Whether what is kept as due is what the ledger makes. */
bool fuzz_due_is_so(Store *store, Error *err);
/* Whether accounts and settings are what the ledger tells and the key has sealed. */
bool fuzz_accounts_are_so(Store *store, Error *err);
