#include "model/paper/paper.h"

#include <stdlib.h>

#include "model/desk/telling.h"
#include "model/desk/witness.h"
#include "model/facts/contact.h"
#include "model/paper/inside.h"
#include "model/spoken/phrasebook.h"
#include "model/spoken/script.h"

static bool is_choice(const Fact *fact)
{
	switch ((FactKind)fact->kind) {
	case FACT_ANSWERED:
	case FACT_ENDED:
	case FACT_DISPUTED:
	case FACT_CHOICE:
	case FACT_CODE_ACCEPTED:
	case FACT_SCR:
	case FACT_SCR_INCLUDE:
	case FACT_MIG:
	case FACT_VIEW_PERMISSION:
	case FACT_PURPOSE:
	case FACT_STUDY_CONSENT:
	case FACT_ENTRY_PRIVATE:
	case FACT_ENTRY_PRIVATE_REQUESTED: return true;
	case FACT_CONTACT: return contact_says_reach(fact);
	case FactKind_NOT_GIVEN_:
	case FACT_STANDING:
	case FACT_SCR_DEFAULT:
	case FACT_REGISTERED:
	case FACT_REFERRED:
	case FACT_DISCHARGED:
	case FACT_DISCHARGE_CANCELLED:
	case FACT_ENTRY_OPEN:
	case FACT_REQUEST:
	case FACT_CODE_ISSUED:
	case FACT_CODE_FAILED:
	case FACT_REQUEST_CANCELLED:
	case FACT_NATIONAL_OPT_OUT:
	case FACT_OVERRIDE:
	case FACT_OVERRIDE_ENDED:
	case FACT_OVERRIDE_REVIEWED:
	case FACT_PASSED_ON:
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
	case FACT_ACCESS_GIVEN:
	case FACT_IMPORTED:
	case FACT_VOIDED:
	case FACT_EXPORTED:
	case FACT_ACCOUNT:
	case FACT_SETTING:
	case FACT_SIGNED_IN:
	case FACT_SIGNED_OUT:
	case FactKind_COUNT_: break;
	}
	return false;
}

/* Of the receipt handed out last; INSTANT_MIN: there was none. `but`: this one is being read again. */
static Instant last_receipt(const Reach *reach, const char *but)
{
	for (size_t i = reach->fact_count; i-- > 0;)
		if (reach->facts[i]->kind == FACT_RECEIPT && !text_is(reach->facts[i]->id, but))
			return reach->facts[i]->at;
	return INSTANT_MIN;
}

Instant receipt_since(const Chart *chart)
{
	const Reach *reach = &chart->now;
	const Instant last = last_receipt(reach, NULL);
	for (size_t i = reach->fact_count; i-- > 0;)
		if (is_choice(reach->facts[i]) && instant_before(last, reach->facts[i]->at))
			return instant_order(last, INSTANT_MIN) == 0 ? last : instant_add(last, 1);
	return INSTANT_MIN;
}

/* --- Who recorded it --- */

static bool same_day(const Paper *paper, const Fact *a, const Fact *b)
{
	const Zone *zone = paper->chart->world.zone;
	return date_order(zone_date(zone, a->at), zone_date(zone, b->at)) == 0;
}

/* One of `facts` already says who, and on which day. */
static bool is_listed(const Paper *paper, const Fact *const *facts, size_t count, const Fact *fact)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(facts[i]->by, fact->by) && same_day(paper, facts[i], fact))
			return true;
	return false;
}

static int earliest_first(const void *a, const void *b)
{
	return fact_order(*(const Fact *const *)a, *(const Fact *const *)b);
}

/* Who told what came by this way, and when; `how` 0: all of it. */
static void add_list(ReceiptPage *page, How how, const char *english)
{
	const Fact **by = arena_array(page->paper.sheet.arena, page->told_count + 1, sizeof *by);
	size_t count = 0;
	for (size_t i = 0; i < page->told_count; i++)
		if ((!how || page->told[i]->how == how) && !is_listed(&page->paper, by, count, page->told[i]))
			by[count++] = page->told[i];
	if (count > 1)
		qsort(by, count, sizeof *by, earliest_first);
	if (count > 0)
		paper_say(&page->paper, SHEET_PARAGRAPH, english, &(PaperWords){.facts = by, .fact_count = count});
}

static void add_recorders(ReceiptPage *page)
{
	static const char *const hows[How_COUNT_] = {
		[HOW_PHONE] = N_("Asked by telephone: {list}."),
		[HOW_VIDEO] = N_("Asked by video: {list}."),
		[HOW_PAPER] = N_("Answered on paper: {list}."),
		[HOW_ONLINE] = N_("Answered online, seen by {list}."),
	};
	for (How how = 1; how < How_COUNT_; how++)
		if (hows[how])
			add_list(page, how, hows[how]);
	add_list(page, 0, N_("Recorded by {list}."));
}

/* --- What it means --- */

static const struct {
	Direction direction;
	Answer answer;
	ScriptText text;
} meanings[] = {
	{DIRECTION_OUT, ANSWER_YES, SCRIPT_OUT_YES},
	{DIRECTION_OUT, ANSWER_NO, SCRIPT_OUT_NO},
	{DIRECTION_IN, ANSWER_YES, SCRIPT_IN_YES},
	{DIRECTION_IN, ANSWER_NO, SCRIPT_IN_NO},
};

static void add_meanings(ReceiptPage *page)
{
	bool any = false;
	for (size_t i = 0; i < countof(meanings); i++) {
		const Direction direction = meanings[i].direction;
		if (!page->answered[direction][meanings[i].answer] || page->idle[direction][meanings[i].answer])
			continue;
		if (!any)
			paper_say(&page->paper, SHEET_HEADING, N_("What this means"), NULL);
		paper_say(&page->paper, SHEET_ITEM, script_english(meanings[i].text, 0), NULL);
		any = true;
	}
}

static void add_rights(Paper *paper)
{
	paper_say(paper, SHEET_HEADING, N_("Changing your mind"), NULL);
	paper_say(paper, SHEET_ITEM, script_english(SCRIPT_HONEST_CHANGE, 0), NULL);
	paper_say(paper, SHEET_ITEM, script_english(SCRIPT_HONEST_STAYS, 0), NULL);
	paper_say(paper, SHEET_ITEM, script_english(SCRIPT_HONEST_NEVER, 0), NULL);
}

static void add_codes(Paper *paper, const Receipt *receipt)
{
	char grouped[RECEIPT_CODE + 2];
	receipt_code_print(receipt->code, grouped);
	paper_rule(paper);
	paper_say(paper, SHEET_SMALL, N_("Tell us this code, and we find your page:"), NULL);
	sheet_add(&paper->sheet, SHEET_CODE, grouped, NULL);
	if (receipt->ledger_code[0])
		paper_say(paper, SHEET_SMALL, N_("Ledger code {words}: it shows later whether anything was changed."),
			  &(PaperWords){.words = receipt->ledger_code});
}

/* --- The page --- */

static void add_top(ReceiptPage *page)
{
	Paper *paper = &page->paper;
	const PaperWords words = {.patient = paper_patient(paper), .at = page->reach->at};
	const Episode *home = page->reach->home;
	paper_say(paper, SHEET_TITLE, N_("Your choices about sharing your health record"), NULL);
	paper_say(paper, SHEET_PARAGRAPH, "{patient}, {day}", &words);
	if (home && !paper->chart->restricted)
		paper_say(paper, SHEET_SMALL, N_("From your GP surgery, {organisation}."),
			  &(PaperWords){.organisation = paper_called(paper, home->org)});
}

static void add_choices(ReceiptPage *page)
{
	const size_t before = page->paper.sheet.count;
	const bool all = instant_order(page->since, INSTANT_MIN) == 0;
	paper_say(&page->paper, SHEET_HEADING, all ? N_("What you have chosen") : N_("What you chose"), NULL);
	receipt_answers(page);
	receipt_choices(page);
	if (page->paper.sheet.count == before + 1)
		paper_say(&page->paper, SHEET_PARAGRAPH, N_("You have not chosen anything yet."), NULL);
	add_recorders(page);
}

void receipt_write(Desk *desk, const Chart *chart, Instant since, const Language *language, Arena *arena,
		   Receipt *receipt)
{
	ReceiptPage page = {.paper = paper_new(desk, chart, language, "receipt", arena), .since = since};
	page.reach = &page.paper.chart->now;
	page.told = arena_array(arena, page.reach->fact_count + 1, sizeof *page.told);
	add_top(&page);
	add_choices(&page);
	add_meanings(&page);
	add_rights(&page.paper);
	receipt_overrides(&page.paper, last_receipt(page.reach, receipt->fact));
	add_codes(&page.paper, receipt);
	receipt->sheet = page.paper.sheet;
}

/* --- Handing it out --- */

bool receipt_make(Desk *desk, const Chart *chart, Instant since, const Language *language, Arena *arena,
		  Receipt *ret_receipt, Error *err)
{
	Receipt receipt = {0};
	int64_t lines;
	if (person_has_died(chart->world.person))
		return fail(err, ERROR_REFUSED,
			    "The patient has died: nothing new is handed out of their choices. Who has looked can be.");
	if (!desk_allows(desk, ACT_HAND_OUT, err) || !receipt_code_draw(desk, receipt.code, receipt.fact, err) ||
	    !desk_ledger_code(desk, receipt.ledger_code, &lines, err))
		return false;
	receipt_write(desk, chart, since, language, arena, &receipt);
	*ret_receipt = receipt;
	return true;
}

static bool is_told(FactList facts, const char *id)
{
	for (size_t i = 0; i < facts.count; i++)
		if (text_is(facts.items[i].id, id))
			return true;
	return false;
}

/* Printed twice, it was handed out once. */
bool desk_hand_out_receipt(Desk *desk, Chart *chart, const Receipt *receipt, Error *err)
{
	scoped(telling_end) Telling telling = {.desk = desk, .chart = chart, .right = ACT_HAND_OUT};
	Fact fact = FACT_NONE;
	fact.kind = FACT_RECEIPT;
	fact.id = receipt->fact;
	return telling_begin(&telling, err) &&
	       (is_told(telling.now.world.facts, fact.id) || telling_put(&telling, &fact, err)) &&
	       telling_commit(&telling, err);
}
