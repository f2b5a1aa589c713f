/* Secrets in files that nobody but their owner may read. What is read here is the caller's to wipe. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

enum { SECRET_KEY_BYTES = 32 };

/* desk.key beside the database: 0600, made with fresh randomness where there is none. Several desks may ask at once. */
bool secret_desk_key(const char *database, unsigned char ret_key[SECRET_KEY_BYTES], Error *err) must_check;

/* As above, but refused where there is none. */
bool secret_desk_key_there(const char *database, unsigned char ret_key[SECRET_KEY_BYTES], Error *err) must_check;

/* One that was not there, made by this very call. */
bool secret_desk_key_make(const char *database, unsigned char ret_key[SECRET_KEY_BYTES], Error *err) must_check;

/* Takes one away that secret_desk_key_make just made, and that nothing was sealed with. */
void secret_desk_key_unmake(const char *database);

/* Whether there is one, whatever it holds. */
bool secret_desk_key_lies(const char *database);

/* Holds place `number` of those that kiosk.lock beside the database has, until this process ends; `ret_free` is false
 * where another has it. A lock on a byte that is never written: nothing is held by whoever was killed. */
bool secret_claim(const char *database, int number, bool *ret_free, Error *err) must_check;

/* The first line of a file, which must be `what` ("the passphrase"). Refused where others can read the file, and
 * where the line does not fit. */
bool secret_line(const char *path, const char *what, char *ret_line, size_t size, Error *err) must_check;
