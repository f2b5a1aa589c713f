/* Text that comes faster than anybody types: pasted, into a terminal that does not say so (the Linux console, a line).
 * Keys that waited because the program was busy are no such text: they came at the pace of fingers. In a field it is
 * what it would be if it were typed; elsewhere it is let go. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	BURST_LEAST = 16,    /* keys read and bytes waiting: more than a wedge scanner sends of an NHS number */
	BURST_PER_100MS = 10 /* of both; the fastest typist is at two */
};

typedef struct Burst {
	int64_t began; /* ms; nothing had waited by then */
	int64_t read;  /* ms; when the last key was read */
	size_t count;  /* read since it began */
	bool ended;    /* nothing waited behind the last */
	bool pasted;   /* it has been so fast */
} Burst;

/* A key was read at `now`: whether it is of a burst. `before` and `after`: how many bytes waited to be read. */
bool burst_key(Burst *burst, int64_t now, size_t before, size_t after);
/* The same of the terminal that is typed at, as things stand there now. */
bool burst_read(Burst *burst, size_t before);
size_t burst_waiting(void); /* bytes that were typed and not read */
