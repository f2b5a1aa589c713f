#include "ui/screens/request/request.h"

#include <string.h>

#include "base/text.h"
#include "ui/list.h"
#include "ui/screens/chart/chart.h"
#include "ui/screens/request/inside.h"

enum {
	CARD_TEXT = 1,
	CARD_EMAIL,
	CARD_SHOW,
	CARD_TYPE,
	CARD_BARE,
	CARD_YES,
	CARD_NO,
	CARD_CANCEL,
	CARD_INVERT,
	CARD_HOW
};
enum { TYPED_MAX = 16 };

typedef struct CardState {
	ChartScreen base; /* first; the chart is the caller's */
	char request[LIST_KEY_MAX];
	RequestPage page;
	char fact[LIST_KEY_MAX]; /* of the code that is shown */
	IdentityCheck said;	 /* in this visit of the card */
	bool refused;		 /* what is typed was not taken: the next digit replaces it */
	bool wanted;		 /* a code is shown as soon as they were */
	bool chosen;		 /* the patient's choice was recorded on top: nothing is left to do here */
	CodeChannel asked;	 /* what a dialog asks about */
	int stands;		 /* of the last look: stage, tries left, whether the message failed; 0: none yet */
	bool mono;		 /* no colours: a QR may need to be turned over */
} CardState;

static const Binding request_bindings[] = {
	{'t', CARD_TEXT, "Text", "Send a code by text to the patient's mobile.", .bar = true},
	{'e', CARD_EMAIL, "E-mail", "Send a code by e-mail to the patient.", .bar = true},
	{'s', CARD_SHOW, "Show here", "Show a code here: the patient stands at the desk.", .bar = true},
	{KC_ENTER, CARD_TYPE, "Check", "Check the code that was typed.", .bar = true},
	{'v', CARD_BARE, "Turn it", "Only the code and its QR, safe to turn the screen round.", .bar = true},
	{'y', CARD_YES, "Says yes", "No code can reach the patient, who says yes: record it.", .bar = true},
	{'n', CARD_NO, "Says no", "The patient says no: record it.", .bar = true},
	{KC_DELETE, CARD_CANCEL, "Cancel", "Cancel the request.", .bar = true},
	{'i', CARD_INVERT, "Invert QR", "Turn black and white over, where a phone cannot read the QR.", .bar = false},
	CHART_HOW_KEY(CARD_HOW),
};

static const Keymap request_keys = KEYMAP(request_bindings);

static void forget_code(CardState *state)
{
	explicit_bzero(&state->page.code, sizeof state->page.code);
	code_picture_free(state->page.picture);
	state->fact[0] = '\0';
}

/* --- loading --- */

static const char *const gone[REQUEST_STAGES] = {
	[REQUEST_NEW] = "The code was taken back: it is of no use any more.",
	[REQUEST_WAITING] = "Another desk gave out a newer code: the one shown here is dead.",
	[REQUEST_RUN_OUT] = "The code has run out: s shows a new one.",
	[REQUEST_LOCKED] = "Five wrong tries have locked the code: s shows a new one.",
	[REQUEST_USED_UP] = "The code is used up: s shows a new one.",
	[REQUEST_ACCEPTED] = "The code was right, typed at another desk: they are verified.",
	[REQUEST_CHOSEN] = "The patient's yes was recorded at another desk: they are verified.",
	[REQUEST_REFUSED] = "The patient's no was recorded at another desk.",
	[REQUEST_CANCELLED] = "The request was cancelled at another desk.",
	[REQUEST_CLOSED] = "The care ended, and the request with it.",
	[REQUEST_OPEN] = "",
};

/* A way that cannot be found out is closed, and says why. */
static void look_ways(App *app, CardState *state)
{
	RequestPage *page = &state->page;
	Error err = {0};
	page->sender_seen = desk_sender_seen(app_desk(app));
	if (desk_code_ways(app_desk(app), state->base.chart, state->request, app_loaded(app), &page->ways, &err))
		return;

	const CodeWay none = {.to = "", .why_not = arena_text(app_loaded(app), err.text), .changed = INSTANT_MIN};

	page->ways = (CodeWays){.sms = none, .email = none, .shown = none, .sender = true};
	page->ways.sms.channel = CODE_SMS;
	page->ways.email.channel = CODE_EMAIL;
	page->ways.shown.channel = CODE_SHOWN;
}

/* What was said of the code does not outlast it: another desk, or the sender, may have made it untrue. */
static void forget_notice(App *app, CardState *state)
{
	const RequestLook *look = &state->page.look;
	const int stands =
		1 + 2 * (CODE_TRIES + 1) * (int)look->stage + 2 * look->tries_left + request_not_sent(look->delivery);
	if (state->stands != stands && state->stands != 0)
		app_notice(app, NOTICE_PLAIN, "%s", "");
	state->stands = stands;
}

/* The code on show is the newest and can still be typed; else it must not stand there any longer. */
static bool request_load(App *app, void *self, Error *err)
{
	CardState *state = self;
	const Request *request = agreements_request(&state->base.chart->now.agreements, state->request);
	if (request)
		request_look(app_desk(app), state->base.chart, request, app_loaded(app), &state->page.look);
	else /* its opening was taken back */
		state->page.look = (RequestLook){
			.stage = REQUEST_CANCELLED,
			.organisation = "",
			.since = app_now(app),
			.expires = INSTANT_MIN,
		};
	look_ways(app, state);
	state->mono = app_settings(app).no_colours;
	if (state->page.look.stage == REQUEST_RUN_OUT)
		desk_note_run_out(app_desk(app), state->base.chart, state->request);
	forget_notice(app, state);
	if (!request_page_shows(&state->page) ||
	    (state->page.look.stage == REQUEST_WAITING && text_is(state->page.look.code, state->fact)))
		return true;
	forget_code(state);
	app_notice(app, NOTICE_WARNING, "%s", gone[state->page.look.stage]);
	return true;
}

static bool request_enter(App *app, void *self, const void *argument, Error *err)
{
	CardState *state = self;
	const RequestArgument *asked = argument;
	const char *request = asked->request;
	chart_on(app, &state->base, asked->chart);
	if (!desk_allows(app_desk(app), ACT_REQUEST, err))
		return false;
	if (!request && !desk_open_request(app_desk(app), asked->chart, asked->episode, &request, err))
		return false;
	text_copy(state->request, sizeof state->request, request);
	state->page.picture = arena_alloc(app_arena(app), sizeof *state->page.picture);
	editor_open(&state->page.typed, app_arena(app), TYPED_MAX, NULL);
	return true;
}

static void request_tick(App *app, void *self)
{
	chart_tick(app, self);
	app_load(app);
}

static void request_leave(App *app, void *self)
{
	CardState *state = self;
	if (request_page_shows(&state->page))
		app_notice(app, NOTICE_PLAIN, "The code is not shown again: the next one will be new.");
	forget_code(state);
	editor_wipe(&state->page.typed);
}

/* --- a new code --- */

static unsigned said(const App *app, const CardState *state)
{
	return identity_said(&state->said, app_desk(app));
}

static bool issue(App *app, CardState *state, const CodeIssue *wanted, Code *ret_code)
{
	Error err = {0};
	if (desk_issue_code(app_desk(app), state->base.chart, state->request, wanted, ret_code, &err))
		return true;
	app_load(app);
	app_fail(app, &err);
	return false;
}

static void send_code(App *app, CardState *state, CodeChannel channel)
{
	const CodeWay *way = request_way(&state->page.ways, channel);
	const char *to = arena_text(app_scratch(app), way->to);
	Code code;
	if (!issue(app, state, &(CodeIssue){.channel = channel}, &code))
		return;
	explicit_bzero(&code, sizeof code);
	forget_code(state);
	editor_set(&state->page.typed, "");
	app_load(app);
	app_notice(app, NOTICE_GOOD, "A code is on its way to %s. Ring them back on their listed number.", to);
}

static void show_code(App *app, CardState *state)
{
	Code code;
	if (!issue(app, state, &(CodeIssue){.channel = CODE_SHOWN, .identity = said(app, state)}, &code))
		return;

	CodeWords words = {.until = zone_local(app_zone(app), code.expires)};

	text_copy(words.digits, sizeof words.digits, code.digits);
	text_copy(words.organisation, sizeof words.organisation, state->page.look.organisation);
	state->wanted = false;
	state->page.code = code;
	text_copy(state->fact, sizeof state->fact, code.fact);
	code_picture_set(state->page.picture, &words);
	explicit_bzero(&words, sizeof words);
	explicit_bzero(&code, sizeof code);
	editor_set(&state->page.typed, "");
	app_load(app);
	app_notice(app, NOTICE_GOOD, "v turns it into a view for the patient. Type it back here once they have it.");
}

static void identify(App *app, CardState *state)
{
	state->wanted = !said(app, state);
	if (!state->wanted)
		show_code(app, state);
	else
		app_open(app, &screen_identity, &(IdentityArgument){state->base.chart, &state->said});
}

/* Back from the check of identity, from the patient's choice, or anything was told. */
static void request_again(App *app, void *self)
{
	CardState *state = self;
	const bool show = state->wanted && said(app, state);
	if (state->chosen) {
		app_close(app);
		return;
	}
	app_load(app);
	if (show)
		show_code(app, state);
}

static void give_code(App *app, CardState *state, CodeChannel channel)
{
	if (channel == CODE_SHOWN)
		identify(app, state);
	else
		send_code(app, state, channel);
}

static void code_answered(App *app, void *self, const char *text)
{
	CardState *state = self;
	give_code(app, state, state->asked);
}

/* Asked first where a code in somebody's hand would die, or where it would go to a number that is new. */
static void request_give(App *app, CardState *state, CodeChannel channel)
{
	const CodeWay *way = request_way(&state->page.ways, channel);
	const char *changed = request_changed_sentence(way, app_now(app), app_zone(app), false, app_scratch(app));
	const bool waiting = request_look_waits(&state->page.look);
	state->asked = channel;
	if (!waiting && !changed) {
		give_code(app, state, channel);
		return;
	}
	app_ask(app,
		&(Dialog){
			.kind = DIALOG_SAVE,
			.title = waiting ? "A new code?" : "Send it there?",
			.text = arena_print(app_scratch(app), "%s%s%s",
					    waiting ? "A code is waiting already. A new one makes it useless." : "",
					    waiting && changed ? " " : "", text_or(changed, "")),
			.yes = channel == CODE_SHOWN ? "Make a new one" : "Go ahead, send it",
			.done = code_answered,
		});
}

static void request_bare(App *app, const CardState *state)
{
	CodeBareArgument bare = {.words = state->page.picture->words, .expires = state->page.code.expires};
	app_open(app, &screen_code_bare, &bare);
	explicit_bzero(&bare, sizeof bare);
}

/* --- a code that was typed --- */

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
				   "That is not the code, and its five tries are used up: the request is locked. Give "
				   "a new code, to the phone or shown here, or record the choice.");
		return;
	case CODE_EXPIRED: app_notice(app, NOTICE_WARNING, "The code has run out: give a new one."); return;
	case CODE_SPENT: app_notice(app, NOTICE_WARNING, "The code is used up: give a new one."); return;
	case CODE_NONE: app_notice(app, NOTICE_WARNING, "No code was given out yet: give one first."); return;
	case CODE_ACCEPTED: return;
	}
}

static void request_type_in(App *app, CardState *state)
{
	CodeResult result;
	state->refused = !app_done(app, desk_type_code(app_desk(app), state->base.chart, state->request,
						       state->page.typed.text, &result, app_error(app)));
	if (state->refused)
		return;
	editor_wipe(&state->page.typed);
	app_load(app);
	if (result.outcome == CODE_ACCEPTED) {
		forget_code(state);
		accepted(app, state, result.as_choice);
	} else {
		not_accepted(app, &result);
	}
}

/* --- the choice, the end --- */

static void open_choice(App *app, CardState *state, Answer answer)
{
	const CodeWays *ways = &state->page.ways;
	app_open(app, &screen_choice,
		 &(ChoiceArgument){
			 .chart = state->base.chart,
			 .request = state->request,
			 .organisation = state->page.look.organisation,
			 .answer = answer,
			 .said = said(app, state),
			 .reachable = ways->sms.open || ways->email.open,
			 .saved = &state->chosen,
		 });
}

static void request_cancel(App *app, CardState *state)
{
	if (!app_done(app, desk_cancel_request(app_desk(app), state->base.chart, state->request, app_error(app))))
		return;
	forget_code(state);
	app_close(app);
	app_notice(app, NOTICE_GOOD, "The request is cancelled. u takes that back.");
}

static void request_invert(App *app)
{
	AppSettings settings = app_settings(app);
	settings.qr_inverted = !settings.qr_inverted;
	app_set_settings(app, settings);
}

static void request_act(App *app, void *self, int action)
{
	CardState *state = self;
	switch (action) {
	case CARD_TEXT: request_give(app, state, CODE_SMS); return;
	case CARD_EMAIL: request_give(app, state, CODE_EMAIL); return;
	case CARD_SHOW: request_give(app, state, CODE_SHOWN); return;
	case CARD_TYPE: request_type_in(app, state); return;
	case CARD_BARE: request_bare(app, state); return;
	case CARD_YES:
	case CARD_NO: open_choice(app, state, action == CARD_YES ? ANSWER_YES : ANSWER_NO); return;
	case CARD_CANCEL: request_cancel(app, state); return;
	case CARD_INVERT: request_invert(app); return;
	case CARD_HOW: chart_turn_how(app, state->base.chart); return;
	default: return;
	}
}

static bool can_take_way(const CardState *state, CodeChannel channel, Error *why)
{
	const CodeWay *way = request_way(&state->page.ways, channel);
	return way->open || fail(why, ERROR_REFUSED, "%s", text_or(way->why_not, "That way cannot be had now."));
}

static bool can_check(const CardState *state, Error *why)
{
	if (!request_look_waits(&state->page.look))
		return fail(why, ERROR_REFUSED, "There is no code to check: give one first.");
	return state->page.typed.length > 0 || fail(why, ERROR_REFUSED, "Type the six digits first.");
}

static bool request_can(const void *self, int action, Error *why)
{
	const CardState *state = self;
	const RequestStage stage = state->page.look.stage;
	const bool verified = stage == REQUEST_ACCEPTED || stage == REQUEST_CHOSEN;
	const bool new_code = action == CARD_TEXT || action == CARD_EMAIL || action == CARD_SHOW;
	if (action == CARD_HOW)
		return true;
	if (!request_look_open(&state->page.look))
		return fail(why, ERROR_REFUSED, "This request is closed: go back with Esc.");
	if (verified && (new_code || action == CARD_YES))
		return fail(why, ERROR_REFUSED, "This is verified already: no code is needed.");
	switch (action) {
	case CARD_TEXT: return can_take_way(state, CODE_SMS, why);
	case CARD_EMAIL: return can_take_way(state, CODE_EMAIL, why);
	case CARD_SHOW: return can_take_way(state, CODE_SHOWN, why);
	case CARD_CANCEL:
		return !verified ||
		       fail(why, ERROR_REFUSED, "They are verified: end the agreement in Sharing instead.");
	case CARD_NO:
		return stage != REQUEST_REFUSED || fail(why, ERROR_REFUSED, "The patient's no is recorded already.");
	case CARD_TYPE: return can_check(state, why);
	case CARD_BARE:
		if (!how_is_here(state->base.chart->how))
			return fail(why, ERROR_REFUSED, "They are not at the desk: nobody is there to turn it to.");
		return request_page_shows(&state->page) ||
		       fail(why, ERROR_REFUSED, "No code is shown here: s shows one.");
	case CARD_INVERT:
		return state->mono || fail(why, ERROR_REFUSED, "With colours a QR is black on white already.");
	default: return true;
	}
}

/* Digits are typed at once, wherever one is: there is nothing else on this card to type. */
static bool request_type(App *app, void *self, Key key)
{
	CardState *state = self;
	const bool digit = (key.code >= '0' && key.code <= '9') || key.code == ' ' || key.code == '-';
	if (!request_look_waits(&state->page.look) || (key_is_text(key.code) && !digit))
		return false;
	if (state->refused && digit) /* what was refused is not added to */
		editor_set(&state->page.typed, "");
	if (!editor_key(&state->page.typed, key))
		return false;
	state->refused = false;
	return true;
}

static bool request_unsaved(const void *self)
{
	return ((const CardState *)self)->page.typed.length > 0;
}

static void request_draw(const void *self, const App *app, Area area)
{
	request_page_draw(&((const CardState *)self)->page, app, area,
			  &(RequestKeys){&request_keys, request_can, self});
}

static void request_explain(const void *self, const App *app, Text *out)
{
	static const char *const said[REQUEST_STAGES] = {
		[REQUEST_NEW] = "",
		[REQUEST_WAITING] = "Ring back; then type what they read.",
		[REQUEST_RUN_OUT] = "The code has run out: give a new one.",
		[REQUEST_LOCKED] = "Locked: give a new code, or cancel.",
		[REQUEST_USED_UP] = "The code is used up: give a new one.",
		[REQUEST_ACCEPTED] = "Verified: they see what sharing allows.",
		[REQUEST_CHOSEN] = "Verified: they see what sharing allows.",
		[REQUEST_REFUSED] = "The patient said no: they are not let in.",
		[REQUEST_CANCELLED] = "This request was cancelled.",
		[REQUEST_CLOSED] = "This request was closed with the care.",
		[REQUEST_OPEN] = "",
	};
	const CardState *state = self;
	if (request_page_shows(&state->page))
		text_add(out, "Only for this patient's eyes.");
	else if (state->page.look.stage == REQUEST_NEW)
		text_add(out, request_ring_sentence(&state->page.look, out->arena));
	else if (request_not_sent(state->page.look.delivery))
		text_add(out, "Nobody has that code: give a new one.");
	else
		text_add(out, said[state->page.look.stage]);
}

const Screen screen_request = {
	.name = "request",
	.title = "Request",
	.keymap = KEYMAP(request_bindings),
	.size = sizeof(CardState),
	.enter = request_enter,
	.load = request_load,
	.draw = request_draw,
	.act = request_act,
	.type = request_type,
	.digits = true,
	.tick = request_tick,
	.again = request_again,
	.leave = request_leave,
	.unsaved = request_unsaved,
	.patient = chart_patient,
	.chart = chart_of,
	.explain = request_explain,
	.can = request_can,
};
