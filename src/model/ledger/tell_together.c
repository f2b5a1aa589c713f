/* Many facts at once, of which nothing is asked but what each names. */
#include <assert.h>

#include "model/ledger/inside.h"

static bool check(Teller *teller, const Line *line, Error *err)
{
	bool all;
	assert(line->kind->type == LINE_FACT && line->fact.id && !tell_opening_field(line->kind));
	return tell_check_fields(line, err) && tell_check_names(teller, line, false, &all, err);
}

bool tell_together(Teller *teller, Line *lines, size_t count, Error *err)
{
	for (size_t i = 0; i < count; i++) {
		lines[i].fact.recorded_at = teller->now;
		const bool right = check(teller, &lines[i], err);
		arena_reset(&teller->scratch, (ArenaMark){0});
		if (!right)
			return false;
	}
	return teller->ledger.ops->append_all(teller->ledger.self, lines, count, teller->source, err);
}
