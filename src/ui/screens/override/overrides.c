#include "ui/screens/override/override.h"

#include "base/text.h"
#include "model/care/care.h"
#include "model/choices/override.h"
#include "ui/screens/chart/chart.h"

enum { OVERRIDES_NEW = 1, OVERRIDES_END, OVERRIDES_REVIEW };
enum { LINE_OVERRIDE = 1 };

typedef struct OverridesState {
	CardScreen card;	       /* first */
	const OverrideLine *overrides; /* in the arena of the lines */
	size_t count;
} OverridesState;

static const Binding overrides_keys[] = {
	{'d', OVERRIDES_NEW, "Override", "Start an override: look without an agreement, for a reason, for a time.",
	 .bar = true},
	{KC_DELETE, OVERRIDES_END, "End early", "End the selected override now.", .bar = true},
	{KC_ENTER, OVERRIDES_REVIEW, "Open", "Open it: the reasons, what was looked at, the review.", .bar = true},
};

/* --- lines --- */

static void add_words(CardLines *lines, const Desk *desk, const OverrideLine *line)
{
	Arena *arena = lines->arena;
	const OverrideWords *words = &line->words;
	card_words(lines, STYLE_MUTED, line->tells);
	if (!desk_reads_note(desk, line->opening))
		return;
	if (words->why)
		card_words(lines, STYLE_MUTED, arena_print(arena, "What happened: %s.", words->why));
	if (words->asked_words)
		card_words(lines, STYLE_MUTED,
			   arena_print(arena, "Patient %s: %s.", words->asked ? "asked" : "not asked",
				       words->asked_words));
	if (words->private_why)
		card_words(lines, STYLE_MUTED, arena_print(arena, "Private entries too: %s.", words->private_why));
	if (line->not_told)
		card_words(lines, STYLE_MUTED, arena_print(arena, "Why not: %s.", line->not_told));
	if (line->reviewed)
		card_words(lines, STYLE_MUTED,
			   arena_print(arena, "%s wrote: %s", text_or(line->reviewed->by, "The reviewer"),
				       text_or(line->reviewed->reason, "nothing.")));
}

static bool overrides_load(App *app, void *self, Error *err)
{
	OverridesState *state = self;
	CardLines *lines = &state->card.lines;
	card_lines_begin(lines, app);
	desk_overrides(state->card.base.chart, lines->arena, &state->overrides, &state->count);
	if (state->count == 0)
		card_words(lines, STYLE_MUTED, "Nobody has looked at this record without an agreement.");
	for (size_t i = 0; i < state->count; i++) {
		card_item(lines, LINE_OVERRIDE, state->overrides[i].opening->override,
			  state->overrides[i].on ? CARD_MARK_WAITING : CARD_MARK_NONE, state->overrides[i].text);
		add_words(lines, state->card.base.desk, &state->overrides[i]);
	}
	card_lines_end(lines);
	return true;
}

static bool overrides_enter(App *app, void *self, const void *argument, Error *err)
{
	return card_enter(app, self, ((const OverridesArgument *)argument)->chart, err);
}

/* --- what can be done --- */

static const OverrideLine *chosen(const OverridesState *state)
{
	const CardLine *line = card_chosen(&state->card.lines);
	for (size_t i = 0; line && i < state->count; i++)
		if (text_is(state->overrides[i].opening->override, line->id))
			return &state->overrides[i];
	return NULL;
}

static bool overrides_can(const void *self, int action, Error *why)
{
	const OverridesState *state = self;
	const OverrideLine *line = chosen(state);
	if (action != OVERRIDES_REVIEW &&
	    (!desk_allows(state->card.base.desk, ACT_OVERRIDE, why) || !chart_present(&state->card.base, why)))
		return false;
	if (action != OVERRIDES_NEW && !line)
		return fail(why, ERROR_REFUSED,
			    state->count > 0 ? "Move to one of the overrides first." : "There is none here.");
	return action != OVERRIDES_END || line->on || fail(why, ERROR_REFUSED, "This override is over already.");
}

/* --- acts --- */

static void overrides_end(App *app, const OverridesState *state, const char *override)
{
	if (app_done(app, desk_end_override(app_desk(app), state->card.base.chart, override, app_error(app))))
		app_notice(app, NOTICE_GOOD, "The override has ended. It is on the privacy officer's list.");
	app_load(app);
}

static void overrides_act(App *app, void *self, int action)
{
	OverridesState *state = self;
	const OverrideLine *line = chosen(state);
	const char *override = line ? arena_text(app_scratch(app), line->opening->override) : NULL;
	switch (action) {
	case OVERRIDES_NEW: app_open(app, &screen_override, &(OverrideArgument){true, state->card.base.chart}); return;
	case OVERRIDES_END: overrides_end(app, state, override); return;
	case OVERRIDES_REVIEW:
		app_open(app, &screen_override_review, &(OverrideReviewArgument){state->card.base.chart, override});
		return;
	default: return;
	}
}

void overrides_open(App *app, Chart *chart)
{
	const OverrideLine *all;
	size_t count;
	desk_overrides(chart, app_scratch(app), &all, &count);

	const bool list = count > 0 || desk_may(app_desk(app), ACT_REVIEW_OVERRIDE) ||
			  instant_order(chart->past, INSTANT_MIN) != 0;
	Error err = {0};

	if (!list && desk_allows(app_desk(app), ACT_OVERRIDE, &err))
		app_open(app, &screen_override, &(OverrideArgument){.chart = chart});
	else if (app_open(app, &screen_overrides, &(OverridesArgument){chart}) && !list)
		app_fail(app, &err);
}

const Screen screen_overrides = {
	.name = "overrides",
	.title = "Duty of care: looks without an agreement",
	.keymap = KEYMAP(overrides_keys),
	.size = sizeof(OverridesState),
	.enter = overrides_enter,
	.load = overrides_load,
	.chosen = OVERRIDES_REVIEW,
	.act = overrides_act,
	.can = overrides_can,
	CARD_HOOKS,
};
