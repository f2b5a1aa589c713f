#include "ui/override_line.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/choices/override.h"
#include "ui/flow.h"

static const char spoken[] = "Override"; /* how the model's sentence begins */

const char *override_line(const Chart *chart, bool turned, Arena *arena)
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
	if (!first)
		return NULL;

	const char *text = text_starts(first->text, spoken) ? first->text + strlen(spoken) : first->text;

	return count == 1 ? arena_print(arena, "OVERRIDE%s", text)
			  : arena_print(arena, "%zu OVERRIDES; the first%s", count, text);
}

/* A blank on each side keeps the words apart from the pattern. */
void override_line_draw(Area area, const char *line)
{
	enum { LEAD = 2 };

	for (int col = 0; col < area.cols; col++)
		area_put(area, 0, col, STYLE_PAST, area_glyphs(area)->pattern);
	area_put(area, 0, LEAD - 1, STYLE_PAST, " ");

	const int drawn = flow_put_cut(area, 0, LEAD, area.cols - 2 * LEAD, STYLE_PAST, line);

	area_put(area, 0, LEAD + drawn, STYLE_PAST, " ");
}
