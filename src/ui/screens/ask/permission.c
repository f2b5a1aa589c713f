#include "ui/screens/ask/ask.h"

#include "base/text.h"
#include "model/care/care.h"
#include "model/choices/choices.h"
#include "ui/flow.h"
#include "ui/list.h"
#include "ui/screens/chart/chart.h"

enum { PERMISSION_RECORD = 1, PERMISSION_OTHER }; /* the letters are actions by themselves */
enum { TEXT_COLS = 70, ROOMY = 12, KEY_COLS = 3 };

typedef struct PermissionScreen {
	ChartScreen base; /* first; the chart is the caller's */
	char org[LIST_KEY_MAX];
	ViewChannel channel;
	char picked;	/* 0, 'y', 'n', 'c' */
	FlowRead *read; /* of the question */
} PermissionScreen;

static const Binding permission_keys[] = {
	{'y', 'y', "Yes", "The patient says yes.", .bar = true},
	{'n', 'n', "No", "The patient says no.", .bar = true},
	{'c', 'c', "Cannot respond", "The patient is unable to respond.", .bar = true},
	{KC_CTRL('s'), PERMISSION_RECORD, "Record", "Record the answer that a letter has picked.", .bar = true},
	{KC_ENTER, PERMISSION_RECORD, .bar = false},
	{'m', PERMISSION_OTHER, "MIG or SCR", "Ask about the other record they may look at.", .bar = true},
};

static const struct {
	char key;
	Answer answer;
	const char *text, *brief;
} answers[] = {
	{'y', ANSWER_YES, "Yes, they may look", "Yes, they may look"},
	{'n', ANSWER_NO, "No, they may not look", "No, they may not look"},
	{'c', ANSWER_UNABLE,
	 "Cannot respond (unconscious, very unwell): they may look, it is checked afterwards; a no of the last 24 hours "
	 "stands",
	 "Cannot respond"},
};

static size_t answer_at(char key)
{
	size_t at = 0;
	while (at + 1 < countof(answers) && answers[at].key != key)
		at++;
	return at;
}

/* --- which record --- */

static ViewChannel other(ViewChannel channel)
{
	return channel == VIEW_MIG ? VIEW_SCR : VIEW_MIG;
}

static bool is_open(const PermissionScreen *state, ViewChannel channel, Arena *arena)
{
	MigPartner partner;
	desk_permission_state(state->base.chart, state->org, channel, arena, &partner);
	return partner.state != PERMISSION_CLOSED;
}

static bool permission_enter(App *app, void *self, const void *argument, Error *err)
{
	PermissionScreen *state = self;
	const PermissionArgument *given = argument;
	Arena *scratch = app_scratch(app);
	chart_prepare(app, &state->base, given->chart);
	text_copy(state->org, sizeof state->org, given->org);
	state->read = arena_alloc(app_arena(app), sizeof *state->read);
	state->channel = given->channel ? given->channel : VIEW_MIG;
	if (!given->channel && !is_open(state, VIEW_MIG, scratch))
		state->channel = VIEW_SCR;
	if (!chart_present(&state->base, err) || !desk_allows(app_desk(app), ACT_ASK, err))
		return false;
	return is_open(state, state->channel, scratch) ||
	       fail(err, ERROR_REFUSED,
		    "No permission opens this to them: the choice, a list or a rule keeps it closed.");
}

/* --- acts --- */

/* What is said is what holds now: an answer that could not be given does not open what a no has closed. */
static void record(App *app, PermissionScreen *state)
{
	const char *org = arena_text(app_scratch(app), state->org);
	const Answer answer = answers[answer_at(state->picked)].answer;
	MigPartner partner;
	if (!app_done(app,
		      desk_permission(app_desk(app), state->base.chart, org, state->channel, answer, app_error(app))))
		return;
	desk_permission_state(state->base.chart, org, state->channel, app_scratch(app), &partner);
	app_close(app);
	if (answer == ANSWER_UNABLE && (partner.state == PERMISSION_NO || partner.state == PERMISSION_YES))
		app_notice(app, NOTICE_GOOD, "Recorded that the patient cannot respond. Their %s %s. u takes it back.",
			   partner.state == PERMISSION_NO ? "no" : "yes", partner.held);
	else
		app_notice(app, NOTICE_GOOD, "Recorded. %s: %s. u takes it back.", partner.name, partner.text);
}

static void permission_act(App *app, void *self, int action)
{
	PermissionScreen *state = self;
	if (action != PERMISSION_OTHER && flow_read_on(state->read)) {
		app_notice(app, NOTICE_PLAIN, FLOW_READ_ON, state->read->at + 1, state->read->pages);
	} else if (action == PERMISSION_RECORD) {
		record(app, state);
	} else if (action == PERMISSION_OTHER) {
		state->channel = other(state->channel);
		state->picked = 0;
	} else {
		state->picked = (char)action;
	}
}

static bool permission_can(const void *self, int action, Error *why)
{
	const PermissionScreen *state = self;
	scoped(arena_free) Arena arena = {0};
	if (action == PERMISSION_RECORD)
		return state->picked != 0 ||
		       fail(why, ERROR_REFUSED, "y, n or c answers first; Ctrl-S then records it.");
	return action != PERMISSION_OTHER || is_open(state, other(state->channel), &arena) ||
	       fail(why, ERROR_REFUSED, "They can be let into this record only.");
}

/* --- drawing --- */

static int draw_answers(const PermissionScreen *state, Area area, int row, bool roomy)
{
	for (size_t i = 0; i < countof(answers); i++) {
		const bool picked = state->picked == answers[i].key;
		const char key[] = {answers[i].key, '\0'};
		area_put(area, row, 0, STYLE_KEY, picked ? area_glyphs(area)->selected : " ");
		area_put(area, row, 2, STYLE_KEY, key);
		row += flow_put(area, row, 2 + KEY_COLS, picked ? STYLE_STRONG : STYLE_NORMAL,
				roomy ? answers[i].text : answers[i].brief);
	}
	return row;
}

static void permission_draw(const void *self, const App *app, Area area)
{
	const PermissionScreen *state = self;
	const Chart *chart = state->base.chart;
	const bool roomy = area.rows >= ROOMY;
	const int room = area.cols - 4, cols = room < TEXT_COLS ? room : TEXT_COLS;
	const Area body = area_part(area, roomy, roomy ? 3 : 1, -1, cols);
	Arena *arena = area_scratch(area);
	MigPartner partner;
	int row = 0;
	desk_permission_state(chart, state->org, state->channel, arena, &partner);
	if (roomy)
		area_put(body, row++, 0, STYLE_MUTED, "Read aloud:");
	FlowRows question = {.arena = arena};
	flow_add_text(&question,
		      arena_print(arena, "\"%s\"", desk_permission_question(chart, state->org, state->channel, arena)),
		      body.cols, (FlowRow){.style = STYLE_STRONG, .begins = true});
	row += flow_read_put(state->read, &question, "the letter",
			     area_part(body, row, 0, body.rows - row - (int)countof(answers), -1));
	row = draw_answers(state, body, row + roomy, roomy) + roomy;
	if (roomy)
		flow_put(
			body, row, 0, STYLE_MUTED,
			arena_print(arena,
				    "As it stands: %s. An answer holds for this visit, at most 24 hours. It is neither "
				    "Share In nor Share Out.",
				    partner.text));
}

static void permission_explain(const void *self, const App *app, Text *out)
{
	const PermissionScreen *state = self;
	if (state->picked)
		text_add_print(out, "%s. Ctrl-S records it.", answers[answer_at(state->picked)].brief);
	else
		text_add(out, "Nothing is recorded before Ctrl-S.");
}

const Screen screen_permission = {
	.name = "permission",
	.title = "May they look?",
	.keymap = KEYMAP(permission_keys),
	.size = sizeof(PermissionScreen),
	.enter = permission_enter,
	.draw = permission_draw,
	.act = permission_act,
	.tick = chart_tick,
	.patient = chart_patient,
	.chart = chart_of,
	.explain = permission_explain,
	.can = permission_can,
	.turned = true,
};
