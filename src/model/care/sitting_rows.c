/* Which services are asked by rows, one key each. */
#include "base/text.h"
#include "model/care/inside.h"

static bool is_pair(const Sitting *sitting, size_t i)
{
	const SittingItem *items = &sitting->items[i];
	return i + 1 < sitting->item_count && text_is(items[0].episode, items[1].episode);
}

/* Which texts are read of both questions of a service, in the long form. */
static void pair_texts(const Sitting *sitting, size_t i, Arena *arena, Text *out)
{
	Sitting asks = *sitting;
	asks.step = SITTING_ASK;
	for (asks.at = i; asks.at < i + 2; asks.at++) {
		SittingLines lines = {.arena = arena, .sitting = &asks};
		sitting_lines(&asks, &lines);
		for (size_t j = 0; j < lines.count; j++)
			text_add_print(out, "%d ", (int)lines.items[j].text);
	}
}

/* The same words are read in full once: a further service of which they would be read again is a row. Where another
 * thing is to be said, it is asked in full. */
static void find_rows(Sitting *sitting)
{
	scoped(arena_free) Arena arena = {0};
	SittingItem *rows = arena_array(&arena, sitting->item_count, sizeof *rows);
	const char **read = arena_array(&arena, sitting->item_count, sizeof *read);
	size_t full = 0, row_count = 0, read_count = 0;
	for (size_t i = 0; i < sitting->item_count; i++) {
		Text said = {.arena = &arena};
		size_t same = 0;
		const bool pair = is_pair(sitting, i);
		if (pair)
			pair_texts(sitting, i, &arena, &said);
		while (pair && same < read_count && !text_is(read[same], text_done(&said)))
			same++;
		if (pair && same < read_count) {
			rows[row_count++] = sitting->items[i];
			rows[row_count++] = sitting->items[++i];
			continue;
		}
		if (pair)
			read[read_count++] = text_done(&said);
		sitting->items[full++] = sitting->items[i];
		if (pair)
			sitting->items[full++] = sitting->items[++i];
	}
	for (size_t i = 0; i < row_count; i++)
		sitting->items[full + i] = rows[i];
	sitting->full = full;
}

/* At the kiosk it is one question a screen. */
void sitting_find_rows(Sitting *sitting)
{
	sitting->full = sitting->item_count;
	if (sitting->speaker.how != HOW_KIOSK && sitting->item_count > 2)
		find_rows(sitting);
}
