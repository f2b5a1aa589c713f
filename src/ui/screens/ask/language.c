/* In which language this sitting is: each by its own name, those that are not turned on too. */
#include "model/desk/language.h"
#include "base/macros.h"
#include "ui/app.h"
#include "ui/list.h"
#include "ui/screens/ask/inside.h"
#include "ui/screens/chart/chart.h"

enum { LANGUAGE_SPEAK = 1, LANGUAGES_MAX = 16, NAME_COL = 1, STATE_COL = 12, OWN_COL = 27 };

typedef struct LanguageState {
	ChartScreen base; /* first; the chart is the caller's */
	List list;
	Sitting *sitting;
	const char *off[LANGUAGES_MAX]; /* why it is not spoken here; NULL: it is */
} LanguageState;

static const Binding language_keys[] = {
	{KC_ENTER, LANGUAGE_SPEAK, "Speak it", "Ask in this language, in this sitting alone.", .bar = true},
};

static const char *language_key(const void *rows, size_t index)
{
	return languages[index].code;
}

static bool language_enter(App *app, void *self, const void *argument, Error *err)
{
	LanguageState *state = self;
	const AskLanguageArgument *given = argument;
	chart_on(app, &state->base, given->sitting->chart);
	state->sitting = given->sitting;
	list_wish(&state->list, state->sitting->language->code);
	return true;
}

static bool language_load(App *app, void *self, Error *err)
{
	LanguageState *state = self;
	for (size_t i = 0; i < language_count && i < LANGUAGES_MAX; i++) {
		Error why = {0};
		const bool on = desk_check_language(app_desk(app), &languages[i], &why);
		state->off[i] = on ? NULL : arena_text(app_loaded(app), why.text);
	}
	list_set(&state->list, state, language_count);
	return true;
}

static void language_act(App *app, void *self, int action)
{
	LanguageState *state = self;
	const Language *language = &languages[state->list.selected];
	if (!app_done(app, sitting_speak(state->sitting, language, app_error(app))))
		return;
	app_close(app);
	app_notice(app, NOTICE_GOOD, "%s, for this sitting alone.", language->english);
}

/* Its own name stands last: nothing may follow one that is shaped. */
static void draw_language(const void *rows, size_t index, Area area)
{
	const LanguageState *state = rows;
	const bool off = state->off[index] != NULL;
	area_put(area, 0, NAME_COL, off ? STYLE_MUTED : STYLE_NORMAL, languages[index].english);
	area_put(area, 0, STATE_COL, STYLE_MUTED, off ? "not turned on" : "");
	area_put(area, 0, OWN_COL, off ? STYLE_MUTED : STYLE_STRONG, languages[index].own);
}

static void language_draw(const void *self, const App *app, Area area)
{
	list_draw(&((const LanguageState *)self)->list, area, draw_language);
}

static void language_explain(const void *self, const App *app, Text *out)
{
	const LanguageState *state = self;
	const char *off = state->off[state->list.selected];
	text_add(out, off ? off : "The patient's file stays as it is: h sets that right.");
}

const Screen screen_ask_language = {
	.name = "ask-language",
	.title = "In which language?",
	.keymap = KEYMAP(language_keys),
	.size = sizeof(LanguageState),
	.list = SCREEN_AT(LanguageState, list),
	.row_key = language_key,
	.chosen = LANGUAGE_SPEAK,
	.enter = language_enter,
	.load = language_load,
	.draw = language_draw,
	.act = language_act,
	.tick = chart_tick,
	.patient = chart_patient,
	.explain = language_explain,
	.turned = true,
};
