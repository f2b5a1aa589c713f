#include "ui/override_line.h"

#include "base/text.h"
#include "base/utf8.h"
#include "model/choices/override.h"
#include "ui/flow.h"

enum { LEAD = 2 };

/* All of it, or what matters most: until when, that private entries are seen, who sees, why. */
static const char *line_of(const OverrideOn *on, size_t count, int cols, Arena *arena)
{
	const char *until = count == 1 ? arena_print(arena, "OVERRIDE on until %s", on->until_text)
				       : arena_print(arena, "%zu OVERRIDES, the first until %s", count, on->until_text);
	const char *private = on->private_too ? ", private too" : "";
	const char *const lines[] = {
		arena_print(arena, "%s: %s sees the record%s (%s)", until, on->name,
			    on->private_too ? " and its private entries" : "", on->reason),
		arena_print(arena, "%s%s: %s (%s)", until, private, on->name, on->reason),
		arena_print(arena, "%s%s: %s", until, private, on->name),
		arena_print(arena, "%s%s (%s)", until, private, on->reason),
		arena_print(arena, "%s%s", until, private),
		count == 1 ? arena_print(arena, "OVERRIDE to %s", on->until_text)
			   : arena_print(arena, "%zu OVERRIDES to %s", count, on->until_text),
	};
	size_t i = 0;
	while (i + 1 < countof(lines) && utf8_columns(lines[i]) > cols - 2 * LEAD)
		i++;
	return lines[i];
}

const char *override_line(const Chart *chart, bool turned, int cols, Arena *arena)
{
	const OverrideOn *on, *first = NULL;
	size_t all, count = 0;
	desk_override_now(chart, arena, &on, &all);
	for (size_t i = 0; i < all; i++) {
		if (turned && !on[i].told)
			continue;
		first = first ? first : &on[i];
		count++;
	}
	return first ? line_of(first, count, cols, arena) : NULL;
}

/* A blank on each side keeps the words apart from the pattern. */
void override_line_draw(Area area, const char *line)
{
	for (int col = 0; col < area.cols; col++)
		area_put(area, 0, col, STYLE_PAST, area_glyphs(area)->pattern);
	area_put(area, 0, LEAD - 1, STYLE_PAST, " ");

	const int drawn = flow_put_cut(area, 0, LEAD, area.cols - 2 * LEAD, STYLE_PAST, line);

	area_put(area, 0, LEAD + drawn, STYLE_PAST, " ");
}
