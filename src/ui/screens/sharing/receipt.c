#include "ui/screens/sharing/sharing.h"

#include "base/text.h"
#include "model/desk/language.h"
#include "model/paper/paper.h"
#include "ui/app.h"
#include "ui/chrome.h"
#include "ui/screens/chart/chart.h"
#include "ui/screens/parts/parts.h"

enum {
	RECEIPT_PAPER = 1, /* + PaperKind */
	RECEIPT_PRINT = 10,
	RECEIPT_TEXT,
	RECEIPT_PDF,
	RECEIPT_LANGUAGE,
	RECEIPT_ALL,
	RECEIPT_NEXT,
	RECEIPT_RIGHTS,
	RECEIPT_TICK = 20, /* + Purpose */
};

typedef enum PaperKind { PAPER_RECEIPT, PAPER_LOOKED, PAPER_FORM, PAPER_GUIDE, PAPERS } PaperKind;

static const char *const paper_names[] = {"Receipt", "Looked", "Opt-out", "Guide", "Copy", NULL};
static const char *const paper_calls[] = {"The receipt", "The list of who has looked", "The opt-out form", "The guide"};

typedef struct ReceiptState {
	ChartScreen base;	  /* first; the chart is the caller's */
	const Language *language; /* the patient's, as far as it is on */
	bool english;		  /* shown and printed in English instead */
	PaperKind paper;
	Instant since; /* of the receipt */
	bool all;      /* all that holds, not only what is new */
	OptOutWish wish;
	Receipt receipt; /* its code stays while the screen is open: what is printed twice is one receipt */
	Sheet sheet;	 /* what is shown */
	SheetView view;
} ReceiptState;

static const Binding receipt_keys[] = {
	{KC_F(5), RECEIPT_PRINT, "Print", "Send this paper to the printer.", .bar = true},
	{'f', RECEIPT_TEXT, "Text file", "Write this paper as a text file; Gujarati and Punjabi as a PDF.",
	 .bar = true},
	/* d is the override of the patient's pages */
	{'F', RECEIPT_PDF, "PDF", "Write this paper as a PDF.", .bar = true},
	{KC_TAB, RECEIPT_NEXT, "Next paper", "Go to the next paper: who has looked, the opt-out form, the guide.",
	 .bar = true},
	{'l', RECEIPT_LANGUAGE, "Language", "Change between the patient's language and English.", .bar = true},
	{'w', RECEIPT_ALL, "All", "Tell all that holds, or only what is new since the last receipt.", .bar = true},
	{'z', RECEIPT_TICK + PURPOSE_PLANNED, "Planned", "Tick planned care on the form, or take the tick away.",
	 .bar = true},
	{'v', RECEIPT_TICK + PURPOSE_UNPLANNED, "Unplanned", "Tick unplanned care on the form, or take the tick away.",
	 .bar = true},
	{'s', RECEIPT_TICK + PURPOSE_RESEARCH, "Research",
	 "Tick planning and research on the form, or take the tick away.", .bar = true},
	{'1', RECEIPT_PAPER + PAPER_RECEIPT, "Receipt", "Go to the receipt of this visit.", .bar = false},
	{'2', RECEIPT_PAPER + PAPER_LOOKED, "Who has looked",
	 "Go to the list of who has looked, in words for the patient.", .bar = false},
	{'3', RECEIPT_PAPER + PAPER_FORM, "Opt-out form", "Go to the opt-out form, for the patient to sign.",
	 .bar = false},
	{'4', RECEIPT_PAPER + PAPER_GUIDE, "Guide", "Go to the patient guide to sharing.", .bar = false},
	{'5', RECEIPT_RIGHTS, "Copy of everything", "Go to complaints, and the copy of all that is kept.",
	 .bar = false},
};

static const char died_refusal[] =
	"The patient has died: nothing new is handed out of their choices. 2 is who has looked.";

/* --- the paper --- */

static bool is_of_choices(PaperKind paper)
{
	return paper == PAPER_RECEIPT || paper == PAPER_FORM;
}

/* Of the dead no choices are handed out or wished for; who has looked is still asked, by those they leave. */
static bool has_died(const ReceiptState *state)
{
	return person_has_died(state->base.chart->world.person);
}

static bool receipt_load(App *app, void *self, Error *err)
{
	ReceiptState *state = self;
	Arena *arena = app_loaded(app);
	Desk *desk = state->base.desk;
	const Chart *chart = state->base.chart;
	const Language *language = state->english ? &languages[0] : state->language;
	if (state->paper == PAPER_RECEIPT) {
		receipt_write(desk, chart, state->all ? INSTANT_MIN : state->since, language, arena, &state->receipt);
		state->sheet = state->receipt.sheet;
	} else if (state->paper == PAPER_LOOKED) {
		return looked_make(desk, chart, language, arena, &state->sheet, err);
	} else if (state->paper == PAPER_FORM) {
		opt_out_form_make(desk, chart, &state->wish, language, arena, &state->sheet);
	} else {
		guide_sheet_make(desk, !chart->restricted, language, arena, &state->sheet);
	}
	return true;
}

static void receipt_go(App *app, ReceiptState *state, PaperKind paper)
{
	state->paper = paper;
	state->view.top = 0;
	app_load(app);
}

static bool receipt_enter(App *app, void *self, const void *argument, Error *err)
{
	ReceiptState *state = self;
	chart_on(app, &state->base, ((const ReceiptArgument *)argument)->chart);
	if (!chart_present(&state->base, err) || !desk_refresh_chart(app_desk(app), state->base.chart, NULL, err))
		return false;
	state->language = desk_language(state->base.desk, state->base.chart->world.person);
	state->since = receipt_since(state->base.chart);
	state->all = instant_order(state->since, INSTANT_MIN) == 0;
	state->view.seen = arena_alloc(app_arena(app), sizeof *state->view.seen);
	if (has_died(state)) {
		state->paper = PAPER_LOOKED;
		return desk_allows(state->base.desk, ACT_HAND_OUT, err);
	}
	return receipt_make(state->base.desk, state->base.chart, state->since, state->language, app_arena(app),
			    &state->receipt, err);
}

/* --- out of the desk --- */

static bool hand_out(App *app, ReceiptState *state)
{
	Error err = {0};
	if (state->paper != PAPER_RECEIPT ||
	    desk_hand_out_receipt(state->base.desk, state->base.chart, &state->receipt, &err))
		return true;
	app_notice(app, NOTICE_WARNING, "It is printed, but was not recorded, and its code opens nothing. %s",
		   err.text);
	return false;
}

static void receipt_print(App *app, ReceiptState *state, PrintHow how)
{
	const char *call = paper_calls[state->paper];
	const bool shaped = print_how(&state->sheet, how) != how;
	char path[PRINTED_PATH_MAX] = "";
	if (!app_done(app, desk_print(state->base.desk, &state->sheet, how, path, app_error(app))))
		return;
	if (!hand_out(app, state))
		return;
	if (!path[0])
		app_notice(app, NOTICE_GOOD, "%s has gone to the printer.", call);
	else if (shaped)
		app_notice(app, NOTICE_GOOD, "%s needs a PDF for its letters, and is one: %s",
			   state->sheet.language->english, path);
	else
		app_notice(app, NOTICE_GOOD, "%s is in %s", call, path);
	app_load(app);
}

/* --- acts --- */

static void receipt_tick_box(App *app, ReceiptState *state, Purpose purpose)
{
	const bool ticked =
		state->wish.given[purpose] ? state->wish.out[purpose] : opt_out_stands(state->base.chart, purpose);
	state->wish.given[purpose] = true;
	state->wish.out[purpose] = !ticked;
	app_load(app);
}

static PaperKind next_paper(const ReceiptState *state)
{
	PaperKind next = state->paper;
	do
		next = (PaperKind)((next + 1) % PAPERS);
	while (has_died(state) && is_of_choices(next));
	return next;
}

static void receipt_act(App *app, void *self, int action)
{
	ReceiptState *state = self;
	switch (action) {
	case RECEIPT_PRINT: receipt_print(app, state, PRINT_PRINTER); return;
	case RECEIPT_TEXT: receipt_print(app, state, PRINT_TEXT); return;
	case RECEIPT_PDF: receipt_print(app, state, PRINT_PDF); return;
	case RECEIPT_NEXT: receipt_go(app, state, next_paper(state)); return;
	case RECEIPT_RIGHTS: app_setup(app)->hooks.rights(app, state->base.chart); return;
	case RECEIPT_LANGUAGE:
		state->english = !state->english;
		app_load(app);
		return;
	case RECEIPT_ALL:
		state->all = !state->all;
		app_load(app);
		return;
	default: break;
	}
	if (action >= RECEIPT_TICK)
		receipt_tick_box(app, state, (Purpose)(action - RECEIPT_TICK));
	else
		receipt_go(app, state, (PaperKind)(action - RECEIPT_PAPER));
}

/* A receipt tells what is new or all that holds. */
static bool can_tell_all(const ReceiptState *state, Error *why)
{
	if (state->paper != PAPER_RECEIPT)
		return fail(why, ERROR_REFUSED,
			    has_died(state) ? died_refusal : "That is of the receipt: 1 goes to it.");
	return instant_order(state->since, INSTANT_MIN) != 0 ||
	       fail(why, ERROR_REFUSED, "It tells all that holds already: nothing is new since the last.");
}

static bool can_change_language(const ReceiptState *state, Error *why)
{
	return state->language != &languages[0] ||
	       fail(why, ERROR_REFUSED, "This patient's papers are in English: %s.",
		    text_empty(state->base.chart->world.person->language) ? "no other language is on file"
									  : "their language is not turned on here");
}

static bool receipt_can(const void *self, int action, Error *why)
{
	const ReceiptState *state = self;
	switch (action) {
	case RECEIPT_PRINT:
	case RECEIPT_TEXT:
	case RECEIPT_PDF:
		return desk_prints(state->base.desk) ||
		       fail(why, ERROR_REFUSED, "Nothing can be printed from here: use sharedesk itself.");
	case RECEIPT_LANGUAGE: return can_change_language(state, why);
	case RECEIPT_ALL: return can_tell_all(state, why);
	case RECEIPT_PAPER + PAPER_RECEIPT:
	case RECEIPT_PAPER + PAPER_FORM: return !has_died(state) || fail(why, ERROR_REFUSED, died_refusal);
	default:
		return action < RECEIPT_TICK || state->paper == PAPER_FORM ||
		       fail(why, ERROR_REFUSED,
			    has_died(state) ? died_refusal : "That is of the opt-out form: 3 goes to it.");
	}
}

static bool receipt_type(App *app, void *self, Key key)
{
	ReceiptState *state = self;
	return sheet_view_key(&state->view, key);
}

/* --- drawing --- */

static void receipt_draw(const void *self, const App *app, Area area)
{
	const ReceiptState *state = self;
	chrome_tabs(area_part(area, 0, 0, 1, -1), paper_names, state->paper);
	sheet_view_draw(&state->view, &state->sheet, state->english, area_part(area, 1, 0, -1, -1));
}

static void receipt_explain(const void *self, const App *app, Text *out)
{
	const ReceiptState *state = self;
	const bool more = state->view.seen->over > 0 && state->view.top < state->view.seen->over;
	if (state->paper == PAPER_FORM)
		text_add(out, "z v s tick. A tick records nothing: record the choice under Choices (4).");
	else if (has_died(state))
		text_add(out, "The patient has died: no receipt of choices, no form.");
	else if (state->paper == PAPER_RECEIPT)
		text_add(out, state->all ? "All that holds." : "What is new since the last receipt.");
	if (more)
		text_add(out, out->length ? " Space shows more." : "Space shows more.");
}

static void receipt_heading(const void *self, const App *app, Text *out)
{
	const ReceiptState *state = self;
	const Language *language = state->english ? &languages[0] : state->language;
	text_add_print(out, "Papers for the patient, in %s", language->english);
}

const Screen screen_receipt = {
	.name = "receipt",
	.title = "Papers for the patient",
	.keymap = KEYMAP(receipt_keys),
	.size = sizeof(ReceiptState),
	.enter = receipt_enter,
	.load = receipt_load,
	.draw = receipt_draw,
	.act = receipt_act,
	.type = receipt_type,
	.tick = chart_tick,
	.patient = chart_patient,
	.chart = chart_of,
	.heading = receipt_heading,
	.explain = receipt_explain,
	.can = receipt_can,
	.turned = true,
};
