/* Memory that is given back all at once.
 *
 * Query results and screen state live in arenas: nobody frees a row. Running out of memory aborts,
 * because no part of the desk can answer rightly without it. Memory is zeroed. */
#pragma once

#include <stddef.h>

#include "base/macros.h"

typedef struct ArenaBlock ArenaBlock;

typedef struct Arena { /* {0} is an empty arena, ready for use */
	ArenaBlock *block;
} Arena;

/* A place in an arena to go back to. */
typedef struct ArenaMark {
	ArenaBlock *block;
	size_t used;
} ArenaMark;

void *arena_alloc(Arena *arena, size_t size);		    /* aligned for any type, zeroed, never NULL */
void *arena_array(Arena *arena, size_t count, size_t size); /* as above; aborts on overflow */
/* Grows an array that was the arena's latest allocation in place, else moves it. The new tail is zeroed. */
void *arena_grow(Arena *arena, void *array, size_t old_count, size_t new_count, size_t size);
char *arena_text(Arena *arena, const char *text);	     /* a copy; NULL for NULL */
char *arena_bytes(Arena *arena, const char *text, size_t n); /* a copy of n bytes and a NUL */
char *arena_print(Arena *arena, const char *format, ...) printf_like(2, 3);

ArenaMark arena_mark(const Arena *arena);
void arena_reset(Arena *arena, ArenaMark mark); /* forgets all since the mark, keeps the memory for reuse */
void arena_clear(Arena *arena);			/* forgets everything, keeps one block */
void arena_free(Arena *arena);			/* gives the memory back; the arena is {0} again */
void arena_wipe(Arena *arena);			/* as arena_free, and nothing of it is left in memory: for secrets */
size_t arena_size(const Arena *arena);		/* bytes held from the system */
