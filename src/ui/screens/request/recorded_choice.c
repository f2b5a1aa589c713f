#include "ui/screens/request/inside.h"

#include <string.h>

#include "base/text.h"
#include "ui/editor.h"
#include "ui/flow.h"
#include "ui/list.h"
#include "ui/screens/chart/chart.h"

/* A letter is an action by itself: it answers the step that offers it. */
enum { CHOICE_ON = 1, CHOICE_BACK, CHOICE_SAVE };
enum {
	NAME_BYTES = 100,
	REASON_BYTES = 200,
	ORGANISATION_BYTES = 160,
	TEXT_COLS = 70,
	ROOMY = 12,
	PARENT_BELOW = 16,
	KEY_COLS = 3
};

typedef enum ChoiceStep { STEP_WHO, STEP_NAME, STEP_REASON, STEP_IDENTITY, STEP_READ_BACK, STEPS } ChoiceStep;

typedef struct ChoiceState {
	ChartScreen base; /* first; the chart is the caller's */
	ChoiceStep step;
	RecordedChoice choice; /* its name and reason are in the editors */
	bool decided;	       /* who decided was answered */
	bool reachable, *saved;
	unsigned locked; /* how often the desk had been locked when identity was checked */
	Editor name, reason;
	char request[LIST_KEY_MAX], organisation[ORGANISATION_BYTES];
	Area *seen;	/* where the fields were drawn, for clicks */
	FlowRead *read; /* of what is read back */
} ChoiceState;

static const Binding choice_keys[] = {
	{'p', 'p', "Patient", "The patient decided; or the postcode they said is right.", .bar = false, .answer = true},
	{'r', 'r', "Parent", "Someone with parental responsibility decided.", .bar = false, .answer = true},
	{'a', 'a', "Attorney", "An attorney for health and welfare decided.", .bar = false, .answer = true},
	{'d', 'd', "Deputy", "A deputy of the court decided; or the date of birth they said is right.", .bar = false,
	 .answer = true},
	{'b', 'b', "Best interest", "It was decided in the patient's best interest.", .bar = false, .answer = true},
	{'m', 'm', "Mobile", "The mobile number they said is right.", .bar = false, .answer = true},
	{'n', 'n', "NHS No.", "The NHS number they said is right.", .bar = false, .answer = true},
	{'o', 'o', "Document", "A document was seen: passport, driving licence, NHS letter.", .bar = false,
	 .answer = true},
	{'k', 'k', "Known", "The person is known to you.", .bar = false, .answer = true},
	{'s', 's', "Seen online", "Approved by the patient in SystmOnline or the NHS App: you saw it there.",
	 .bar = false, .answer = true},
	{KC_CTRL('s'), CHOICE_SAVE, "Save", "It was read back and is right: record it.", .bar = true},
	{KC_ENTER, CHOICE_ON, "Go on", "Go on to the next step.", .bar = true, .in_field = true},
	{KC_LEFT, CHOICE_BACK, "Step back", "Go back one step; answers are kept.", .bar = true},
	{KC_BACKSPACE, CHOICE_BACK, .bar = false},
};

/* --- who may decide --- */

typedef struct Decider {
	char key;
	Who who;
	const char *name, *spoken; /* as a choice, as read back */
} Decider;

static const Decider deciders[] = {
	{'p', WHO_PATIENT, "The patient", "the patient"},
	{'r', WHO_PARENTAL_RESPONSIBILITY, "Someone with parental responsibility", "with parental responsibility"},
	{'a', WHO_HEALTH_WELFARE_LPA, "Attorney for health and welfare", "attorney for health and welfare"},
	{'d', WHO_DEPUTY, "Deputy of the court", "deputy of the court"},
	{'b', WHO_BEST_INTEREST, "Best interest, decided by a clinician", "in the patient's best interest"},
};

enum { DECIDERS = sizeof deciders / sizeof deciders[0] };

static const Decider *decider_of(Who who)
{
	for (size_t i = 0; i < DECIDERS; i++)
		if (deciders[i].who == who)
			return &deciders[i];
	return &deciders[0];
}

/* At 16 a parent's word ends (A10); a best-interest decision is a clinician's. */
static bool may_decide(const ChoiceState *state, Who who)
{
	const Date born = state->base.chart->world.person->born;
	if (who == WHO_PARENTAL_RESPONSIBILITY)
		return date_is_none(born) || date_age(born, desk_today(state->base.desk)) < PARENT_BELOW;
	return who != WHO_BEST_INTEREST || desk_may(state->base.desk, ACT_BEST_INTEREST);
}

static const Decider *decider_by_key(const ChoiceState *state, int key)
{
	for (size_t i = 0; i < DECIDERS; i++)
		if (deciders[i].key == key && may_decide(state, deciders[i].who))
			return &deciders[i];
	return NULL;
}

/* --- steps --- */

static bool identity_known(const ChoiceState *state)
{
	return state->choice.identity > CHOICE_SPOKEN || identity_count(state->choice.spoken) >= IDENTITY_NEEDED;
}

static bool by_patient(const ChoiceState *state)
{
	return state->choice.who == WHO_PATIENT;
}

static bool step_applies(const ChoiceState *state, ChoiceStep step)
{
	if (step == STEP_NAME)
		return !by_patient(state);
	return step != STEP_REASON || state->choice.who == WHO_BEST_INTEREST;
}

/* The field of this step, or NULL. */
static const Editor *step_field(const ChoiceState *state)
{
	return state->step == STEP_NAME ? &state->name : state->step == STEP_REASON ? &state->reason : NULL;
}

static void step_on(App *app, ChoiceState *state)
{
	const Editor *field = step_field(state);
	if (field && field->text[strspn(field->text, " ")] == '\0') {
		app_notice(app, NOTICE_WARNING,
			   state->step == STEP_NAME ? "Type the name of who decided first." : "Type the reason first.");
		return;
	}
	if (state->step != STEP_READ_BACK)
		state->step++;
	while (!step_applies(state, state->step))
		state->step++;
}

static void step_back(ChoiceState *state)
{
	if (state->step > STEP_WHO)
		state->step--;
	while (!step_applies(state, state->step))
		state->step--;
}

static bool choice_enter(App *app, void *self, const void *argument, Error *err)
{
	ChoiceState *state = self;
	const ChoiceArgument *asked = argument;
	chart_prepare(app, &state->base, asked->chart);
	state->locked = desk_breaks(state->base.desk);
	state->choice = (RecordedChoice){.answer = asked->answer, .who = WHO_PATIENT, .spoken = asked->said};
	state->reachable = asked->reachable;
	state->saved = asked->saved;
	text_copy(state->request, sizeof state->request, asked->request);
	text_copy(state->organisation, sizeof state->organisation, asked->organisation);
	state->seen = arena_array(app_arena(app), IDENTITY_FIELDS, sizeof *state->seen);
	state->read = arena_alloc(app_arena(app), sizeof *state->read);
	editor_open(&state->name, app_arena(app), NAME_BYTES, NULL);
	editor_open(&state->reason, app_arena(app), REASON_BYTES, NULL);
	return desk_allows(app_desk(app), ACT_REQUEST, err);
}

/* After a lock somebody else may stand there: whoever unlocks checks again. */
static void choice_again(App *app, void *self)
{
	ChoiceState *state = self;
	if (state->locked == desk_breaks(state->base.desk))
		return;
	state->locked = desk_breaks(state->base.desk);
	state->choice.spoken = 0;
	state->choice.identity = 0;
	if (state->step > STEP_IDENTITY)
		state->step = STEP_IDENTITY;
}

static void save(App *app, ChoiceState *state)
{
	const char *organisation = arena_text(app_scratch(app), state->organisation);
	const bool yes = state->choice.answer == ANSWER_YES;
	RecordedChoice choice = state->choice;
	if (!choice.identity)
		choice.identity = CHOICE_SPOKEN;
	if (choice.identity != CHOICE_SPOKEN)
		choice.spoken = 0;
	choice.name = by_patient(state) ? NULL : state->name.text;
	choice.reason = choice.who == WHO_BEST_INTEREST ? state->reason.text : NULL;
	if (!app_done(app,
		      desk_record_choice(app_desk(app), state->base.chart, state->request, &choice, app_error(app))))
		return;
	*state->saved = true;
	app_close(app);
	app_notice(app, NOTICE_GOOD,
		   yes ? "The patient's yes is recorded: %s is verified. u takes it back."
		       : "The patient's no is recorded: %s is not let in. u takes it back.",
		   organisation);
}

/* --- keys --- */

static int field_of(int key)
{
	switch (key) {
	case 'd': return 0;
	case 'p': return 1;
	case 'm': return 2;
	case 'n': return 3;
	default: return -1;
	}
}

static void identify(App *app, ChoiceState *state, int key)
{
	if (field_of(key) >= 0) {
		state->choice.spoken ^= 1U << field_of(key);
		state->choice.identity = CHOICE_SPOKEN;
		return;
	}
	state->choice.identity = key == 'o' ? CHOICE_DOCUMENT : key == 's' ? CHOICE_ONLINE : CHOICE_KNOWN;
	step_on(app, state);
}

static void choice_act(App *app, void *self, int action)
{
	ChoiceState *state = self;
	if (action == CHOICE_SAVE && flow_read_on(state->read)) {
		app_notice(app, NOTICE_PLAIN, FLOW_READ_ON, state->read->at + 1, state->read->pages);
		return;
	}
	state->read->at = 0;
	if (action == CHOICE_BACK) {
		step_back(state);
	} else if (action == CHOICE_ON) {
		step_on(app, state);
	} else if (state->step == STEP_WHO) {
		state->choice.who = decider_by_key(state, action)->who;
		state->decided = true;
		step_on(app, state);
	} else if (state->step == STEP_IDENTITY) {
		identify(app, state, action);
	} else if (state->step == STEP_READ_BACK) {
		save(app, state);
	}
}

/* What a patient does online is to approve, and nobody else can. */
static bool offers_online(const ChoiceState *state)
{
	return by_patient(state) && state->choice.answer == ANSWER_YES;
}

static bool offers_identity(const ChoiceState *state, int key)
{
	const int field = field_of(key);
	if (key == 's')
		return offers_online(state);
	return field >= 0 ? identity_asked(state->base.chart) >> field & 1U : key == 'o' || key == 'k';
}

static bool can_go_on(const ChoiceState *state, Error *why)
{
	if (state->step == STEP_IDENTITY)
		return identity_known(state) ||
		       fail(why, ERROR_REFUSED, "Two must be right, or a document seen, or the person known to you.");
	if (state->step == STEP_WHO)
		return fail(why, ERROR_REFUSED, "This needs an answer: press one of the letters shown.");
	return state->step != STEP_READ_BACK || fail(why, ERROR_REFUSED, "It is read back: Ctrl-S saves it.");
}

static bool answers(const ChoiceState *state, int key)
{
	switch (state->step) {
	case STEP_WHO: return decider_by_key(state, key) != NULL;
	case STEP_IDENTITY: return offers_identity(state, key);
	case STEP_READ_BACK: return key == CHOICE_SAVE;
	case STEP_NAME:
	case STEP_REASON:
	case STEPS: break;
	}
	return false;
}

static bool choice_can(const void *self, int action, Error *why)
{
	const ChoiceState *state = self;
	if (action == CHOICE_BACK)
		return state->step != STEP_WHO || fail(why, ERROR_REFUSED, "This is the first step: Esc leaves.");
	if (action == CHOICE_ON)
		return can_go_on(state, why);
	if (state->step == STEP_READ_BACK && action != CHOICE_SAVE)
		return fail(why, ERROR_REFUSED, "It is read back: Ctrl-S saves it, Left goes back to change.");
	if (answers(state, action))
		return true;
	if (state->step == STEP_IDENTITY && field_of(action) >= 0)
		return fail(why, ERROR_REFUSED, "That is not on file, or is not shown for this patient.");
	if (state->step == STEP_WHO && action == 'r')
		return fail(why, ERROR_REFUSED, "At 16 and over a parent does not decide: ask the patient.");
	if (state->step == STEP_WHO && action == 'b')
		return fail(why, ERROR_REFUSED, "Only a clinician decides in the patient's best interest.");
	return fail(why, ERROR_REFUSED, "That key is not an answer here: press one of those shown.");
}

static bool choice_in_field(const void *self)
{
	return step_field(self) != NULL;
}

static bool choice_type(App *app, void *self, Key key)
{
	ChoiceState *state = self;
	const int field = state->step == STEP_IDENTITY ? identity_clicked(state->seen, key) : -1;
	if (step_field(state)) {
		Editor *editor = state->step == STEP_NAME ? &state->name : &state->reason;
		if ((key.code != KC_LEFT && key.code != KC_BACKSPACE) || editor->at > 0)
			return editor_key(editor, key);
		app_act(app, CHOICE_BACK);
		return true;
	}
	if (state->step == STEP_READ_BACK && (key.code == ' ' || key.code == KC_PAGE_DOWN || key.code == KC_PAGE_UP)) {
		flow_read_turn(state->read, key.code == KC_PAGE_UP ? -1 : 1);
		return true;
	}
	if (field >= 0)
		app_act(app, (int)"dpmn"[field]);
	return field >= 0;
}

static bool choice_unsaved(const void *self)
{
	const ChoiceState *state = self;
	return state->decided || state->name.length > 0 || state->step != STEP_WHO;
}

/* --- drawing --- */

static int draw_key(Area area, int row, const char *key, const char *text)
{
	const int cols = area_put(area, row, 0, STYLE_KEY, key) + 2;
	return row + flow_put(area, row, cols < KEY_COLS ? KEY_COLS : cols, STYLE_NORMAL, text);
}

static void draw_who(const ChoiceState *state, Area area, int row)
{
	for (size_t i = 0; i < DECIDERS; i++) {
		const Decider *decider = &deciders[i];
		const char key[] = {decider->key, '\0'};
		if (may_decide(state, decider->who))
			row = draw_key(area, row, key, decider->name);
	}
	if (state->reachable && area.rows - row > 2)
		flow_put(area, row + 1, 0, STYLE_MUTED,
			 "A code can reach this patient: sending one is surer than recording what was said.");
}

static void draw_other(Area area, int row, int col, const char *key, const char *text)
{
	area_put(area, row, col, STYLE_KEY, key);
	area_put(area, row, col + KEY_COLS, STYLE_NORMAL, text);
}

static void draw_identity(const ChoiceState *state, Area area, int row, bool roomy)
{
	enum { KNOWN = 18, KNOWN_BRIEF = 13, ONLINE_BRIEF = 23 };
	const bool online = offers_online(state), brief = online && !roomy;
	row += identity_draw_fields(state->base.chart, state->choice.spoken, area_part(area, row, -1, -1, -1),
				    state->seen);
	draw_other(area, row, 0, "o", brief ? "Document" : "Document seen");
	draw_other(area, row, brief ? KNOWN_BRIEF : KNOWN, "k", brief ? "Known" : "Known to me");
	if (brief)
		draw_other(area, row, ONLINE_BRIEF, "s", "Online");
	else if (online)
		draw_other(area, row + 1, 0, "s", "Seen in SystmOnline or the NHS App");
}

static const char *checked_words(const ChoiceState *state, Arena *arena)
{
	Text said = {.arena = arena};
	if (state->choice.identity == CHOICE_DOCUMENT)
		return "a document was seen";
	if (state->choice.identity == CHOICE_KNOWN)
		return "known to you";
	if (state->choice.identity == CHOICE_ONLINE)
		return "approved online, seen by you";
	identity_print(state->choice.spoken, &said);
	return arena_print(arena, "%s, spoken", text_done(&said));
}

static const char *decided_words(const ChoiceState *state, Arena *arena)
{
	Text patient = {.arena = arena};
	if (by_patient(state)) {
		person_print_spoken(state->base.chart->world.person, &patient);
		return arena_print(arena, "%s, the patient", text_done(&patient));
	}
	return arena_print(arena, "%s, %s", state->name.text, decider_of(state->choice.who)->spoken);
}

static FlowRows read_back_rows(const ChoiceState *state, Area area, bool roomy)
{
	Arena *arena = area_scratch(area);
	FlowRows rows = {.arena = arena};
	const bool yes = state->choice.answer == ANSWER_YES;
	const char *decided = decided_words(state, arena), *checked = checked_words(state, arena);
	const FlowRow row = {.begins = true};
	flow_add_text(&rows,
		      arena_print(arena,
				  yes ? "\"Yes: %s may see what your sharing allows.\""
				      : "\"No: %s is not to be let into your record.\"",
				  state->organisation),
		      area.cols, row);
	if (!roomy) {
		flow_add_text(&rows, arena_print(arena, "%s; %s.", decided, checked), area.cols, row);
		return rows;
	}
	flow_add(&rows, (FlowRow){.text = ""});
	flow_add_text(&rows, arena_print(arena, "Decided by %s.", decided), area.cols, row);
	flow_add_text(&rows, arena_print(arena, "Identity: %s.", checked), area.cols, row);
	return rows;
}

static void draw_read_back(const ChoiceState *state, Area area, int row, bool roomy)
{
	const FlowRows rows = read_back_rows(state, area, roomy);
	row += flow_read_put(state->read, &rows, "Space", area_part(area, row, 0, area.rows - row - 1, -1));
	if (state->read->at + 1 >= state->read->pages)
		draw_key(area, row + roomy, "Ctrl-S", "That is right: record it");
}

static void choice_draw(const void *self, const App *app, Area area)
{
	static const char *const asks[STEPS] = {
		[STEP_WHO] = "Who decided?",
		[STEP_NAME] = "What is the name of who decided?",
		[STEP_REASON] = "Why is it in the patient's best interest?",
		[STEP_IDENTITY] = "How was their identity checked? Two that they say themselves; or",
		[STEP_READ_BACK] = "Read this back:",
	};
	const ChoiceState *state = self;
	const bool roomy = area.rows >= ROOMY;
	const int room = area.cols - 4, cols = room < TEXT_COLS ? room : TEXT_COLS;
	const Area body = area_part(area, roomy, roomy ? 3 : 1, -1, cols);
	const char *ask = state->step == STEP_IDENTITY && !roomy ? "How was identity checked?" : asks[state->step];
	const bool heading = roomy || state->step != STEP_READ_BACK; /* its six rows are needed for what is read */
	const int row = heading ? flow_put(body, 0, 0, STYLE_STRONG, ask) + roomy : 0;
	switch (state->step) {
	case STEP_WHO: draw_who(state, body, row); return;
	case STEP_NAME:
	case STEP_REASON: editor_draw(step_field(state), body, row, 0, body.cols, true); return;
	case STEP_IDENTITY: draw_identity(state, body, row, roomy); return;
	case STEP_READ_BACK: draw_read_back(state, body, row, roomy); return;
	case STEPS: return;
	}
}

static void choice_heading(const void *self, const App *app, Text *out)
{
	const ChoiceState *state = self;
	text_add_print(out, "Record the patient's %s: %s", state->choice.answer == ANSWER_YES ? "yes" : "no",
		       state->organisation);
}

static void choice_explain(const void *self, const App *app, Text *out)
{
	static const char *const said[STEPS] = {
		[STEP_WHO] = "Others only where the patient cannot decide.",
		[STEP_NAME] = "Type the name, then Enter.",
		[STEP_REASON] = "Type the reason, then Enter.",
		[STEP_IDENTITY] = "Never read them out; let them say it.",
		[STEP_READ_BACK] = "Nothing is recorded before Ctrl-S.",
	};
	text_add(out, said[((const ChoiceState *)self)->step]);
}

const Screen screen_choice = {
	.name = "choice",
	.title = "Record the choice",
	.keymap = KEYMAP(choice_keys),
	.size = sizeof(ChoiceState),
	.enter = choice_enter,
	.draw = choice_draw,
	.act = choice_act,
	.type = choice_type,
	.again = choice_again,
	.in_field = choice_in_field,
	.unsaved = choice_unsaved,
	.patient = chart_patient,
	.heading = choice_heading,
	.explain = choice_explain,
	.can = choice_can,
};
