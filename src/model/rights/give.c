/* The copy made and written: both files, and the fact that says so. */
#include "base/text.h"
#include "model/desk/telling.h"
#include "model/desk/witness.h"
#include "model/rights/rights.h"

static bool draft(Desk *desk, const Chart *chart, const char *folder, CopyFiles *files, void **ret_drafts, Error *err)
{
	scoped(arena_wipe) Arena arena = {0};
	const CopyPort *port = &desk->ports.copying;
	Sheet sheet;
	TextList left_out;
	if (!copy_make(desk, chart, &arena, &sheet, &left_out, err))
		return false;
	const CopyJob job = {
		.sheet = &sheet,
		.patient = chart->world.person->nhs,
		.left_out = left_out.items,
		.left_out_count = left_out.count,
		.until = chart->head + 1,
		.now = desk_now(desk),
		.folder = folder,
		.today = desk_today(desk),
		.sheet_path = files->sheet,
		.bundle_path = files->bundle,
		.room = COPY_PATH_MAX,
	};
	return port->draft(port->self, &job, ret_drafts, err);
}

static bool tell_given(Desk *desk, Chart *chart, Error *err)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_ACCESS_GIVEN;
	scoped(telling_end) Telling telling = {
		.desk = desk, .chart = chart, .right = ACT_ACCESS, .held = "made a copy of all that is kept"};
	return telling_begin(&telling, err) && telling_put(&telling, &fact, err) && telling_commit(&telling, err);
}

/* Told before the files have their names: no copy is there that nobody knows of. */
bool desk_give_copy(Desk *desk, Chart *chart, const char *folder, CopyFiles *ret_files, Error *err)
{
	const CopyPort *port = &desk->ports.copying;
	void *drafts = NULL;
	if (!desk_allows(desk, ACT_ACCESS, err))
		return false;
	if (!port->draft)
		return fail(err, ERROR_REFUSED, "No copy can be written from here: use sharedesk itself.");
	if (text_empty(folder) || (folder[0] != '/' && !text_starts(folder, "~/")))
		return fail(err, ERROR_INPUT, "Name a folder from the root: type it from its first / on.");
	if (instant_order(chart->past, INSTANT_MIN) != 0)
		return fail(err, ERROR_REFUSED, "This shows the past: go back to today first.");
	if (!desk_refresh_chart(desk, chart, NULL, err) ||
	    !ledger_lets(&desk->ports.ledger, "a copy of all that is kept", err) ||
	    !draft(desk, chart, folder, ret_files, &drafts, err))
		return false;
	if (tell_given(desk, chart, err)) {
		desk_witness_again(desk);
		return port->keep(port->self, drafts, err);
	}
	port->drop(port->self, drafts);
	return false;
}
