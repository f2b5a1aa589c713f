/* What a file says of things that the ledger knew before it: only how they stand at the file's end counts.
 *
 * A file may tell one organisation, patient or entry several times over, as an export does that holds their past.
 * Told line by line a second time, each would take the place of the one before, and no second import would ever change
 * nothing. */
#include "model/ledger/inside.h"

static Index *told_here(Teller *teller, LineType type)
{
	return &teller->told_here[type];
}

Line *tell_held(Teller *teller, LineType type, const char *key)
{
	uint32_t number = index_find(&teller->held_index[type], key);
	return number == INDEX_NONE ? NULL : &teller->held[number].line;
}

bool tell_is_held(Teller *teller, const Line *line, const Line *present)
{
	LineType type = line->kind->type;
	const char *key = line_key(line);
	if (!teller->names_follow || index_find(told_here(teller, type), key) != INDEX_NONE)
		return false;
	return tell_held(teller, type, key) || !line_same(line, present);
}

void tell_hold(Teller *teller, const Line *line)
{
	LineType type = line->kind->type;
	uint32_t number = index_find(&teller->held_index[type], line_key(line));
	if (number == INDEX_NONE) {
		number = (uint32_t)teller->held_count;
		if (teller->held_count == teller->held_room) {
			size_t room = teller->held_room ? 2 * teller->held_room : 16;
			teller->held = teller->held ? arena_grow(&teller->later, teller->held, teller->held_room, room,
								 sizeof *teller->held)
						    : arena_array(&teller->later, room, sizeof *teller->held);
			teller->held_room = room;
		}
		const char *key = arena_text(&teller->later, line_key(line));
		index_add(&teller->held_index[type], &teller->later, key, number);
		teller->held_count++;
	}
	teller->held[number] = (HeldLine){.line = *line, .place = teller->place};
	line_keep(&teller->held[number].line, &teller->later);
}

void tell_note_told(Teller *teller, const Line *line)
{
	if (teller->names_follow && line->kind->type != LINE_FACT)
		index_add(told_here(teller, line->kind->type), &teller->later,
			  arena_text(&teller->later, line_key(line)), 0);
}
