#include "model/ledger/testimony.h"

#include <stdlib.h>
#include <string.h>

#include "base/date_zone.h"

enum { ROOM = 64 };

static void keep(Testimony *testimony, const Checkpoint *checkpoint)
{
	if (testimony->count == testimony->room) {
		const size_t room = testimony->room ? 2 * testimony->room : ROOM;
		Checkpoint *items = arena_array(testimony->arena, room, sizeof *items);
		if (testimony->count > 0)
			memcpy(items, testimony->items, testimony->count * sizeof *items);
		testimony->items = items;
		testimony->room = room;
	}
	testimony->items[testimony->count++] = *checkpoint;
}

WitnessLine testimony_add(Testimony *testimony, const char *line)
{
	Checkpoint checkpoint;
	if (!checkpoint_read(line, &checkpoint))
		return WITNESS_NONE;
	if (memcmp(checkpoint.key, testimony->key, sizeof checkpoint.key) != 0)
		return WITNESS_STRANGER;
	if (!checkpoint_is_signed(&checkpoint))
		return WITNESS_FALSE;
	keep(testimony, &checkpoint);
	return WITNESS_TAKEN;
}

static int by_lines(const void *a, const void *b)
{
	const Checkpoint *one = a, *other = b;
	if (one->lines != other->lines)
		return one->lines < other->lines ? -1 : 1;
	return instant_order(one->at, other->at);
}

void testimony_begin(Testimony *testimony)
{
	if (testimony->count > 1)
		qsort(testimony->items, testimony->count, sizeof *testimony->items, by_lines);
}

static void lose(Testimony *testimony, const Checkpoint *checkpoint)
{
	if (!testimony->lost)
		testimony->lost = checkpoint;
	testimony->lost_count++;
}

void testimony_line(Testimony *testimony, int64_t seq, const Seal *seal)
{
	char code[LEDGER_CODE_MAX];
	testimony->lines = seq;
	for (; testimony->next < testimony->count && testimony->items[testimony->next].lines == seq;
	     testimony->next++) {
		const Checkpoint *checkpoint = &testimony->items[testimony->next];
		if (!seal_same(&checkpoint->head, seal))
			lose(testimony, checkpoint);
		else if (!testimony->lost)
			testimony->held = checkpoint;
	}
	if (!testimony->code || testimony->code_lines)
		return;
	ledger_code_make(testimony->keys, seq, seal, code);
	if (text_is(code, testimony->code))
		testimony->code_lines = seq;
}

void testimony_end(Testimony *testimony, bool whole)
{
	for (; whole && testimony->next < testimony->count; testimony->next++)
		lose(testimony, &testimony->items[testimony->next]);
}

bool testimony_holds(const Testimony *testimony)
{
	return !testimony->lost && (!testimony->code || testimony->code_lines);
}

/* --- In words --- */

static const char *lines(int64_t count, Arena *arena)
{
	return arena_print(arena, "%lld line%s", (long long)count, count == 1 ? "" : "s");
}

/* "12345 lines at 2026-11-30T01:14:31Z" */
static const char *state(const Checkpoint *checkpoint, Arena *arena)
{
	char at[32];
	instant_print(checkpoint->at, at);
	return arena_print(arena, "%s at %s", lines(checkpoint->lines, arena), at);
}

static void say_lost(const Testimony *testimony, Text *out)
{
	const Checkpoint *lost = testimony->lost;
	Arena *arena = testimony->arena;
	text_add_print(out, "The ledger is not what it was: it held %s, and ", state(lost, arena));
	if (lost->lines > testimony->lines)
		text_add_print(out, "holds %s now: it was cut off, or an older backup was restored.",
			       lines(testimony->lines, arena));
	else
		text_add_print(out, "its line %lld has another seal now: it was made anew.", (long long)lost->lines);
	if (testimony->lost_count > 1)
		text_add_print(out, " %zu checkpoints do not hold; this is the first.", testimony->lost_count);
	text_add(out, "\n");
	if (!testimony->held)
		text_add(out, "No checkpoint before it holds.\n");
	else
		text_add_print(out, "The last that holds is of %s: the %s after it are witnessed by nothing.\n",
			       state(testimony->held, arena), lines(testimony->lines - testimony->held->lines, arena));
}

static void say_held(const Testimony *testimony, Text *out)
{
	const Checkpoint *held = testimony->held;
	Arena *arena = testimony->arena;
	if (!held) {
		text_add(out, "No checkpoint is of a line before the fault.\n");
		return;
	}
	text_add_print(out, "%zu checkpoint%s; the last, of %s.", testimony->next,
		       testimony->next == 1 ? " holds" : "s hold", state(held, arena));
	text_add_print(out, " Since then: %s.\n", lines(testimony->lines - held->lines, arena));
}

static void say_code(const Testimony *testimony, Text *out)
{
	Arena *arena = testimony->arena;
	const int64_t told = testimony->code_lines;
	if (told)
		text_add_print(out, "The ledger holds what it held when the code %s was printed: %s. Since then: %s.\n",
			       testimony->code, lines(told, arena), lines(testimony->lines - told, arena));
	else
		text_add_print(
			out,
			"No state of this ledger gives the code %s: since it was printed lines were changed or cut "
			"off, or it is of another desk, or desk.key is another than it was.\n",
			testimony->code);
}

void testimony_say(const Testimony *testimony, Text *out)
{
	if (testimony->lost)
		say_lost(testimony, out);
	else if (testimony->count > 0)
		say_held(testimony, out);
	if (testimony->code)
		say_code(testimony, out);
}
