#include "ui/screens/identity.h"

#include "base/text.h"
#include "model/nhs_number.h"
#include "ui/flow.h"
#include "ui/screens/chart_screen.h"

enum { IDENTITY_DONE = 1, IDENTITY_TICK /* + which field */, FIELDS_MAX = 4, WANTED = 2 };
enum { FIELD_BORN, FIELD_POSTCODE, FIELD_MOBILE, FIELD_NHS };

typedef struct IdentityState {
	ChartScreen base; /* first; the chart is the caller's */
	bool *checked;
	bool ticked[FIELDS_MAX];
	Area *seen; /* where the fields were drawn, for clicks */
} IdentityState;

static const Binding identity_keys[] = {
	{'d', IDENTITY_TICK + FIELD_BORN, "Born", "The date of birth they said is right.", .bar = true},
	{'p', IDENTITY_TICK + FIELD_POSTCODE, "Postcode", "The postcode they said is right.", .bar = true},
	{'m', IDENTITY_TICK + FIELD_MOBILE, "Mobile", "The mobile number they said is right.", .bar = true},
	{'n', IDENTITY_TICK + FIELD_NHS, "NHS No.", "The NHS number they said is right.", .bar = true},
	{KC_ENTER, IDENTITY_DONE, "Show the code", "Two were right: show the code.", .bar = true},
};

static bool identity_enter(App *app, void *self, const void *argument, Error *err)
{
	IdentityState *state = self;
	const IdentityArgument *asked = argument;

	state->base.chart = asked->chart;
	state->checked = asked->checked;
	state->seen = arena_array(app_arena(app), FIELDS_MAX, sizeof(*state->seen));
	return desk_allows(app_desk(app), ACT_REQUEST, err);
}

/* What is on file of this field, or NULL. Of a restricted patient no address and no telephone is shown anywhere. */
static const char *on_file(const IdentityState *state, size_t field, Arena *arena)
{
	const Person *person = state->base.chart->world.person;
	const bool hidden = state->base.chart->restricted;
	char text[16];

	switch (field) {
	case FIELD_BORN:
		if (date_is_none(person->born))
			return NULL;
		date_print_staff(person->born, text);
		return arena_text(arena, text);
	case FIELD_POSTCODE: return hidden || text_empty(person->postcode) ? NULL : person->postcode;
	case FIELD_MOBILE: return hidden || text_empty(person->mobile) ? NULL : person->mobile;
	default: nhs_number_print(person->nhs, text); return arena_text(arena, text);
	}
}

static size_t ticked(const IdentityState *state)
{
	size_t count = 0;

	for (size_t i = 0; i < FIELDS_MAX; i++)
		count += state->ticked[i];
	return count;
}

static void identity_draw(const void *self, const App *app, Area area)
{
	static const char *const names[FIELDS_MAX] = {"Date of birth", "Postcode", "Mobile number", "NHS number"};
	const IdentityState *state = self;
	const bool roomy = area.rows > 10;
	int row = roomy;

	(void)app;
	row += flow_put(area_part(area, 0, 0, -1, area.cols - 1), row, 1, STYLE_STRONG,
			roomy ? "Ask them to say two of these, without help. Tick what is right."
			      : "Ask them to say two of these.");
	row += roomy;
	for (size_t i = 0; i < FIELDS_MAX; i++) {
		const char *value = on_file(state, i, area_scratch(area));
		const char letter[] = {(char)identity_keys[i].key, '\0'};

		state->seen[i] = (Area){0};
		if (!value)
			continue;
		state->seen[i] = area_part(area, row, 0, 1, -1);
		area_put(area, row, 1, STYLE_KEY, letter);
		area_put(area, row, 3, STYLE_NORMAL, state->ticked[i] ? area_glyphs(area)->on : area_glyphs(area)->off);
		area_put(area, row, 7, STYLE_NORMAL, names[i]);
		area_put(area, row, 22, STYLE_MUTED, value);
		row++;
	}
}

static bool identity_can(const void *self, int action)
{
	const IdentityState *state = self;
	Arena arena = {0};
	const bool can = action == IDENTITY_DONE ? ticked(state) >= WANTED
						 : on_file(state, (size_t)(action - IDENTITY_TICK), &arena) != NULL;

	arena_free(&arena);
	return can;
}

static void identity_refuse(const void *self, int action, Text *out)
{
	(void)self;
	text_add(out, action == IDENTITY_DONE ? "Two must be right before a code is shown."
					      : "That is not on file, or is not shown for this patient.");
}

static void identity_act(App *app, void *self, int action)
{
	IdentityState *state = self;

	if (action == IDENTITY_DONE) {
		*state->checked = true;
		app_close(app);
	} else {
		bool *tick = &state->ticked[action - IDENTITY_TICK];

		*tick = !*tick;
	}
}

static bool identity_type(App *app, void *self, Key key)
{
	const IdentityState *state = self;

	if (key.code != KC_CLICK && key.code != KC_DOUBLE_CLICK)
		return false;
	for (int i = 0; i < FIELDS_MAX; i++)
		if (area_has(state->seen[i], key.row, key.col)) {
			app_act(app, IDENTITY_TICK + i);
			return true;
		}
	return false;
}

const Screen screen_identity = {
	.name = "identity",
	.title = "Is it the patient?",
	.keymap = KEYMAP(identity_keys),
	.size = sizeof(IdentityState),
	.enter = identity_enter,
	.draw = identity_draw,
	.act = identity_act,
	.type = identity_type,
	.patient = chart_patient,
	.can = identity_can,
	.refuse = identity_refuse,
};
