#include "ui/screens/people/people.h"

#include "base/date_typed.h"
#include "base/text.h"
#include "model/facts/contact.h"
#include "model/facts/nhs_number.h"
#include "model/people/people.h"
#include "ui/app.h"
#include "ui/form.h"
#include "ui/screens/sharing/sharing.h"

enum { ADD_SAVE = 1, ADD_OPEN, ADD_END /* of the form, where Enter goes no further */ };
enum {
	ROW_NHS,
	ROW_FAMILY,
	ROW_GIVEN,
	ROW_BORN,
	ROW_GENDER,
	ROW_TITLE,
	ROW_PREFERRED,
	ROW_POSTCODE,
	ROW_MOBILE,
	ROW_EMAIL,
	ROW_LANGUAGE,
	ROW_INTERPRETER,
	ROW_HERE,
	ROWS
};
enum { NAME_BYTES = 100, NUMBER_BYTES = 24, DATE_BYTES = 40, ROOMY = ROWS + 3, WIDE = 56 };

typedef struct AddState {
	Form form;
	List list;
	bool comparing; /* those who might be the same are shown in place of the form */
	Alike alike;
	const Person **rows; /* of the list: the holder of the number, or the others */
} AddState;

static const Binding add_keys[] = {
	{KC_CTRL('s'), ADD_SAVE, "Add", "Add the patient; whoever may be the same is shown first.", .bar = true},
	{KC_ENTER, ADD_OPEN, "Open", "Open the selected patient: nobody is added.", .bar = true},
};

static const char *const genders[] = {"not known", "female", "male", "other", NULL};
static const char *const interpreters[] = {"not said", "yes", "no", NULL};
static const WordByte interpreter_words[] = {0, TRUTH_TRUE, TRUTH_FALSE};

static bool check_number(const char *text, Error *err)
{
	NhsNumber number;
	return nhs_number_parse(text, &number, err);
}

static bool check_mobile(const char *text, Error *err)
{
	char mobile[CONTACT_MOBILE + 1];
	return contact_mobile(text, mobile, err);
}

static const FormRow add_rows[ROWS] = {
	[ROW_NHS] = {.label = "NHS number",
		     .kind = FORM_TEXT,
		     .max = NUMBER_BYTES,
		     .check = check_number,
		     .help = "Nobody is added without one: the NHS App, the record system or a PDS trace has it."},
	[ROW_FAMILY] = {.label = "Family name",
			.kind = FORM_TEXT,
			.max = NAME_BYTES,
			.help = "Of people with one name alone either may stay empty."},
	[ROW_GIVEN] = {.label = "Given names", .kind = FORM_TEXT, .max = NAME_BYTES},
	[ROW_BORN] = {.label = "Date of birth",
		      .kind = FORM_TEXT,
		      .max = DATE_BYTES,
		      .help = "14/7/1945 or 14-Jul-1945: the day first, and the whole year."},
	[ROW_GENDER] = {.label = "Gender", .kind = FORM_CHOICE, .choices = genders},
	[ROW_TITLE] = {.label = "Title", .kind = FORM_TEXT, .max = 35},
	[ROW_PREFERRED] = {.label = "Preferred name",
			   .kind = FORM_TEXT,
			   .max = NAME_BYTES,
			   .help = "How they like to be called, where that is another."},
	[ROW_POSTCODE] = {.label = "Postcode", .kind = FORM_TEXT, .max = 10},
	[ROW_MOBILE] = {.label = "Mobile",
			.kind = FORM_TEXT,
			.max = 40,
			.check = check_mobile,
			.help = "A UK mobile number; codes are sent there."},
	[ROW_EMAIL] = {.label = "E-mail", .kind = FORM_TEXT, .max = 254, .check = contact_email},
	[ROW_LANGUAGE] = {.label = "Language",
			  .kind = FORM_TEXT,
			  .max = 40,
			  .help = "Polish, Gujarati …; empty: English, or not said."},
	[ROW_INTERPRETER] = {.label = "Interpreter", .kind = FORM_CHOICE, .choices = interpreters},
	[ROW_HERE] = {.label = "Registered here",
		      .kind = FORM_TOGGLE,
		      .help = "Space: off where they are registered elsewhere. Ctrl-S adds the patient."},
};

/* --- the form --- */

static void focus_first_empty(Form *form)
{
	form->focus = ROW_NHS;
	while (form->focus < ROW_BORN && !text_empty(form_text(form, form->focus)))
		form->focus++;
}

static bool add_enter(App *app, void *self, const void *argument, Error *err)
{
	AddState *state = self;
	NewPatient typed;
	if (!desk_allows(app_desk(app), ACT_ADD_PATIENT, err))
		return false;
	desk_typed_patient(argument, app_today(app), app_scratch(app), &typed);
	form_open(&state->form, app_arena(app), add_rows, ROWS);
	form_set(&state->form, ROW_NHS, text_or(typed.nhs, ""));
	form_set(&state->form, ROW_FAMILY, text_or(typed.family, ""));
	form_set(&state->form, ROW_GIVEN, text_or(typed.given, ""));
	form_set(&state->form, ROW_BORN, text_or(typed.born, ""));
	form_set(&state->form, ROW_TITLE, text_or(typed.title, ""));
	form_choose(&state->form, ROW_HERE, 1);
	focus_first_empty(&state->form);
	return true;
}

static NewPatient filled_in(const Form *form, size_t others)
{
	const size_t gender = form_chosen(form, ROW_GENDER);
	return (NewPatient){
		.nhs = form_text(form, ROW_NHS),
		.family = form_text(form, ROW_FAMILY),
		.given = form_text(form, ROW_GIVEN),
		.born = form_text(form, ROW_BORN),
		.title = form_text(form, ROW_TITLE),
		.preferred = form_text(form, ROW_PREFERRED),
		.gender = gender ? genders[gender] : NULL,
		.postcode = form_text(form, ROW_POSTCODE),
		.mobile = form_text(form, ROW_MOBILE),
		.email = form_text(form, ROW_EMAIL),
		.language = form_text(form, ROW_LANGUAGE),
		.interpreter = interpreter_words[form_chosen(form, ROW_INTERPRETER)],
		.elsewhere = !form_chosen(form, ROW_HERE),
		.others = others,
	};
}

/* --- those who might be the same --- */

static void compare(AddState *state, bool comparing)
{
	state->comparing = state->form.hidden = comparing;
	state->list.hidden = !comparing;
}

static void set_rows(AddState *state, Arena *arena)
{
	const size_t count = state->alike.holder ? 1 : state->alike.others.count;
	state->rows = arena_array(arena, count + 1, sizeof *state->rows);
	for (size_t i = 0; i < count; i++)
		state->rows[i] = state->alike.holder ? state->alike.holder : &state->alike.others.items[i];
	list_set(&state->list, state->rows, count);
}

static const char *add_row_key(const void *rows, size_t index)
{
	return ((const Person *const *)rows)[index]->nhs;
}

static bool add_load(App *app, void *self, Error *err)
{
	AddState *state = self;
	const NewPatient patient = filled_in(&state->form, 0);
	if (!state->comparing)
		return true;
	if (!desk_look_alike(app_desk(app), &patient, app_loaded(app), &state->alike, err))
		return false;
	set_rows(state, app_loaded(app));
	return true;
}

/* --- adding, opening --- */

/* The date of birth is said along: there may be others of the name. NULL: it was not opened, and why is said. */
static const Chart *open_patient(App *app, const char *nhs, Date born)
{
	Desk *desk = app_desk(app);
	Chart *chart = NULL;
	if (!app_done(app, desk_open_chart(desk, nhs, born, &chart, app_error(app))))
		return NULL;
	if (app_replace(app, &screen_matrix, chart))
		return chart;
	desk_close_chart(desk, chart);
	return NULL;
}

static void open_selected(App *app, const AddState *state)
{
	const Person *chosen = state->rows[state->list.selected];
	(void)open_patient(app, arena_text(app_scratch(app), chosen->nhs), chosen->born);
}

static bool must_compare(App *app, AddState *state, const NewPatient *patient, bool *ret_must, Error *err)
{
	Alike alike;
	if (!desk_look_alike(app_desk(app), patient, app_scratch(app), &alike, err))
		return false;
	*ret_must = alike.holder || alike.others.count > 0;
	return true;
}

static void add(App *app, const NewPatient *patient)
{
	char nhs[11], number[16];
	Date born = {0};
	if (!app_done(app, desk_add_patient(app_desk(app), patient, nhs, app_error(app))))
		return;
	if (!date_parse_typed(patient->born, app_today(app), &born))
		born = (Date){0};
	nhs_number_print(nhs, number);
	const Chart *chart = open_patient(app, nhs, born);
	if (chart)
		app_notice(app, NOTICE_GOOD, "Added, NHS No. %s. Press r to refer%s.", number,
			   chart->matrix.due > 0 ? ", a to ask" : "");
}

static void save(App *app, AddState *state)
{
	const NewPatient patient = filled_in(&state->form, state->comparing ? state->list.count : 0);
	Error *err = app_error(app);
	bool must = state->comparing;
	if (!app_done(app, form_check(&state->form, err) && (must || must_compare(app, state, &patient, &must, err))))
		return;
	if (!must || state->comparing) {
		add(app, &patient);
		return;
	}
	compare(state, true);
	app_load(app);
}

static void add_act(App *app, void *self, int action)
{
	AddState *state = self;
	if (action == ADD_OPEN)
		open_selected(app, state);
	else if (action == ADD_SAVE)
		save(app, state);
	else
		app_notice(app, NOTICE_PLAIN, "Ctrl-S adds the patient.");
}

static bool add_can(const void *self, int action, Error *why)
{
	const AddState *state = self;
	if (action == ADD_OPEN)
		return (state->comparing && state->list.count > 0) ||
		       fail(why, ERROR_REFUSED, "Nobody who may be the same is shown.");
	if (action == ADD_SAVE && state->comparing && state->alike.holder)
		return fail(why, ERROR_REFUSED, "The number is theirs: open them, or Esc and set the number right.");
	return true;
}

static bool add_type(App *app, void *self, Key key)
{
	AddState *state = self;
	if (!state->comparing || key.code != KC_ESC)
		return false;
	compare(state, false);
	return true;
}

static bool add_in_field(const void *self)
{
	return !((const AddState *)self)->comparing; /* Enter and Space belong to the form */
}

/* --- drawing --- */

static void draw_person(const void *rows, size_t index, Area area)
{
	const Person *person = ((const Person *const *)rows)[index];
	const bool wide = area.cols >= WIDE;
	const int nhs = wide ? 14 : 0, born = wide ? 18 : 12;
	Text name = {.arena = area_scratch(area)};
	char day[16], number[16];
	person_print_name(person, &name);
	date_print_staff(person->born, day);
	nhs_number_print(person->nhs, number);
	area_put_in(area, 0, 1, area.cols - 2 - born - nhs, STYLE_STRONG, text_done(&name));
	area_print(area, 0, area.cols - born - nhs, STYLE_NORMAL, "%s%s", wide ? "Born " : "",
		   date_is_none(person->born) ? "not known" : day);
	if (wide)
		area_put(area, 0, area.cols - nhs, STYLE_NORMAL, number);
}

static void add_draw(const void *self, const App *app, Area area)
{
	const AddState *state = self;
	const int row = area.rows >= ROOMY;
	if (state->comparing)
		list_draw(&state->list, area_part(area, row, 0, -1, -1), draw_person);
	else
		form_draw(&state->form, area_part(area, row, 0, -1, -1));
}

static void add_heading(const void *self, const App *app, Text *out)
{
	const AddState *state = self;
	text_add(out, !state->comparing	    ? "Add a patient"
		      : state->alike.holder ? "On file already"
					    : "Is it one of these?");
}

static void add_explain(const void *self, const App *app, Text *out)
{
	const AddState *state = self;
	if (!state->comparing)
		text_add(out, "Ctrl-S adds, Esc leaves it.");
	else if (state->alike.holder)
		text_add_print(out, "The NHS number %s is theirs. Enter opens them, Esc goes back.",
			       nhs_number_text(state->alike.holder->nhs, out->arena));
	else
		text_add(out, "Same name and birth date. Enter opens them; Ctrl-S adds somebody else.");
}

const Screen screen_add_patient = {
	.name = "add-patient",
	.title = "Add a patient",
	.keymap = KEYMAP(add_keys),
	.size = sizeof(AddState),
	.list = SCREEN_AT(AddState, list),
	.row_key = add_row_key,
	.chosen = ADD_OPEN,
	.form = SCREEN_AT(AddState, form),
	.finished = ADD_END,
	.enter = add_enter,
	.load = add_load,
	.draw = add_draw,
	.act = add_act,
	.type = add_type,
	.in_field = add_in_field,
	.heading = add_heading,
	.explain = add_explain,
	.can = add_can,
};
