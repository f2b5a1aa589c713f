#include "store/young.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	SLOTS_LEAST = 1 << 10,
	SLOTS_MOST = 1 << 19, /* 8 MB */
	FILTER_LEAST = 1 << 13,
	FILTER_MOST = 1 << 23, /* bytes */
	FILTER_BITS = 3,       /* for each name */
	FENCE = 256	       /* of so many places of a run, the first hash is kept in memory */
};

typedef struct Place {
	uint64_t hash;
	int64_t seq; /* 0: free */
} Place;

typedef struct Run {
	int64_t from; /* of all places of the file */
	int64_t count;
	uint64_t *fences;
} Run;

struct Young {
	Place *slots;
	size_t room, count; /* room is a power of two */
	unsigned char *filter;
	size_t filter_size;
	FILE *file; /* NULL: no run yet */
	Run *runs;
	size_t run_count;
	int64_t written;
	Place block[FENCE];
	int64_t block_at; /* where in the file it was read; −1: nowhere */
};

static void *of_memory(size_t count, size_t size)
{
	void *memory = calloc(count, size);
	if (!memory)
		abort();
	return memory;
}

static size_t power_of_two(int64_t wanted, size_t least, size_t most)
{
	size_t size = least;
	while (size < most && (int64_t)size < wanted)
		size *= 2;
	return size;
}

Young *young_open(int64_t names)
{
	enum { RUNS = 64, BITS_A_NAME = 8 };
	Young *young = of_memory(1, sizeof *young);
	young->room = power_of_two(names / RUNS, SLOTS_LEAST, SLOTS_MOST);
	young->slots = of_memory(young->room, sizeof *young->slots);
	young->filter_size = power_of_two(names * BITS_A_NAME / 8, FILTER_LEAST, FILTER_MOST);
	young->filter = of_memory(young->filter_size, 1);
	young->block_at = -1;
	return young;
}

void young_close(Young *young)
{
	if (!young)
		return;
	for (size_t i = 0; i < young->run_count; i++)
		free(young->runs[i].fences);
	if (young->file)
		fclose(young->file);
	free(young->runs);
	free(young->filter);
	free(young->slots);
	free(young);
}

/* --- The filter --- */

static size_t filter_bit(const Young *young, uint64_t hash, int turn)
{
	return (size_t)(hash + (uint64_t)turn * (hash >> 32 | 1)) & (8 * young->filter_size - 1);
}

static void filter_add(Young *young, uint64_t hash)
{
	for (int i = 0; i < FILTER_BITS; i++) {
		const size_t bit = filter_bit(young, hash, i);
		young->filter[bit / 8] |= (unsigned char)(1U << bit % 8);
	}
}

static bool filter_has(const Young *young, uint64_t hash)
{
	for (int i = 0; i < FILTER_BITS; i++) {
		const size_t bit = filter_bit(young, hash, i);
		if (!(young->filter[bit / 8] >> bit % 8 & 1))
			return false;
	}
	return true;
}

/* --- Runs --- */

static int place_order(const void *a, const void *b)
{
	const Place *one = a, *other = b;
	if (one->hash != other->hash)
		return one->hash < other->hash ? -1 : 1;
	return (one->seq < other->seq) - (one->seq > other->seq);
}

static bool cannot(Error *err)
{
	return fail(err, ERROR_SYSTEM,
		    "The folder for temporary files cannot be written: the disk may be full; free some space and try "
		    "again.");
}

/* The slots become an array without gaps, in order. */
static void sort_slots(Young *young)
{
	size_t to = 0;
	for (size_t i = 0; i < young->room; i++)
		if (young->slots[i].seq != 0)
			young->slots[to++] = young->slots[i];
	qsort(young->slots, young->count, sizeof *young->slots, place_order);
}

static void note_run(Young *young)
{
	Run *runs = realloc(young->runs, (young->run_count + 1) * sizeof *runs);
	if (!runs)
		abort();
	young->runs = runs;
	Run *run = &runs[young->run_count++];
	*run = (Run){young->written, (int64_t)young->count, of_memory(young->count / FENCE + 1, sizeof *run->fences)};
	for (size_t i = 0; i < young->count; i++) {
		if (i % FENCE == 0)
			run->fences[i / FENCE] = young->slots[i].hash;
		filter_add(young, young->slots[i].hash);
	}
	young->written += run->count;
}

static bool write_run(Young *young, Error *err)
{
	if (!young->file && !(young->file = tmpfile()))
		return cannot(err);
	sort_slots(young);
	if (fseek(young->file, 0, SEEK_END) != 0 ||
	    fwrite(young->slots, sizeof *young->slots, young->count, young->file) != young->count ||
	    fflush(young->file) != 0)
		return cannot(err);
	note_run(young);
	young->count = 0;
	for (size_t i = 0; i < young->room; i++)
		young->slots[i] = (Place){0};
	return true;
}

static bool read_block(Young *young, const Run *run, int64_t block, Error *err)
{
	const int64_t at = run->from + block * FENCE, left = run->count - block * FENCE;
	const size_t count = left < FENCE ? (size_t)left : FENCE;
	if (young->block_at == at)
		return true;
	young->block_at = -1;
	if (fseek(young->file, (long)(at * (int64_t)sizeof(Place)), SEEK_SET) != 0 ||
	    fread(young->block, sizeof(Place), count, young->file) != count)
		return cannot(err);
	young->block_at = at;
	return true;
}

/* The first block that may hold the hash: the last whose fence is before it. */
static int64_t block_of(const Run *run, uint64_t hash)
{
	int64_t from = 0, to = (run->count - 1) / FENCE;
	while (from < to) {
		const int64_t middle = (from + to + 1) / 2;
		if (run->fences[middle] < hash)
			from = middle;
		else
			to = middle - 1;
	}
	return from;
}

/* --- Both --- */

bool young_add(Young *young, uint64_t hash, int64_t seq, Error *err)
{
	if (young->count >= young->room / 4 * 3 && !write_run(young, err))
		return false;
	size_t slot = hash & (young->room - 1);
	while (young->slots[slot].seq != 0)
		slot = (slot + 1) & (young->room - 1);
	young->slots[slot] = (Place){hash, seq};
	young->count++;
	return true;
}

YoungLook young_look(Young *young, uint64_t hash)
{
	return (YoungLook){.young = young, .hash = hash, .slot = hash & (young->room - 1)};
}

static int64_t *next_in_memory(YoungLook *look)
{
	const Young *young = look->young;
	while (young->slots[look->slot].seq != 0) {
		Place *place = &young->slots[look->slot];
		look->slot = (look->slot + 1) & (young->room - 1);
		if (place->hash == look->hash)
			return &place->seq;
	}
	return NULL;
}

/* In the present run, from where it was left. */
static bool next_in_run(YoungLook *look, const Run *run, int64_t *ret_seq, Error *err)
{
	Young *young = look->young;
	*ret_seq = 0;
	for (; look->at < run->count; look->at++) {
		if (!read_block(young, run, look->at / FENCE, err))
			return false;
		const Place *place = &young->block[look->at % FENCE];
		if (place->hash > look->hash)
			break;
		if (place->hash == look->hash) {
			look->at++;
			*ret_seq = place->seq;
			return true;
		}
	}
	return true;
}

bool young_next(YoungLook *look, int64_t *ret_seq, int64_t **ret_slot, Error *err)
{
	Young *young = look->young;
	*ret_slot = look->in_runs ? NULL : next_in_memory(look);
	*ret_seq = *ret_slot ? **ret_slot : 0;
	if (*ret_slot)
		return true;
	if (!look->in_runs) {
		look->in_runs = true;
		look->runs = filter_has(young, look->hash) ? young->run_count : 0;
		look->at = -1;
	}
	while (look->runs > 0) {
		const Run *run = &young->runs[look->runs - 1];
		if (look->at < 0)
			look->at = block_of(run, look->hash) * FENCE;
		if (!next_in_run(look, run, ret_seq, err))
			return false;
		if (*ret_seq != 0)
			return true;
		look->runs--;
		look->at = -1;
	}
	return true;
}
