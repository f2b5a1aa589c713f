/* The copy of all that is kept of a patient, as a person reads it. English: what was recorded was recorded in it. */
#include <stdlib.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/care/care.h"
#include "model/desk/inside.h"
#include "model/facts/nhs_number.h"
#include "model/readings/explain.h"
#include "model/rights/copy_inside.h"

/* --- What this is --- */

static const char *const about[] = {
	"You asked for a copy of what this surgery keeps about you in sharedesk, the program in which it writes down who may "
	"see your health record and what you said about that. It is free. A second file holds the same choices in a form for "
	"computers (FHIR).",
	"Your health record itself (what doctors and nurses wrote, letters, results) is kept in the surgery's record system: ask "
	"for a copy of that too, if you want it.",
	"It is kept so that what you choose is remembered and kept to, so that you can see who looked, and so that the surgery "
	"can show that it kept to it. The law that lets it do so: UK GDPR Article 6(1)(e), a task in the public interest, and "
	"Article 9(2)(h), health care. How long it is kept, and with whom it is shared, stands in the surgery's privacy notice.",
	"Something may be left out where the law allows or requires that: to keep somebody safe, or because it is about "
	"somebody else. The surgery cannot always say what.",
	"If something here is wrong, ask to have it put right. You may object to how it is used. If you are not happy with how "
	"your data are used or with this answer, complain to the surgery: it must tell you within 30 days that it has your "
	"complaint. You can also complain to the Information Commissioner: ico.org.uk/make-a-complaint, telephone 0303 123 "
	"1113.",
};

/* No paper of a restricted patient says where they are registered, nor does an address of that practice. */
static void add_address(CopyPage *page, const char *words, const char *setting)
{
	const char *address = desk_setting(page->desk, setting, page->sheet.arena);
	if (!page->chart->restricted && !text_empty(address))
		copy_say(page, SHEET_PARAGRAPH, arena_print(page->sheet.arena, "%s: %s", words, address));
}

static void add_about(CopyPage *page)
{
	copy_say(page, SHEET_HEADING, "What this is");
	for (size_t i = 0; i < countof(about); i++)
		copy_say(page, SHEET_PARAGRAPH, about[i]);
	add_address(page, "The privacy notice", "privacy-notice");
	add_address(page, "Where to complain to the surgery", "complaints");
}

/* --- Your details --- */

static void add_detail(CopyPage *page, const char *label, const char *value)
{
	if (!text_empty(value))
		sheet_field(&page->sheet, label, NULL, value, NULL);
}

static const char *truth_said(WordByte truth)
{
	return truth == TRUTH_TRUE ? "yes" : truth == TRUTH_FALSE ? "no" : NULL;
}

static const char *died_said(const Person *person, Arena *arena)
{
	char died[16];
	if (!person_has_died(person))
		return NULL;
	if (partial_is_unknown(person->died))
		return "has died";
	partial_print_staff(person->died, died);
	return arena_text(arena, died);
}

static const char *prefers_said(WordByte prefers)
{
	static const char *const ways[Prefers_COUNT_] = {
		[PREFERS_SMS] = "text messages",
		[PREFERS_EMAIL] = "e-mail",
		[PREFERS_ONLINE] = "the online account",
		[PREFERS_NONE] = "no messages",
	};
	return ways[prefers];
}

static void add_whereabouts(CopyPage *page, const Person *person)
{
	const Chart *chart = page->chart;
	Arena *arena = page->sheet.arena;
	if (chart->restricted) {
		copy_say(page, SHEET_PARAGRAPH,
			 "Your record is restricted, to keep you safe: no paper of this surgery names your postcode, "
			 "telephone number, e-mail address or practice. Ask to be shown them.");
		return;
	}
	add_detail(page, "Postcode", person->postcode);
	add_detail(page, "Mobile", person->mobile);
	add_detail(page, "E-mail", person->email);
	if (chart->now.home)
		add_detail(page, "Registered at",
			   arena_print(arena, "%s, since %s", explain_name(&chart->world, chart->now.home->org, arena),
				       copy_day(page, chart->now.home->opening->at)));
}

static void add_details(CopyPage *page)
{
	const Person *person = page->chart->world.person;
	Arena *arena = page->sheet.arena;
	char born[32] = "";
	date_print_patient(person->born, born);
	copy_say(page, SHEET_HEADING, "Your details");
	add_detail(page, "Title", person->title);
	add_detail(page, "Family name", person->family);
	add_detail(page, "Given names", person->given);
	add_detail(page, "You wish to be called", person->preferred);
	add_detail(page, "NHS number", nhs_number_text(person->nhs, arena));
	add_detail(page, "Born", date_is_none(person->born) ? "not known" : born);
	add_detail(page, "Died", died_said(person, arena));
	add_detail(page, "Gender", person->gender);
	add_detail(page, "Reach you by", prefers_said(person->prefers));
	add_detail(page, "Online account", truth_said(person->online));
	add_detail(page, "Language", copy_language(person->language));
	add_detail(page, "Interpreter", truth_said(person->interpreter));
	add_whereabouts(page, person);
}

static void add_goes_on(CopyPage *page)
{
	const Fact *merged = page->chart->goes_on;
	Arena *arena = page->sheet.arena;
	if (merged)
		copy_say(page, SHEET_PARAGRAPH,
			 arena_print(
				 arena,
				 "Your care goes on under the number %s: what is kept there is in a copy of its own.",
				 nhs_number_text(merged->patient, arena)));
}

/* --- How it stands now --- */

static const char *cell_said(MatrixCell cell)
{
	switch (cell) {
	case CELL_YES: return "yes";
	case CELL_NO: return "no";
	case CELL_STOPPED: return "up to a day, nothing later";
	case CELL_WAITING: return "a code is on its way";
	case CELL_NOT_ASKED: return "not asked";
	case CELL_NOT_APPLICABLE: return "does not apply";
	}
	return "";
}

static void add_now(CopyPage *page)
{
	const Chart *chart = page->chart;
	Arena *arena = page->sheet.arena;
	copy_say(page, SHEET_HEADING, "Who may see your record, as it stands now");
	copy_say(
		page, SHEET_PARAGRAPH,
		"Share Out: others may see what this service records. Share In: this service may see what others recorded.");
	for (size_t i = 0; i < chart->matrix.count; i++) {
		const MatrixRow *row = &chart->matrix.rows[i];
		char sees[SIGHT_TEXT];
		if (!row->episode->open)
			continue;
		sighted_text(&row->seen, chart->world.zone, sees, sizeof sees);
		copy_say(page, SHEET_ITEM,
			 arena_print(arena, "%s%s%s: Share Out %s, Share In %s. %s",
				     explain_name(&chart->world, row->org, arena), text_empty(row->service) ? "" : ", ",
				     text_or(row->service, ""), cell_said(row->out), cell_said(row->in), sees));
	}
	if (chart->matrix.open == 0)
		copy_say(page, SHEET_PARAGRAPH, "You are in nobody's care, as far as this program knows.");
}

/* Kept beside the ledger, until the night. */
static void add_expected(CopyPage *page)
{
	const Ledger *ledger = &page->desk->ports.ledger;
	Arena *arena = page->sheet.arena;
	ExpectedList list = {0};
	if (!ledger->ops->expected(ledger->self, arena, &list, NULL) ||
	    date_order(list.day, desk_today(page->desk)) != 0)
		return;
	for (size_t i = 0; i < list.count; i++) {
		const Expected *expected = &list.items[i];
		char time[16] = "";
		if (!text_is(expected->nhs, page->chart->world.person->nhs))
			continue;
		if (expected->minute != EXPECTED_ANY_TIME)
			text_print(time, sizeof time, " at %02d:%02d", expected->minute / 60, expected->minute % 60);
		copy_say(page, SHEET_PARAGRAPH,
			 arena_print(arena, "You are expected at the surgery today%s%s%s: kept until tonight.", time,
				     text_empty(expected->clinician) ? "" : " by ", text_or(expected->clinician, "")));
	}
}

/* --- All of it --- */

static CopyPage page_new(Desk *desk, const Chart *chart, Arena *arena)
{
	CopyPage page = {
		.desk = desk,
		.chart = desk_chart_told(desk, chart, arena),
		.sheet = sheet_new(arena, "everything-kept", &languages[0]),
	};
	copy_gaps_find(desk, chart, arena, &page.gaps);
	return page;
}

static void add_title(CopyPage *page)
{
	Arena *arena = page->sheet.arena;
	const Staff *staff = desk_staff(page->desk);
	const Organisation *practice = page->chart->restricted ? NULL : desk_practice(page->desk);
	copy_say(page, SHEET_TITLE, "Everything that is kept about you");
	copy_say(page, SHEET_PARAGRAPH,
		 arena_print(arena, "%s, NHS number %s", person_full_name(page->chart->world.person, arena),
			     nhs_number_text(page->chart->world.person->nhs, arena)));
	copy_say(page, SHEET_PARAGRAPH,
		 arena_print(arena, "Made on %s by %s%s%s", copy_moment(page, desk_now(page->desk)),
			     staff ? staff->name : "the surgery", practice ? ", " : "",
			     practice ? practice->name : ""));
}

bool copy_make(Desk *desk, const Chart *chart, Arena *arena, Sheet *ret_sheet, TextList *ret_left_out, Error *err)
{
	const Ledger *ledger = &desk->ports.ledger;
	CopyPage page = page_new(desk, chart, arena);
	if (!ledger->ops->kept(ledger->self, chart->world.person->nhs, arena, &page.kept, err) ||
	    !ledger->ops->copies(ledger->self, chart->world.person->nhs, arena, &page.copies, err))
		return false;
	add_title(&page);
	add_about(&page);
	add_details(&page);
	copy_add_earlier(&page);
	add_goes_on(&page);
	add_now(&page);
	add_expected(&page);
	copy_add_facts(&page);
	copy_add_entries(&page);
	*ret_sheet = page.sheet;
	*ret_left_out = (TextList){page.gaps.fact_ids, page.gaps.fact_count};
	return true;
}
