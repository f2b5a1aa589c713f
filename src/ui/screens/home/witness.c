/* At the foot of home: the code of the ledger, for the privacy officer to write down elsewhere; and that nothing
 * witnesses it, where that is so. */
#include "base/text.h"
#include "ui/flow.h"
#include "ui/screens/home/inside.h"

enum { ROWS_MAX = 3, ROOM_MIN = 4 /* rows that stay for the rest */ };

/* A code that cannot be read now stays the one before: what else the fault stops says so. */
void home_witness_load(App *app, HomeWitness *witness)
{
	Desk *desk = app_desk(app);
	Error err = {0};
	if (desk_may(desk, ACT_SEE_AUDIT) && desk_head(desk) != witness->lines &&
	    !desk_ledger_code(desk, witness->code, &witness->lines, &err))
		witness->lines = 0;
	witness->fault = (Error){0};
	if (desk_may(desk, ACT_VERIFY) && !desk_witness_stands(desk, &err))
		witness->fault = err;
}

static const char *words_of(const HomeWitness *witness, Arena *arena)
{
	if (witness->fault.kind)
		return witness->fault.text;
	return witness->code[0] ? arena_print(arena, "Ledger code %s, %lld line%s", witness->code,
					      (long long)witness->lines, witness->lines == 1 ? "" : "s")
				: "";
}

int home_witness_rows(const HomeWitness *witness, const App *app)
{
	scoped(arena_free) Arena arena = {0};
	const char *words = words_of(witness, &arena);
	const int rows = words[0] ? (int)flow_wrap(&arena, words, app_body_cols(app) - 1).count : 0;
	return rows > ROWS_MAX || app_body_rows(app) - rows < ROOM_MIN ? 0 : rows;
}

Area home_witness_draw(const HomeWitness *witness, const App *app, Area area)
{
	const int rows = home_witness_rows(witness, app);
	if (rows > 0)
		flow_put(area_part(area, area.rows - rows, 0, rows, -1), 0, 1,
			 witness->fault.kind ? STYLE_WARNING : STYLE_MUTED, words_of(witness, area_scratch(area)));
	return area_part(area, 0, 0, area.rows - rows, -1);
}
