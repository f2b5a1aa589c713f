/* What the program has from the machine: its clock, its randomness, its time zone, its terminal. Paths and
 * secrets' files are in config/. */
#ifndef COMMAND_HOST_H
#define COMMAND_HOST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date_zone.h"
#include "base/error.h"
#include "model/clock.h"
#include "model/entropy.h"

enum { PASSPHRASE_MAX = 128 };

Clock host_clock(void);     /* the system's, whole seconds UTC */
Entropy host_entropy(void); /* libsodium's, which is the kernel's */

/* The offsets of a zone ("Europe/London") from the system's time zone database, 1900 to 2060 (the last offset stands
 * from then on). */
bool host_zone(const char *name, Zone *ret_zone, Error *err) must_check;

/* Asks on the terminal; `secret` is not shown. False at the end of input. */
bool host_ask(const char *question, bool secret, char *answer, size_t size, Error *err) must_check;

bool host_interactive(void); /* both input and output are a terminal */

#endif
