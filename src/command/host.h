/* What the program has from the machine: its clock, its randomness, its time zone, its paths, its secrets' file. */
#ifndef COMMAND_HOST_H
#define COMMAND_HOST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "model/clock.h"
#include "model/entropy.h"

enum { HOST_KEY_BYTES = 32, PASSPHRASE_MAX = 128 };

Clock host_clock(void);     /* the system's, whole seconds UTC */
Entropy host_entropy(void); /* libsodium's, which is the kernel's */

/* The offsets of a zone ("Europe/London") from the system's time zone database, 1900 to 2060 (the last offset stands from then on). */
bool host_zone(const char *name, Zone *ret_zone, Error *err) must_check;

/* Where the database is: what --db said, else SHAREDESK_DB, else $XDG_DATA_HOME/sharedesk/desk.db (~/.local/share). */
bool host_database(const char *option, Arena *arena, const char **ret_path, Error *err) must_check;

/* desk.key beside the database: 0600, made with fresh randomness where there is none. Several desks may ask at once. */
bool host_desk_key(const char *database, unsigned char ret_key[HOST_KEY_BYTES], Error *err) must_check;

/* The first line of a file, which nobody but its owner may read. */
bool host_passphrase(const char *path, char ret_passphrase[PASSPHRASE_MAX + 1], Error *err) must_check;

/* Asks on the terminal; `secret` is not shown. False at the end of input. */
bool host_ask(const char *question, bool secret, char *answer, size_t size, Error *err) must_check;

bool host_interactive(void); /* both input and output are a terminal */

#endif
