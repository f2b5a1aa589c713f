/* The ledger over SQLite: one file, several desks at once.  One append-only table holds every line ever told; the
 * directory and the search beside it are caches that the ledger alone makes, in the same transaction. The file is
 * 0600, folders made for it 0700. A write waits up to 30 s for other desks and is on the disk when `commit`
 * returns. Not for two threads at once: each has its own Store. */
#pragma once

#include "model/ledger/ledger.h"

typedef struct Store Store;

typedef enum StoreMode {
	STORE_CREATE, /* made if it is missing, with its folders */
	STORE_OPEN,   /* must be there */
	STORE_LOOK,   /* the same, whatever its schema holds: for who looks what is wrong with it */
	STORE_MEMORY, /* nowhere but in memory; `path` is passed over */
} StoreMode;

/* Opens the database and brings it to the present schema. Refused in one sentence, and left untouched: a file of
 * another program, one of a newer sharedesk, one whose schema is not what sharedesk makes, one that cannot be written.
 * An empty file is taken as new. */
bool store_open(const char *path, StoreMode mode, Store **ret_store, Error *err) must_check;
/* Before a database is put there from elsewhere: makes its folders. Refused where others can change the folder, and
 * where a log lies whose database is gone: SQLite would play it into whatever comes to stand there. */
bool store_prepare_place(const char *path, Error *err) must_check;
/* One that must be there, with the rights of the kiosk of this number only (kiosk_rights.c): `entries` are none. */
bool store_open_kiosk(const char *path, const char *number, Store **ret_store, Error *err) must_check;
/* Another connection to the same file, opened as this was, for another thread; false where there can be none. */
bool store_open_beside(const Store *store, Store **ret_store) must_check;
void store_close(Store *store); /* NULL is passed over; what was not committed is not taken */

/* Told while a write or a read waits for another desk: after the first second, and once a second from then on. `say`
 * must not come back to the store. NULL: nobody is told. */
typedef void (*StoreWait)(void *self, int seconds);
void store_on_wait(Store *store, StoreWait say, void *self);

/* From now on each row of staff and each setting is sealed under a key made of this one when it is written, and
 * looked at when it is read: one that was changed by anything else is refused. Without it nothing is looked at,
 * and nothing can be written where there are seals. */
void store_seal_accounts(Store *store, const unsigned char desk_key[SEAL_BYTES]);

/* From now on pages are read where the system keeps them: for who reads many at random, and writes none. */
bool store_map(Store *store, Error *err) must_check;

/* Keeps anew the records, for many decisions, of those of whom something was told since: no more than a wish. */
void store_catch_up(Store *store);

Ledger store_ledger(Store *store);
/* How much of the file is kept in memory, at most: 16 MB at first, for those who read or write much of it. */
void store_keep_pages(Store *store, int kilobytes);

/* Before very much is told in few transactions: written without the log, which is looked through for each page and
 * grows with what is told, until store_share. Where anybody else has the file open all stays as it is; who opens it
 * meanwhile waits for each transaction. */
void store_take_alone(Store *store);
void store_share(Store *store);

const char *store_path(const Store *store);
bool store_threads(void);		 /* two stores may be at work in two threads */
const char *store_library_version(void); /* of SQLite */

/* Takes one line; false, with its reason in `err`, ends the walk. The line lives until `take` returns. */
typedef bool (*StoreTake)(void *self, const Line *line, int64_t seq, LineSource source, const Seal *seal, Error *err);

/* Every line from one (0 or 1: the first) to another, that one too, which must be there (INT64_MAX: to the end), in the
 * order told. Memory does not grow with the ledger; all is of one state. `take` begins no other walk. */
bool store_walk(Store *store, int64_t from, int64_t to, StoreTake take, void *self, Error *err) must_check;
bool store_last_line(Store *store, int64_t *ret_seq, Error *err) must_check; /* 0: there is none */
