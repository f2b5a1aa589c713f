#include "ui/screens/chart/chart.h"

#include <assert.h>

#include "base/text.h"
#include "model/readings/explain.h"
#include "model/spoken/language.h"
#include "ui/form.h"

enum { CONTACT_SAVE = 1, ROOMY = 12, WIDE = 60 };
enum { ROW_MOBILE, ROW_EMAIL, ROW_PREFERS, ROW_ONLINE, ROW_LANGUAGE, ROW_INTERPRETER, ROW_CALLED, ROW_POSTCODE, ROWS };

typedef struct ContactState {
	ChartScreen base;   /* first; the chart is the caller's */
	Person shown;	    /* as the form was filled: what is unlike it was changed here */
	FormRow rows[ROWS]; /* of a restricted patient with other words of help */
	Form form;
} ContactState;

static const Binding contact_keys[] = {
	{KC_CTRL('s'), CONTACT_SAVE, "Save", "Keep what was changed, with your name and the time.", .bar = true},
};

/* As Prefers and Truth. */
static const char *const prefers_names[] = {"not said",	      "text message", "e-mail",
					    "online account", "no messages",  NULL};
static const char *const truth_names[] = {"not known", "no", "yes", NULL};

static const FormRow contact_rows[ROWS] = {
	[ROW_MOBILE] = {.label = "Mobile", .kind = FORM_TEXT, .help = "A UK mobile, for codes; empty: none."},
	[ROW_EMAIL] = {.label = "E-mail",
		       .kind = FORM_TEXT,
		       .max = 254,
		       .help = "One address, for codes; empty: none."},
	[ROW_PREFERS] = {.label = "Reach them by",
			 .kind = FORM_CHOICE,
			 .choices = prefers_names,
			 .help = "What they prefer: Left, Right."},
	[ROW_ONLINE] = {.label = "Online account",
			.kind = FORM_CHOICE,
			.choices = truth_names,
			.help = "SystmOnline, the NHS App: Left, Right."},
	[ROW_LANGUAGE] = {.label = "Language",
			  .kind = FORM_TEXT,
			  .max = 60,
			  .help = "Polish, Urdu …; empty: not said."},
	[ROW_INTERPRETER] = {.label = "Interpreter",
			     .kind = FORM_CHOICE,
			     .choices = truth_names,
			     .help = "Do they need one? Left, Right."},
	[ROW_CALLED] = {.label = "Preferred name", .kind = FORM_TEXT, .max = 60, .help = "As they wish to be called."},
	[ROW_POSTCODE] = {.label = "Postcode", .kind = FORM_TEXT, .max = 10, .help = "Such as LE8 0HD; empty: none."},
};

static_assert(countof(prefers_names) == Prefers_COUNT_ + 1, "a name for each, and none");
static_assert(countof(truth_names) == Truth_COUNT_ + 1, "a name for each, and none");

/* What says where a restricted patient is stands on no screen: it can be replaced, or taken off, without being read. */
static void hide(Person *shown, FormRow *rows)
{
	const struct {
		const char **text;
		int row;
	} hidden[] = {
		{&shown->mobile, ROW_MOBILE},
		{&shown->email, ROW_EMAIL},
		{&shown->postcode, ROW_POSTCODE},
	};
	for (size_t i = 0; i < countof(hidden); i++) {
		rows[hidden[i].row].help = text_empty(*hidden[i].text) ? "None on file; not shown once typed."
								       : "On file, not shown. - takes it off.";
		*hidden[i].text = NULL;
	}
}

static void fill(ContactState *state)
{
	const Person *shown = &state->shown;
	form_set(&state->form, ROW_MOBILE, text_or(shown->mobile, ""));
	form_set(&state->form, ROW_EMAIL, text_or(shown->email, ""));
	form_choose(&state->form, ROW_PREFERS, shown->prefers);
	form_choose(&state->form, ROW_ONLINE, shown->online);
	form_set(&state->form, ROW_LANGUAGE, text_or(shown->language, ""));
	form_choose(&state->form, ROW_INTERPRETER, shown->interpreter);
	form_set(&state->form, ROW_CALLED, text_or(shown->preferred, ""));
	form_set(&state->form, ROW_POSTCODE, text_or(shown->postcode, ""));
}

/* As it stands now; kept, for the chart may be read anew meanwhile. */
static void read_shown(App *app, ContactState *state)
{
	const Chart *chart = state->base.chart;
	Line shown = line_of_person(chart->world.person);
	line_keep(&shown, app_arena(app));
	state->shown = shown.person;
	const Language *language = language_find(shown.person.language);
	state->shown.language = language ? language->english : shown.person.language;
	for (size_t i = 0; i < ROWS; i++)
		state->rows[i] = contact_rows[i];
	if (chart->restricted)
		hide(&state->shown, state->rows);
}

static bool contact_enter(App *app, void *self, const void *argument, Error *err)
{
	ContactState *state = self;
	chart_prepare(app, &state->base, ((const ContactArgument *)argument)->chart);
	read_shown(app, state);
	form_open(&state->form, app_arena(app), state->rows, ROWS);
	fill(state);
	return true;
}

/* --- saving --- */

/* What was typed, where it is another than was shown: NULL where it is not. A lone hyphen takes off what is hidden. */
static const char *typed(const ContactState *state, size_t row, const char *shown)
{
	const char *text = form_text(&state->form, row);
	if (text_is(text, text_or(shown, "")))
		return NULL;
	return text_is(text, "-") ? "" : text;
}

static unsigned chosen(const ContactState *state, size_t row, unsigned shown)
{
	const size_t now = form_chosen(&state->form, row);
	return now == shown ? 0 : (unsigned)now;
}

/* No fact says that something is not known any more. */
static bool unsaid(ContactState *state, Error *err)
{
	const struct {
		size_t row;
		unsigned shown;
	} rows[] = {
		{ROW_PREFERS, state->shown.prefers},
		{ROW_ONLINE, state->shown.online},
		{ROW_INTERPRETER, state->shown.interpreter},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		if (form_chosen(&state->form, rows[i].row) != 0 || rows[i].shown == 0)
			continue;
		state->form.focus = rows[i].row;
		return !fail(err, ERROR_INPUT, "%s: what was said once stays said; choose what holds now.",
			     contact_rows[rows[i].row].label);
	}
	return false;
}

/* Not as it was filled. */
static bool is_touched(const ContactState *before, size_t row, const char *filled)
{
	const FormRow *kind = &before->rows[row];
	const char *now = kind->kind == FORM_CHOICE ? kind->choices[form_chosen(&before->form, row)]
						    : form_text(&before->form, row);
	return !text_is(now, filled);
}

static const char *filled(const ContactState *state, size_t row)
{
	const Person *shown = &state->shown;
	switch (row) {
	case ROW_MOBILE: return text_or(shown->mobile, "");
	case ROW_EMAIL: return text_or(shown->email, "");
	case ROW_PREFERS: return prefers_names[shown->prefers];
	case ROW_ONLINE: return truth_names[shown->online];
	case ROW_LANGUAGE: return text_or(shown->language, "");
	case ROW_INTERPRETER: return truth_names[shown->interpreter];
	case ROW_CALLED: return text_or(shown->preferred, "");
	default: return text_or(shown->postcode, "");
	}
}

/* Another desk may have changed it meanwhile: what was typed here stays, the rest shows how it stands now. */
static void fill_rest(App *app, ContactState *state)
{
	struct {
		bool touched;
		size_t chosen;
		const char *text;
	} rows[ROWS];
	if (!desk_refresh_chart(app_desk(app), state->base.chart, NULL, NULL))
		return;
	for (size_t i = 0; i < ROWS; i++) {
		const bool choice = state->rows[i].kind == FORM_CHOICE;
		rows[i].touched = is_touched(state, i, filled(state, i));
		rows[i].chosen = choice ? form_chosen(&state->form, i) : 0;
		rows[i].text = choice ? NULL : arena_text(app_scratch(app), form_text(&state->form, i));
	}
	read_shown(app, state);
	fill(state);
	for (size_t i = 0; i < ROWS; i++)
		if (rows[i].touched && rows[i].text)
			form_set(&state->form, i, rows[i].text);
		else if (rows[i].touched)
			form_choose(&state->form, i, rows[i].chosen);
	state->form.changed = true;
}

static void save(App *app, ContactState *state)
{
	const Person *shown = &state->shown;
	const Contact contact = {
		.mobile = typed(state, ROW_MOBILE, shown->mobile),
		.email = typed(state, ROW_EMAIL, shown->email),
		.prefers = (Prefers)chosen(state, ROW_PREFERS, shown->prefers),
		.online = (Truth)chosen(state, ROW_ONLINE, shown->online),
		.language = typed(state, ROW_LANGUAGE, shown->language),
		.interpreter = (Truth)chosen(state, ROW_INTERPRETER, shown->interpreter),
		.preferred = typed(state, ROW_CALLED, shown->preferred),
		.postcode = typed(state, ROW_POSTCODE, shown->postcode),
	};
	const bool warned = !text_empty(contact.mobile) || !text_empty(contact.email);
	Error *err = app_error(app);
	if (!app_done(app, !unsaid(state, err) && desk_contact(app_desk(app), state->base.chart, &contact, err))) {
		fill_rest(app, state);
		return;
	}
	state->form.changed = false;
	app_close(app);
	app_notice(app, NOTICE_GOOD,
		   warned ? "Recorded. For 24 hours a code asks before it goes there. u takes it back."
			  : "The contact details are recorded. u takes it back.");
}

static void contact_act(App *app, void *self, int action)
{
	if (action == CONTACT_SAVE)
		save(app, self);
}

/* --- drawing --- */

static void contact_draw(const void *self, const App *app, Area area)
{
	form_draw(&((const ContactState *)self)->form, area_part(area, area.rows >= ROOMY, 0, -1, -1));
}

static const Fact *latest(const Chart *chart)
{
	const Fact *found = NULL;
	for (size_t i = 0; i < chart->world.facts.count; i++) {
		const Fact *fact = &chart->world.facts.items[i];
		if (fact->kind == FACT_CONTACT && (!found || fact->seq > found->seq))
			found = fact;
	}
	return found;
}

static void contact_explain(const void *self, const App *app, Text *out)
{
	const ContactState *state = self;
	const Chart *chart = state->base.chart;
	const Fact *last = latest(chart);
	if (!last) {
		text_add(out, "Only what you change is recorded.");
		return;
	}
	text_add_print(out, "%s, %s", chart_moment(chart, last->at, out->arena), text_or(last->by, "?"));
	if (app_body_cols(app) >= WIDE) {
		text_add(out, ": ");
		explain_fact(&chart->world, last, out);
	}
	text_add_char(out, '.');
}

const Screen screen_contact = {
	.name = "contact",
	.title = "Contact details",
	.keymap = KEYMAP(contact_keys),
	.size = sizeof(ContactState),
	.form = SCREEN_AT(ContactState, form),
	.finished = CONTACT_SAVE,
	.enter = contact_enter,
	.draw = contact_draw,
	.act = contact_act,
	.tick = chart_tick,
	.patient = chart_patient,
	.explain = contact_explain,
};
