#include "ui/screens/sharing/inside.h"

#include "base/text.h"
#include "model/lists/lists.h"
#include "model/readings/explain.h"
#include "ui/screens/parts/parts.h"

bool successor_allows(const Desk *desk, const Chart *chart, const MatrixRow *row, Error *err)
{
	const Organisation *next;
	return desk_care_successor(desk, chart, row->episode->id, &next, err);
}

void successor_explain(const Desk *desk, const Chart *chart, const MatrixRow *row, Text *out)
{
	const Organisation *next;
	if (desk_care_successor(desk, chart, row->episode->id, &next, NULL))
		text_add_print(out, "%s has closed: R refers to %s. ",
			       explain_name(&chart->world, row->org, out->arena),
			       explain_name(&chart->world, next->code, out->arena));
}

static const char *closed_name(const Chart *chart, const char *episode, Arena *arena)
{
	return explain_name(&chart->world, agreements_episode(&chart->now.agreements, episode)->org, arena);
}

void successor_ask(App *app, const Chart *chart, const char *episode, DialogDone *done)
{
	Arena *scratch = app_scratch(app);
	const Organisation *next;
	const char *called;
	if (!app_done(app, desk_care_successor(app_desk(app), chart, episode, &next, app_error(app))))
		return;
	called = explain_name(&chart->world, next->code, scratch);
	app_ask(app,
		&(Dialog){
			.kind = DIALOG_SAVE,
			.title = arena_print(scratch, "Refer to %s?", called),
			.text = arena_print(scratch,
					    "%s: %s. The care at %s, which has closed, ends; the questions are asked "
					    "anew.",
					    next->code,
					    finder_says(reach_standing(&chart->now, next->code).standing, next,
							app_today(app), false),
					    closed_name(chart, episode, scratch)),
			.yes = "Refer",
			.done = done,
		});
}

void successor_refer(App *app, Chart *chart, const char *episode, char *ret_episode, size_t size)
{
	const char *moved;
	if (!app_done(app, desk_move_care(app_desk(app), chart, episode, &moved, app_error(app))))
		return;
	text_copy(ret_episode, size, moved);
	app_notice(
		app, NOTICE_GOOD, "Referred to %s. %s",
		explain_name(&chart->world, agreements_episode(&chart->now.agreements, moved)->org, app_scratch(app)),
		refer_next(app_desk(app), chart, moved));
}
