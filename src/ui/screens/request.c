#include "ui/screens/request.h"

#include <string.h>

#include "base/text.h"
#include "ui/list.h"
#include "ui/screens/chart_screen.h"
#include "ui/screens/code_bare.h"
#include "ui/screens/identity.h"
#include "ui/screens/request_page.h"

enum { CARD_SHOW = 1, CARD_TYPE, CARD_BARE, CARD_YES, CARD_NO, CARD_CANCEL, CARD_INVERT };
enum { TYPED_MAX = 16 };

typedef struct CardState {
	ChartScreen base; /* first; the chart is the caller's */
	const Desk *desk;
	char request[LIST_KEY_MAX];
	RequestPage page;
	Arena arena;		 /* of its look */
	char fact[LIST_KEY_MAX]; /* of the code that is shown */
	bool checked;		 /* two spoken fields were right, in this visit of the card */
	bool wanted;		 /* a code is shown as soon as they were */
	bool mono;		 /* no colours: a QR may need to be turned over */
} CardState;

static const Binding card_keys[] = {
	{'s', CARD_SHOW, "Show a code", "Show a code here: the patient is at the desk.", .bar = true},
	{KC_ENTER, CARD_TYPE, "Check", "Check the code that was typed.", .bar = true},
	{'b', CARD_BARE, "Turn round", "Only the code and its QR, safe to turn the screen round.", .bar = true},
	{'y', CARD_YES, "Says yes", "No code can reach the patient, who says yes: record it.", .bar = true},
	{'n', CARD_NO, "Says no", "The patient says no: record it.", .bar = true},
	{'x', CARD_CANCEL, "Cancel", "Cancel the request.", .bar = true},
	{'i', CARD_INVERT, "Invert QR", "Turn black and white over, where a phone cannot read the QR.", .bar = false},
};

static const Keymap request_keys = KEYMAP(card_keys);

static void forget_code(CardState *state)
{
	explicit_bzero(&state->page.code, sizeof(state->page.code));
	code_picture_free(state->page.picture);
	state->fact[0] = '\0';
}

/* ── loading ── */

/* The code on show is the newest and can still be typed; else it must not stand there any longer. */
static void card_look(App *app, CardState *state)
{
	static const char *const gone[] = {
		[REQUEST_NEW] = "The code was taken back: it is of no use any more.",
		[REQUEST_WAITING] = "Another desk gave out a newer code: the one shown here is dead.",
		[REQUEST_RUN_OUT] = "The code has run out: s shows a new one.",
		[REQUEST_USED_UP] = "The code is used up: s shows a new one.",
		[REQUEST_VERIFIED] = "The code was right, typed at another desk: they are verified.",
		[REQUEST_REFUSED] = "The patient's no was recorded at another desk.",
		[REQUEST_CANCELLED] = "The request was cancelled at another desk.",
		[REQUEST_CLOSED] = "The care ended, and the request with it.",
		[REQUEST_OPEN] = "",
	};
	const Request *request = agreements_request(&state->base.chart->now.agreements, state->request);

	arena_clear(&state->arena);
	if (request)
		request_look(state->desk, state->base.chart, request, &state->arena, &state->page.look);
	else /* its opening was taken back */
		state->page.look =
			(RequestLook){.stage = REQUEST_CANCELLED, .organisation = "", .expires = INSTANT_MIN};
	state->mono = app_settings(app).theme == THEME_MONO;
	if (!request_page_shows(&state->page) ||
	    (state->page.look.stage == REQUEST_WAITING && text_is(state->page.look.code, state->fact)))
		return;
	forget_code(state);
	app_notice(app, NOTICE_WARNING, "%s", gone[state->page.look.stage]);
}

static bool card_enter(App *app, void *self, const void *argument, Error *err)
{
	CardState *state = self;
	const RequestArgument *asked = argument;
	const char *request;

	state->base.chart = asked->chart;
	state->desk = app_desk(app);
	if (!desk_open_request(app_desk(app), asked->chart, asked->episode, &request, err))
		return false;
	text_copy(state->request, sizeof(state->request), request);
	state->page.picture = arena_alloc(app_arena(app), sizeof(*state->page.picture));
	editor_open(&state->page.typed, app_arena(app), TYPED_MAX, NULL);
	card_look(app, state);
	return true;
}

static void card_tick(App *app, void *self)
{
	chart_tick(app, self);
	card_look(app, self);
}

static void card_leave(App *app, void *self)
{
	CardState *state = self;

	if (request_page_shows(&state->page))
		app_notice(app, NOTICE_PLAIN, "The code is not shown again: the next one will be new.");
	forget_code(state);
	editor_wipe(&state->page.typed);
	arena_free(&state->arena);
}

/* ── a code to show ── */

static void show_code(App *app, CardState *state)
{
	Error err = {0};
	Code code;

	if (!desk_issue_code(app_desk(app), state->base.chart, state->request, CODE_SHOWN, &code, &err)) {
		card_look(app, state);
		app_fail(app, &err);
		return;
	}

	CodeWords words = {.until = zone_local(app_zone(app), code.expires)};

	text_copy(words.digits, sizeof(words.digits), code.digits);
	text_copy(words.organisation, sizeof(words.organisation), state->page.look.organisation);
	state->wanted = false;
	state->page.code = code;
	text_copy(state->fact, sizeof(state->fact), code.fact);
	code_picture_set(state->page.picture, &words);
	explicit_bzero(&words, sizeof(words));
	explicit_bzero(&code, sizeof(code));
	editor_set(&state->page.typed, "");
	card_look(app, state);
	app_notice(app, NOTICE_GOOD, "b turns it into a view for the patient. Type it back here once they have it.");
}

static void identify(App *app, CardState *state)
{
	state->wanted = !state->checked;
	if (state->checked)
		show_code(app, state);
	else
		app_open(app, &screen_identity, &(IdentityArgument){state->base.chart, &state->checked});
}

/* Back from the check of identity, or anything was told. */
static void card_again(App *app, void *self)
{
	CardState *state = self;
	const bool show = state->wanted && state->checked;

	card_look(app, state);
	if (show)
		show_code(app, state);
}

static void newer_answered(App *app, void *self, bool yes, const char *text)
{
	(void)text;
	if (yes)
		identify(app, self);
}

static void card_show(App *app, CardState *state)
{
	if (state->page.look.stage != REQUEST_WAITING) {
		identify(app, state);
		return;
	}
	app_ask(app, &(Dialog){
			     .kind = DIALOG_LETTER,
			     .title = "A new code?",
			     .text = "A code is waiting already. A new one makes it useless.",
			     .letter = 'm',
			     .yes = "Make a new one",
			     .done = newer_answered,
		     });
}

static void card_bare(App *app, const CardState *state)
{
	CodeBareArgument bare = {.words = state->page.picture->words, .expires = state->page.code.expires};

	app_open(app, &screen_code_bare, &bare);
	explicit_bzero(&bare, sizeof(bare));
}

/* ── a code that was typed ── */

static void accepted(App *app, const CardState *state, bool as_choice)
{
	const char *organisation = arena_text(app_scratch(app), state->page.look.organisation);

	app_close(app);
	if (as_choice)
		app_notice(app, NOTICE_GOOD, "Recorded as the patient's choice: %s is verified. u takes it back.",
			   organisation);
	else
		app_notice(app, NOTICE_GOOD, "The code was right: %s is verified.", organisation);
}

static void not_accepted(App *app, const CodeResult *result)
{
	switch (result->outcome) {
	case CODE_WRONG:
		if (result->tries_left > 0)
			app_notice(app, NOTICE_WARNING, "That is not the code: %d %s left.", result->tries_left,
				   result->tries_left == 1 ? "try" : "tries");
		else
			app_notice(app, NOTICE_WARNING,
				   "That is not the code, and its tries are used up: make a new one.");
		return;
	case CODE_EXPIRED: app_notice(app, NOTICE_WARNING, "The code has run out: make a new one."); return;
	case CODE_SPENT: app_notice(app, NOTICE_WARNING, "The code is used up: make a new one."); return;
	case CODE_NONE: app_notice(app, NOTICE_WARNING, "No code was given out yet: make one first."); return;
	case CODE_ACCEPTED: return;
	}
}

static void card_type_in(App *app, CardState *state)
{
	CodeResult result;
	Error err = {0};

	if (!desk_type_code(app_desk(app), state->base.chart, state->request, state->page.typed.text, &result, &err)) {
		app_fail(app, &err);
		return;
	}
	editor_wipe(&state->page.typed);
	card_look(app, state);
	if (result.outcome == CODE_ACCEPTED) {
		forget_code(state);
		accepted(app, state, result.as_choice);
	} else {
		not_accepted(app, &result);
	}
}

/* ── the choice, the end ── */

static void record_choice(App *app, CardState *state, Answer answer)
{
	const char *organisation = arena_text(app_scratch(app), state->page.look.organisation);
	Error err = {0};

	if (!desk_record_choice(app_desk(app), state->base.chart, state->request, answer, &err)) {
		app_fail(app, &err);
		return;
	}
	forget_code(state);
	app_close(app);
	app_notice(app, NOTICE_GOOD,
		   answer == ANSWER_YES ? "The patient's yes is recorded: %s is verified. u takes it back."
					: "The patient's no is recorded: %s sees nothing. u takes it back.",
		   organisation);
}

static void yes_answered(App *app, void *self, bool yes, const char *text)
{
	(void)text;
	if (yes)
		record_choice(app, self, ANSWER_YES);
}

static void no_answered(App *app, void *self, bool yes, const char *text)
{
	(void)text;
	if (yes)
		record_choice(app, self, ANSWER_NO);
}

static void ask_choice(App *app, const CardState *state, bool yes)
{
	app_ask(app, &(Dialog){
			     .kind = DIALOG_LETTER,
			     .title = yes ? "The patient says yes?" : "The patient says no?",
			     .text = arena_print(
				     app_scratch(app),
				     yes ? "%s may then see what sharing allows. Only for a patient whom no code "
					   "can reach, and who said so themselves."
					 : "%s is then refused, whatever code is typed before the patient changes "
					   "their mind.",
				     state->page.look.organisation),
			     .letter = 'r',
			     .yes = "Record it",
			     .done = yes ? yes_answered : no_answered,
		     });
}

static void card_cancel(App *app, CardState *state)
{
	Error err = {0};

	if (!desk_cancel_request(app_desk(app), state->base.chart, state->request, &err)) {
		app_fail(app, &err);
		return;
	}
	forget_code(state);
	app_close(app);
	app_notice(app, NOTICE_GOOD, "The request is cancelled. u takes that back.");
}

static void card_invert(App *app)
{
	AppSettings settings = app_settings(app);

	settings.qr_inverted = !settings.qr_inverted;
	app_set_settings(app, settings);
}

static void card_act(App *app, void *self, int action)
{
	CardState *state = self;

	switch (action) {
	case CARD_SHOW: card_show(app, state); return;
	case CARD_TYPE: card_type_in(app, state); return;
	case CARD_BARE: card_bare(app, state); return;
	case CARD_YES:
	case CARD_NO: ask_choice(app, state, action == CARD_YES); return;
	case CARD_CANCEL: card_cancel(app, state); return;
	case CARD_INVERT: card_invert(app); return;
	default: return;
	}
}

static const char *why_not(const CardState *state, int action)
{
	const RequestStage stage = state->page.look.stage;

	if (!request_look_open(&state->page.look))
		return "This request is closed: go back with Esc.";
	switch (action) {
	case CARD_SHOW:
	case CARD_YES: return stage == REQUEST_VERIFIED ? "This is verified already: no code is needed." : NULL;
	case CARD_NO: return stage == REQUEST_REFUSED ? "The patient's no is recorded already." : NULL;
	case CARD_TYPE:
		if (stage != REQUEST_WAITING)
			return "There is no code to check: show one first.";
		return state->page.typed.length > 0 ? NULL : "Type the six digits first.";
	case CARD_BARE: return request_page_shows(&state->page) ? NULL : "No code is shown here: s shows one.";
	case CARD_INVERT: return state->mono ? NULL : "With colours a QR is black on white already.";
	default: return NULL;
	}
}

static bool card_can(const void *self, int action)
{
	return !why_not(self, action);
}

static void card_refuse(const void *self, int action, Text *out)
{
	text_add(out, text_or(why_not(self, action), ""));
}

/* Digits are typed at once, wherever one is: there is nothing else on this card to type. */
static bool card_type(App *app, void *self, Key key)
{
	CardState *state = self;
	const bool digit = (key.code >= '0' && key.code <= '9') || key.code == ' ' || key.code == '-';

	(void)app;
	if (state->page.look.stage != REQUEST_WAITING || (key_is_text(key.code) && !digit))
		return false;
	return editor_key(&state->page.typed, key);
}

static bool card_unsaved(const void *self)
{
	return ((const CardState *)self)->page.typed.length > 0;
}

static void card_draw(const void *self, const App *app, Area area)
{
	request_page_draw(&((const CardState *)self)->page, app, area, &(RequestKeys){&request_keys, card_can, self});
}

static void card_explain(const void *self, const App *app, Text *out)
{
	static const char *const said[] = {
		[REQUEST_NEW] = "No code was given out yet.",
		[REQUEST_WAITING] = "Ring back; then type what they read.",
		[REQUEST_RUN_OUT] = "The code has run out: s shows a new one.",
		[REQUEST_USED_UP] = "The code is used up: s shows a new one.",
		[REQUEST_VERIFIED] = "Verified: they see what sharing allows.",
		[REQUEST_REFUSED] = "The patient said no: they see nothing.",
		[REQUEST_CANCELLED] = "This request was cancelled.",
		[REQUEST_CLOSED] = "This request was closed with the care.",
		[REQUEST_OPEN] = "",
	};
	const CardState *state = self;

	(void)app;
	text_add(out,
		 request_page_shows(&state->page) ? "Only for this patient's eyes." : said[state->page.look.stage]);
}

const Screen screen_request = {
	.name = "request",
	.title = "Request",
	.keymap = KEYMAP(card_keys),
	.size = sizeof(CardState),
	.enter = card_enter,
	.draw = card_draw,
	.act = card_act,
	.type = card_type,
	.tick = card_tick,
	.again = card_again,
	.leave = card_leave,
	.unsaved = card_unsaved,
	.patient = chart_patient,
	.chart = chart_of,
	.explain = card_explain,
	.can = card_can,
	.refuse = card_refuse,
};
