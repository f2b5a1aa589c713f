/* Who has looked: views, decisions and exports, told to the patient. */
#include <string.h>

#include "base/text.h"
#include "model/choices/override.h"
#include "model/desk/inside.h"
#include "model/paper/inside.h"
#include "model/paper/paper.h"
#include "model/spoken/phrasebook.h"
#include "model/spoken/script.h"

/* --- Who can see it now --- */

static bool shown_before(const Matrix *matrix, size_t row)
{
	for (size_t i = 0; i < row; i++)
		if (matrix->rows[i].episode->open && text_is(matrix->rows[i].org, matrix->rows[row].org))
			return true;
	return false;
}

/* What an override opens stands by itself below. */
static bool add_sight(Paper *paper, const MatrixRow *row)
{
	Viewer viewer = viewer_of(row->probe, row->org);
	PaperWords words = {.organisation = paper_called(paper, row->org)};
	viewer.override_any = viewer.override_private = NULL;
	const Sighted seen = sight_of(&viewer);
	switch (seen.sight) {
	case SIGHT_NONE:
	case SIGHT_ASKS: return false;
	case SIGHT_PART: paper_say(paper, SHEET_ITEM, script_english(SCRIPT_SEES_PART, 0), &words); return true;
	case SIGHT_UP_TO:
		words.at = seen.up_to;
		paper_say(paper, SHEET_ITEM, N_("{organisation}: your GP record up to {day}, except what is private."),
			  &words);
		return true;
	case SIGHT_WHOLE: break;
	}
	paper_say(paper, SHEET_ITEM,
		  viewer.home ? N_("{organisation}: your GP record, which it keeps.")
			      : N_("{organisation}: your whole GP record, except what is private."),
		  &words);
	return true;
}

static bool add_count(Paper *paper, const MatrixRow *row)
{
	Viewer viewer = viewer_of(&paper->chart->now, row->org);
	viewer.override_any = viewer.override_private = NULL;
	const View view = view_of(&viewer);
	if (view.visible > 0)
		paper_count(paper, SHEET_ITEM, NN_("{organisation}: 1 entry.", "{organisation}: {count} entries."),
			    &(PaperWords){.organisation = paper_called(paper, row->org), .count = view.visible});
	return view.visible > 0;
}

/* Of those the patient may be told of (the chart is as told). */
static void add_let_in(Paper *paper)
{
	const OverrideLine *lines;
	size_t count;
	desk_overrides(paper->chart, paper->sheet.arena, &lines, &count);
	for (size_t i = 0; i < count; i++)
		if (lines[i].on && instant_order(lines[i].told_from, INSTANT_MAX) != 0)
			paper_say(paper, SHEET_ITEM,
				  N_("{organisation}: let in without asking you, until {day}, {time}."),
				  &(PaperWords){.organisation = paper_called(paper, lines[i].opening->org),
						.at = lines[i].over});
}

static void add_now(Paper *paper)
{
	const Matrix *matrix = &paper->chart->matrix;
	bool told = false;
	paper_say(paper, SHEET_HEADING, N_("Who can see your record now"), NULL);
	for (size_t i = 0; i < matrix->count; i++) {
		const MatrixRow *row = &matrix->rows[i];
		if (row->episode->open && !shown_before(matrix, i))
			told |= row->counted ? add_count(paper, row) : add_sight(paper, row);
	}
	if (!told)
		paper_say(paper, SHEET_PARAGRAPH, N_("Nobody, by what you have chosen."), NULL);
	add_let_in(paper);
}

/* --- Who looked --- */

static bool same_day(const Paper *paper, Instant a, Instant b)
{
	const Zone *zone = paper->chart->world.zone;
	return date_order(zone_date(zone, a), zone_date(zone, b)) == 0;
}

static bool same_view(const Paper *paper, const Fact *a, const Fact *b)
{
	return b->kind == FACT_VIEWED && text_is(a->by, b->by) && text_is(a->org, b->org) &&
	       same_day(paper, a->at, b->at);
}

/* Of one person on one day at one place: told once, with how many times. 0 where a later one tells it. */
static unsigned long views(const Paper *paper, size_t i)
{
	const Reach *reach = &paper->chart->now;
	unsigned long count = 0;
	for (size_t j = i + 1; j < reach->fact_count; j++) {
		if (same_view(paper, reach->facts[i], reach->facts[j]))
			return 0;
		if (!same_day(paper, reach->facts[i]->at, reach->facts[j]->at))
			break;
	}
	for (size_t j = i + 1; j-- > 0;) {
		if (!same_day(paper, reach->facts[i]->at, reach->facts[j]->at))
			break;
		count += same_view(paper, reach->facts[i], reach->facts[j]);
	}
	return count;
}

static const char *permission(const Fact *fact)
{
	return fact->answer == ANSWER_YES ? N_("{day}: {organisation} asked to look at your record, and you said yes.")
	       : fact->answer == ANSWER_NO
		       ? N_("{day}: {organisation} asked to look at your record, and you said no.")
		       : N_("{day}: {organisation} looked at your record, because you could not answer.");
}

static const char *decision(const Fact *fact)
{
	switch ((FactKind)fact->kind) {
	case FACT_REQUEST: return N_("{day}: {organisation} asked to see your record.");
	case FACT_VIEW_PERMISSION: return permission(fact);
	case FACT_ACCESS_GIVEN: return N_("{day}: {name} made a copy of your record.");
	case FactKind_NOT_GIVEN_:
	case FACT_STANDING:
	case FACT_SCR_DEFAULT:
	case FACT_REGISTERED:
	case FACT_REFERRED:
	case FACT_DISCHARGED:
	case FACT_DISCHARGE_CANCELLED:
	case FACT_ENDED:
	case FACT_DISPUTED:
	case FACT_ANSWERED:
	case FACT_ENTRY_PRIVATE:
	case FACT_ENTRY_PRIVATE_REQUESTED:
	case FACT_ENTRY_OPEN:
	case FACT_CODE_ISSUED:
	case FACT_CODE_ACCEPTED:
	case FACT_CODE_FAILED:
	case FACT_REQUEST_CANCELLED:
	case FACT_CHOICE:
	case FACT_SCR:
	case FACT_SCR_INCLUDE:
	case FACT_MIG:
	case FACT_PURPOSE:
	case FACT_NATIONAL_OPT_OUT:
	case FACT_STUDY_CONSENT:
	case FACT_OVERRIDE:
	case FACT_OVERRIDE_ENDED:
	case FACT_OVERRIDE_REVIEWED:
	case FACT_PASSED_ON:
	case FACT_CONTACT:
	case FACT_ENTRY_FLAG:
	case FACT_RESTRICTED:
	case FACT_MERGED:
	case FACT_VIEWED:
	case FACT_RECEIPT:
	case FACT_TICKET:
	case FACT_STAFF_CALLED:
	case FACT_COMPLAINT:
	case FACT_COMPLAINT_ACKNOWLEDGED:
	case FACT_COMPLAINT_ANSWERED:
	case FACT_ACCESS_REQUESTED:
	case FACT_ACCESS_WITHHELD:
	case FACT_IMPORTED:
	case FACT_VOIDED:
	case FACT_EXPORTED:
	case FACT_ACCOUNT:
	case FACT_SETTING:
	case FACT_SIGNED_IN:
	case FACT_SIGNED_OUT:
	case FactKind_COUNT_: break;
	}
	return NULL;
}

static bool add_fact(Paper *paper, size_t i)
{
	const Fact *fact = paper->chart->now.facts[i];
	PaperWords words = {.at = fact->at, .name = text_or(fact->by, "?")};
	if (fact->org)
		words.organisation = paper_called(paper, fact->org);
	if (fact->kind == FACT_VIEWED) {
		words.count = views(paper, i);
		if (words.count)
			paper_count(paper, SHEET_ITEM,
				    NN_("{day}: {name} opened your record at {organisation}.",
					"{day}: {name} opened your record at {organisation}, {count} times."),
				    &words);
		return words.count > 0;
	}
	if (!decision(fact))
		return false;
	paper_say(paper, SHEET_ITEM, decision(fact), &words);
	return true;
}

static void add_views(Paper *paper)
{
	size_t told = 0;
	paper_say(paper, SHEET_HEADING, N_("Who looked, the latest first"), NULL);
	for (size_t i = paper->chart->now.fact_count; i-- > 0;)
		told += add_fact(paper, i);
	if (told == 0)
		paper_say(paper, SHEET_PARAGRAPH, N_("Nobody has looked at your record here."), NULL);
}

/* --- Copies --- */

static bool add_copies(Paper *paper, Error *err)
{
	const Ledger *ledger = &paper->desk->ports.ledger;
	FactList facts;
	if (!ledger->ops->copies(ledger->self, paper->chart->world.person->nhs, paper->sheet.arena, &facts, err))
		return false;
	if (facts.count > 0)
		paper_say(paper, SHEET_HEADING, N_("Copies that were made"), NULL);
	for (size_t i = facts.count; i-- > 0;) {
		const Fact *fact = &facts.items[i];
		const PaperWords words = {.at = fact->at, .name = text_or(fact->by, "?")};
		paper_say(paper, SHEET_ITEM,
			  fact->reason ? N_("{day}: {name} made a copy of your record.")
				       : N_("{day}: {name} made a copy of all records of this surgery, yours too."),
			  &words);
	}
	return true;
}

bool looked_make(Desk *desk, const Chart *chart, const Language *language, Arena *arena, Sheet *ret_sheet, Error *err)
{
	Paper paper = paper_new(desk, chart, language, "who-has-looked", arena);
	paper_say(&paper, SHEET_TITLE, N_("Who has looked at your health record"), NULL);
	paper_say(&paper, SHEET_PARAGRAPH, "{patient}, {day}",
		  &(PaperWords){.patient = paper_patient(&paper), .at = paper.chart->now.at});
	add_now(&paper);
	receipt_overrides(&paper, INSTANT_MIN);
	add_views(&paper);
	if (!add_copies(&paper, err))
		return false;
	*ret_sheet = paper.sheet;
	return true;
}
