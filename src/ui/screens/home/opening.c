#include "ui/screens/home/inside.h"

#include "base/date_typed.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/desk/chart.h"
#include "model/desk/find.h"
#include "ui/screens/ask/ask.h"
#include "ui/screens/override/override.h"
#include "ui/screens/record/record.h"
#include "ui/screens/request/request.h"
#include "ui/screens/rights/rights.h"
#include "ui/screens/sharing/sharing.h"

enum { BORN_MAX = 40 };

/* What is due is opened on top of the patient; Esc from it goes back to the list. */
static void opening_top(App *app, Chart *chart, const Opening *what)
{
	if (what->asks)
		app_open_past(app, &screen_ask, &(AskArgument){.chart = chart, .order = {.more = true}});
	if (what->calls)
		refer_caller(app, chart, true);
	if (!what->item[0])
		return;
	switch (what->kind) {
	case WORK_QUESTIONS: matrix_select(app, what->item); return;
	case WORK_CODES:
		app_open_past(app, &screen_request, &(RequestArgument){.chart = chart, .request = what->item});
		return;
	case WORK_PRIVATE_REVIEW:
		app_open_past(app, &screen_entry_card, &(EntryCardArgument){chart, what->item});
		return;
	case WORK_OVERRIDE_REVIEW:
	case WORK_OVERRIDE_ON:
		app_open_past(app, &screen_override_review, &(OverrideReviewArgument){chart, what->item});
		return;
	case WORK_DISPUTES: app_open_past(app, &screen_dispute, &(DisputeArgument){chart, what->item}); return;
	case WORK_COMPLAINTS: app_open_past(app, &screen_complaint, &(ComplaintArgument){chart, what->item}); return;
	case WORK_COPIES: app_open_past(app, &screen_copy, &chart); return;
	case WORK_PASS_ON:
	case WORK_REASK:
	case WORK_KINDS: return;
	}
}

/* The first that is the patient's date of birth. */
static bool open_by_any(Desk *desk, const char *nhs, const TypedDates *born, Chart **ret_chart, Error *err)
{
	for (size_t i = 0; i < born->count; i++) {
		*err = (Error){0};
		if (desk_open_chart(desk, nhs, born->dates[i], ret_chart, err))
			return true;
	}
	return false;
}

/* --- what was put aside --- */

static bool take_up_by_any(Desk *desk, const Chart *chart, const TypedDates *born, Arena *arena, TakenUp *ret_taken,
			   Error *err)
{
	for (size_t i = 0; i < born->count; i++) {
		*err = (Error){0};
		if (desk_take_up(desk, chart, born->dates[i], arena, ret_taken, err))
			return true;
	}
	return false;
}

/* Said of the patient before their chart is read anew. */
static const char *taken_up(const HomeAside *aside, const char *news, Arena *arena)
{
	const Person *person = aside->is.patient;
	Text said = {.arena = arena};
	char day[16];
	if (news)
		text_add_print(&said, "%s ", news);
	text_add_print(&said, "Taken up as it stood at %s. Make sure that it is ", aside->time);
	person_print_spoken(person, &said);
	date_print_staff(person->born, day);
	if (!date_is_none(person->born))
		text_add_print(&said, ", born %s,", day);
	text_add(&said, " who is here.");
	return text_done(&said);
}

/* Midnight may have passed over the question for the date of birth. */
static void take_up(App *app, const Opening *opening, const TypedDates *born)
{
	const size_t at = opening->aside - 1;
	HomeAsides asides;
	TakenUp taken = {0};
	aside_load(app, &asides);
	const HomeAside *aside = at < asides.count ? &asides.items[at] : NULL;
	if (!aside || !aside->is.chart || !text_is(aside->is.patient->nhs, opening->nhs)) {
		app_notice(app, NOTICE_WARNING, "That is put aside no more.");
		return;
	}
	if (!app_done(app,
		      take_up_by_any(app_desk(app), aside->is.chart, born, app_scratch(app), &taken, app_error(app))))
		return;
	if (taken.gone) {
		app_let_go(app, at);
		app_load(app);
		app_notice(app, NOTICE_WARNING, "%s", taken.gone);
		return;
	}

	const char *said = taken_up(aside, taken.news, app_scratch(app));

	app_take_up(app, at);
	app_notice(app, taken.news ? NOTICE_WARNING : NOTICE_GOOD, "%s", said);
}

/* --- opening --- */

static void opening_open(App *app, const Opening *opening, const TypedDates *born)
{
	const Opening what = *opening;
	Desk *desk = app_desk(app);
	Chart *chart = NULL;
	Error err = {0};
	if (what.aside)
		take_up(app, &what, born);
	else if (!open_by_any(desk, opening->nhs, born, &chart, &err))
		app_fail(app, &err);
	else if (!app_open(app, &screen_matrix, chart))
		desk_close_chart(desk, chart);
	else
		opening_top(app, chart, &what);
}

static void opening_ask(App *app, const Opening *opening, const char *who, const char *start)
{
	Arena *arena = app_scratch(app);
	app_ask(app, &(Dialog){
			     .kind = DIALOG_TEXT,
			     .title = "Date of birth",
			     .text = arena_print(arena,
						 "There is more than one %s here: ask for the date of birth "
						 "and type it.",
						 who),
			     .max = BORN_MAX,
			     .start = start,
			     .done = opening->done,
		     });
}

/* Whether the patient must be asked for; `ret_who` is how the question calls them. */
static bool opening_must_ask(App *app, const Opening *opening, bool *ret_ask, const char **ret_who, Error *err)
{
	Arena *arena = app_scratch(app);
	Text who = {.arena = arena};
	FoundList found;
	if (!desk_find_people(app_desk(app), opening->nhs, 1, arena, &found, err))
		return false;
	*ret_ask = found.count > 0 && found.items[0].same_name;
	if (found.count > 0)
		person_print_spoken(&found.items[0].person, &who);
	*ret_who = text_done(&who);
	return true;
}

static void opening_start(App *app, Opening *opening, const char *nhs, DialogDone *done)
{
	Error err = {0};
	const char *who = "";
	bool ask = false;
	text_copy(opening->nhs, sizeof opening->nhs, nhs);
	opening->done = done;
	if (!opening_must_ask(app, opening, &ask, &who, &err))
		app_fail(app, &err);
	else if (ask)
		opening_ask(app, opening, who, NULL);
	else
		opening_open(app, opening, &(TypedDates){.count = 1});
}

void opening_known(App *app, Opening *opening, const char *nhs, Date born)
{
	*opening = (Opening){.kind = WORK_QUESTIONS};
	text_copy(opening->nhs, sizeof opening->nhs, nhs);
	opening_open(app, opening, &(TypedDates){{born}, 1});
}

void opening_begin_item(App *app, Opening *opening, const char *nhs, WorkKind kind, const char *item, DialogDone *done)
{
	*opening = (Opening){.kind = kind};
	text_copy(opening->item, sizeof opening->item, item);
	opening_start(app, opening, nhs, done);
}

void opening_begin_asking(App *app, Opening *opening, const char *nhs, DialogDone *done)
{
	*opening = (Opening){.kind = WORK_QUESTIONS, .asks = true};
	opening_start(app, opening, nhs, done);
}

void opening_begin_calling(App *app, Opening *opening, const char *nhs, DialogDone *done)
{
	*opening = (Opening){.kind = WORK_QUESTIONS, .calls = true};
	opening_start(app, opening, nhs, done);
}

void opening_begin(App *app, Opening *opening, const char *nhs, DialogDone *done)
{
	opening_begin_item(app, opening, nhs, WORK_QUESTIONS, "", done);
}

void opening_aside(App *app, Opening *opening, const HomeAside *aside, DialogDone *done)
{
	*opening = (Opening){.kind = WORK_QUESTIONS, .aside = aside->number};
	if (aside->is.chart)
		opening_start(app, opening, aside->is.patient->nhs, done);
	else
		app_take_up(app, aside->number - 1);
}

void opening_kiosk(App *app, Opening *opening, KioskWatch *kiosks)
{
	const KioskWatch to = *kiosks;
	if (!app_done(app, desk_attend_kiosk(app_desk(app), to.number, app_error(app))))
		return;
	kiosk_watch_load(kiosks, app);
	app_notice(app, NOTICE_GOOD, "Kiosk %s knows that you come.", to.number);
	if (to.nhs[0])
		opening_begin(app, opening, to.nhs, opening_answer);
}

void opening_answer(App *app, void *state, const char *text)
{
	const Opening *opening = state;
	TypedDates born;
	if (date_parse_meant(utf8_tidy(app_scratch(app), text), app_today(app), &born)) {
		opening_open(app, opening, &born);
		return;
	}
	opening_ask(app, opening, "of that name", text);
	app_notice(app, NOTICE_WARNING, "That is not a date: type it as 14-Jul-1945 or 14/7/1945.");
}
