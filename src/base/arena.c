#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISON 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) && !defined(ARENA_POISON)
#define ARENA_POISON 1
#endif

/* With the address sanitizer on, bytes that nobody asked for are out of bounds, also within a block. */
#ifdef ARENA_POISON
#include <sanitizer/asan_interface.h>
#define arena_hide(bytes, n) __asan_poison_memory_region(bytes, n)
#define arena_show(bytes, n) __asan_unpoison_memory_region(bytes, n)
#else
#define arena_hide(bytes, n) ((void)(bytes), (void)(n))
#define arena_show(bytes, n) ((void)(bytes), (void)(n))
#endif

enum {
	ARENA_ALIGN = alignof(max_align_t),
	ARENA_FIRST = 4 * 1024,
	ARENA_LARGEST = 16 * 1024 * 1024, /* blocks stop doubling here; a larger single allocation has its own */
};

/* Blocks before the current one are full, those after it are kept from before a reset and hold nothing. */
struct ArenaBlock {
	ArenaBlock *previous, *next;
	size_t size, used;
	alignas(max_align_t) unsigned char bytes[];
};

static size_t arena_room(size_t size)
{
	if (size > SIZE_MAX / 2)
		abort();
	return size == 0 ? ARENA_ALIGN : (size + ARENA_ALIGN - 1) / ARENA_ALIGN * ARENA_ALIGN;
}

static size_t arena_product(size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		abort();
	return count * size;
}

static ArenaBlock *arena_block(ArenaBlock *previous, size_t room)
{
	size_t size = ARENA_FIRST;
	if (previous)
		size = previous->size < ARENA_LARGEST / 2 ? previous->size * 2 : ARENA_LARGEST;
	if (size < room)
		size = room;

	ArenaBlock *block = malloc(sizeof *block + size);

	if (!block)
		abort();
	*block = (ArenaBlock){.previous = previous, .next = previous ? previous->next : NULL, .size = size};
	if (block->next)
		block->next->previous = block;
	if (previous)
		previous->next = block;
	arena_hide(block->bytes, size);
	return block;
}

static void arena_rewind(ArenaBlock *block, size_t used)
{
	assert(used <= block->size);
	block->used = used;
	arena_hide(block->bytes + used, block->size - used);
}

static ArenaBlock *arena_first(const Arena *arena)
{
	ArenaBlock *block = arena->block;
	while (block && block->previous)
		block = block->previous;
	return block;
}

static void arena_free_after(ArenaBlock *block)
{
	for (ArenaBlock *next; block; block = next) {
		next = block->next;
		arena_show(block->bytes, block->size);
		free(block);
	}
}

void *arena_alloc(Arena *arena, size_t size)
{
	const size_t room = arena_room(size);
	ArenaBlock *block = arena->block;
	if (!block || block->size - block->used < room) {
		if (block && block->next && block->next->size >= room) {
			block = block->next;
			arena_rewind(block, 0);
		} else {
			block = arena_block(block, room);
		}
		arena->block = block;
	}

	unsigned char *bytes = block->bytes + block->used;

	block->used += room;
	arena_show(bytes, size);
	return memset(bytes, 0, size);
}

void *arena_array(Arena *arena, size_t count, size_t size)
{
	return arena_alloc(arena, arena_product(count, size));
}

void *arena_grow(Arena *arena, void *array, size_t old_count, size_t new_count, size_t size)
{
	const size_t old_size = arena_product(old_count, size), new_size = arena_product(new_count, size);
	ArenaBlock *block = arena->block;
	assert(new_count >= old_count);
	if (!array)
		return arena_alloc(arena, new_size);
	assert(block);

	const size_t old_room = arena_room(old_size), new_room = arena_room(new_size);
	unsigned char *bytes = array;

	if (block->used >= old_room && bytes == block->bytes + block->used - old_room &&
	    new_room - old_room <= block->size - block->used) {
		block->used += new_room - old_room;
		arena_show(bytes, new_size);
		memset(bytes + old_size, 0, new_size - old_size);
		return array;
	}
	return memcpy(arena_alloc(arena, new_size), array, old_size);
}

char *arena_bytes(Arena *arena, const char *text, size_t n)
{
	char *copy = arena_alloc(arena, n + 1);
	if (n > 0)
		memcpy(copy, text, n);
	return copy;
}

char *arena_text(Arena *arena, const char *text)
{
	return text ? arena_bytes(arena, text, strlen(text)) : NULL;
}

ArenaMark arena_mark(const Arena *arena)
{
	return (ArenaMark){.block = arena->block, .used = arena->block ? arena->block->used : 0};
}

void arena_reset(Arena *arena, ArenaMark mark)
{
	/* A mark made while the arena was still empty names no block: go back to the first. */
	ArenaBlock *block = mark.block ? mark.block : arena_first(arena);

	if (!block)
		return;
	arena_rewind(block, mark.block ? mark.used : 0);
	for (ArenaBlock *later = block->next; later; later = later->next)
		arena_rewind(later, 0);
	arena->block = block;
}

void arena_clear(Arena *arena)
{
	ArenaBlock *keep = arena->block;
	if (!keep)
		return;
	/* The current block is the largest in use: the one most likely to hold the next screen alone. */
	ArenaBlock *first = arena_first(arena);

	arena_free_after(keep->next);
	if (keep->previous) {
		keep->previous->next = NULL;
		arena_free_after(first);
	}
	keep->previous = keep->next = NULL;
	arena_rewind(keep, 0);
}

void arena_free(Arena *arena)
{
	arena_free_after(arena_first(arena));
	arena->block = NULL;
}

/* Called through a volatile pointer, or the compiler would leave out writes to memory that is about to be freed. */
void arena_wipe(Arena *arena)
{
	static void *(*const volatile overwrite)(void *, int, size_t) = memset;
	for (ArenaBlock *block = arena_first(arena); block; block = block->next) {
		arena_show(block->bytes, block->size);
		overwrite(block->bytes, 0, block->size);
	}
	arena_free(arena);
}

size_t arena_size(const Arena *arena)
{
	size_t size = 0;
	for (const ArenaBlock *block = arena_first(arena); block; block = block->next)
		size += sizeof *block + block->size;
	return size;
}
