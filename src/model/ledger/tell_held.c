/* What a file says of things that the ledger knew before it: only how they stand at the file's end counts.
 *
 * A file may tell one organisation, patient or entry several times over, as an export does that holds their past.
 * Told line by line a second time, each would take the place of the one before, and no second import would ever change
 * nothing. */
#include "model/ledger/inside.h"

Line *tell_held(Teller *teller, LineType type, const char *key)
{
	uint32_t number = index_find(&teller->held_index[type], key);
	return number == INDEX_NONE ? NULL : &teller->held[number].line;
}

/* What this file told first is no held line: it stands after what was there before it, and no fact of the file changed
 * one that was. */
static bool told_here(Teller *teller, LineType type, const char *key, bool *ret_here, Error *err)
{
	int64_t seq;
	if (!teller->ledger.ops->told_at(teller->ledger.self, type, key, &seq, err))
		return false;
	*ret_here = seq > teller->began && (type != LINE_PERSON || index_find(&teller->changed, key) == INDEX_NONE);
	return true;
}

bool tell_is_held(Teller *teller, const Line *line, const Line *present, bool *ret_held, Error *err)
{
	LineType type = line->kind->type;
	bool here;
	*ret_held = teller->names_follow && (tell_held(teller, type, line_key(line)) || !line_same(line, present));
	if (!*ret_held)
		return true;
	if (!told_here(teller, type, line_key(line), &here, err))
		return false;
	*ret_held = !here;
	return true;
}

bool tell_note_change(Teller *teller, const char *nhs, Error *err)
{
	bool here = true;
	if (teller->names_follow && !told_here(teller, LINE_PERSON, nhs, &here, err))
		return false;
	if (!here && index_find(&teller->changed, nhs) == INDEX_NONE)
		index_add(&teller->changed, &teller->later, arena_text(&teller->later, nhs), 0);
	return true;
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
