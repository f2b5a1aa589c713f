#include "ui/screens/request/inside.h"

#include "base/text.h"
#include "model/facts/contact.h"
#include "model/facts/nhs_number.h"
#include "ui/flow.h"
#include "ui/screens/chart/chart.h"

enum { IDENTITY_DONE = 1, IDENTITY_TICK /* + the number of the field */ };
enum { FIELD_BORN, FIELD_POSTCODE, FIELD_MOBILE, FIELD_NHS };

typedef struct IdentityState {
	ChartScreen base; /* first; the chart is the caller's */
	IdentityCheck *check;
	IdentityCheck ticked;
	Area *seen; /* where the fields were drawn, for clicks */
} IdentityState;

static const Binding identity_keys[] = {
	{'d', IDENTITY_TICK + FIELD_BORN, "Born", "The date of birth they said is right.", .bar = true, .answer = true},
	{'p', IDENTITY_TICK + FIELD_POSTCODE, "Postcode", "The postcode they said is right.", .bar = true,
	 .answer = true},
	{'m', IDENTITY_TICK + FIELD_MOBILE, "Mobile", "The mobile number they said is right.", .bar = true,
	 .answer = true},
	{'n', IDENTITY_TICK + FIELD_NHS, "NHS No.", "The NHS number they said is right.", .bar = true, .answer = true},
	{KC_CTRL('s'), IDENTITY_DONE, "Show the code", "Two were right: show the code.", .bar = true},
};

static const char identity_letters[IDENTITY_FIELDS] = {'d', 'p', 'm', 'n'};

/* --- the fields --- */

unsigned identity_asked(const Chart *chart)
{
	const unsigned hidden = chart->restricted ? IDENTITY_POSTCODE | IDENTITY_MOBILE : 0;
	return identity_on_file(chart->world.person) & ~hidden;
}

size_t identity_count(unsigned fields)
{
	size_t count = 0;
	for (unsigned i = 0; i < IDENTITY_FIELDS; i++)
		count += fields >> i & 1U;
	return count;
}

static const char *on_file(const Person *person, unsigned field, Arena *arena)
{
	char text[16];
	switch (field) {
	case FIELD_BORN: date_print_staff(person->born, text); return arena_text(arena, text);
	case FIELD_POSTCODE: return person->postcode;
	case FIELD_MOBILE: return contact_of(person, CODE_SMS, arena);
	default: return nhs_number_text(person->nhs, arena);
	}
}

int identity_draw_fields(const Chart *chart, unsigned ticked, Area area, Area *seen)
{
	static const char *const names[IDENTITY_FIELDS] = {"Date of birth", "Postcode", "Mobile number", "NHS number"};
	const unsigned asked = identity_asked(chart);
	int row = 0;
	for (unsigned i = 0; i < IDENTITY_FIELDS; i++) {
		const char letter[] = {identity_letters[i], '\0'};
		seen[i] = (Area){0};
		if (!(asked >> i & 1U))
			continue;
		seen[i] = area_part(area, row, 0, 1, -1);
		area_put(area, row, 1, STYLE_KEY, letter);
		area_put(area, row, 3, STYLE_NORMAL, ticked >> i & 1U ? area_glyphs(area)->on : area_glyphs(area)->off);
		area_put(area, row, 7, STYLE_NORMAL, names[i]);
		area_put(area, row, 22, STYLE_MUTED, on_file(chart->world.person, i, area_scratch(area)));
		row++;
	}
	return row;
}

int identity_clicked(const Area *seen, Key key)
{
	if (key.code != KC_CLICK && key.code != KC_DOUBLE_CLICK)
		return -1;
	for (int i = 0; i < IDENTITY_FIELDS; i++)
		if (area_has(seen[i], key.row, key.col))
			return i;
	return -1;
}

unsigned identity_said(const IdentityCheck *check, const Desk *desk)
{
	return check->locked == desk_breaks(desk) ? check->fields : 0;
}

/* --- the screen --- */

static bool identity_enter(App *app, void *self, const void *argument, Error *err)
{
	IdentityState *state = self;
	const IdentityArgument *asked = argument;
	chart_prepare(app, &state->base, asked->chart);
	state->check = asked->check;
	state->ticked = (IdentityCheck){.locked = desk_breaks(app_desk(app))};
	state->seen = arena_array(app_arena(app), IDENTITY_FIELDS, sizeof *state->seen);
	return desk_allows(app_desk(app), ACT_REQUEST, err);
}

static void identity_draw(const void *self, const App *app, Area area)
{
	const IdentityState *state = self;
	const bool roomy = area.rows > 10;
	int row = roomy;
	row += flow_put(area_part(area, 0, 0, -1, area.cols - 1), row, 1, STYLE_STRONG,
			roomy ? "Ask them to say two of these, without help. Tick what is right."
			      : "Ask them to say two of these.");
	row += roomy;
	identity_draw_fields(state->base.chart, state->ticked.fields, area_part(area, row, 0, -1, -1), state->seen);
}

static bool identity_can(const void *self, int action, Error *why)
{
	const IdentityState *state = self;
	if (action == IDENTITY_DONE)
		return identity_count(state->ticked.fields) >= IDENTITY_NEEDED ||
		       fail(why, ERROR_REFUSED, "Two must be right before a code is shown.");
	return identity_asked(state->base.chart) >> (action - IDENTITY_TICK) & 1U ||
	       fail(why, ERROR_REFUSED, "That is not on file, or is not shown for this patient.");
}

static void identity_act(App *app, void *self, int action)
{
	IdentityState *state = self;
	if (action == IDENTITY_DONE) {
		*state->check = state->ticked;
		app_close(app);
	} else {
		state->ticked.fields ^= 1U << (action - IDENTITY_TICK);
	}
}

/* Back from what lay on top: the lock, maybe. */
static void identity_again(App *app, void *self)
{
	IdentityState *state = self;
	const Desk *desk = app_desk(app);
	state->ticked = (IdentityCheck){identity_said(&state->ticked, desk), desk_breaks(desk)};
}

static bool identity_type(App *app, void *self, Key key)
{
	const int field = identity_clicked(((const IdentityState *)self)->seen, key);
	if (field >= 0)
		app_act(app, IDENTITY_TICK + field);
	return field >= 0;
}

static void identity_explain(const void *self, const App *app, Text *out)
{
	const size_t right = identity_count(((const IdentityState *)self)->ticked.fields);
	text_add(out, right == 0   ? "Never read them out; let the patient say them."
		      : right == 1 ? "One is right: one more."
				   : "That is enough: Ctrl-S shows the code.");
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
	.again = identity_again,
	.patient = chart_patient,
	.explain = identity_explain,
	.can = identity_can,
};
