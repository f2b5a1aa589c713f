#include "ui/screens/door/door.h"

#include "base/text.h"
#include "base/utf8.h"
#include "model/desk/desk.h"
#include "model/facts/organisation.h"
#include "ui/app.h"
#include "ui/flow.h"
#include "ui/form.h"

enum { SET_UP_END = 1, SET_UP_DONE, SET_UP_COLS = 66, CODE_MAX = 32, NAME_MAX = 200, SHORT_MAX = 128 };
enum { ROW_CODE, ROW_NAME, ROW_SYSTEM, ROW_ADMIN, ROW_PASSPHRASE, ROW_AGAIN };

typedef struct SetUpState {
	Form form;
	bool known; /* the name shown is the directory's */
} SetUpState;

static const Binding set_up_keys[] = {
	{KC_CTRL('s'), SET_UP_DONE, "Set up", "Set the desk up with what was typed.", .bar = true},
	{KC_CTRL('q'), SET_UP_END, "Close", "Close sharedesk; nothing is set up.", .bar = true},
};

static bool code_check(const char *text, Error *err)
{
	if (organisation_code_valid(text))
		return true;
	return fail(err, ERROR_INPUT, "That is not an ODS code: type the practice's, such as C82053.");
}

static const char *const system_choices[] = {"not known", "SystmOne", "EMIS", "another", NULL};
static const System systems[] = {SYSTEM_UNKNOWN, SYSTEM_SYSTMONE, SYSTEM_EMIS, SYSTEM_OTHER};

static const FormRow set_up_rows[] = {
	[ROW_CODE] = {.label = "Practice code",
		      .kind = FORM_TEXT,
		      .required = true,
		      .max = CODE_MAX,
		      .check = code_check,
		      .help = "The ODS code of the practice, such as C82001."},
	[ROW_NAME] = {.label = "Practice name",
		      .kind = FORM_TEXT,
		      .max = NAME_MAX,
		      .help = "Filled in where the organisation list is here already."},
	[ROW_SYSTEM] = {.label = "Record system",
			.kind = FORM_CHOICE,
			.choices = system_choices,
			.help = "Left and Right choose. No list tells it, and nothing is shared until it is known."},
	[ROW_ADMIN] = {.label = "Administrator",
		       .kind = FORM_TEXT,
		       .required = true,
		       .max = 64,
		       .check = staff_name_acceptable,
		       .help = "Your name, as colleagues know you: Sam Reed."},
	[ROW_PASSPHRASE] = {.label = "Passphrase",
			    .kind = FORM_SECRET,
			    .required = true,
			    .max = 128,
			    .check = passphrase_acceptable,
			    .help = "At least 10 characters; three plain words do well."},
	[ROW_AGAIN] = {.label = "The same again",
		       .kind = FORM_SECRET,
		       .required = true,
		       .max = 128,
		       .help = "Enter sets the desk up."},
};

static bool set_up_enter(App *app, void *self, const void *argument, Error *err)
{
	SetUpState *state = self;
	form_open(&state->form, app_arena(app), set_up_rows, countof(set_up_rows));
	return true;
}

static void set_up_draw(const void *self, const App *app, Area area)
{
	const SetUpState *state = self;
	const int cols = area.cols < SET_UP_COLS ? area.cols : SET_UP_COLS;
	const Area box = area_part(area, area.rows > 14 ? 3 : 0, (area.cols - cols) / 2, -1, cols);
	int row = 0;
	if (area.rows > 14)
		row += flow_put(area_part(box, 0, 0, -1, -1), 0, 1, STYLE_STRONG,
				"A new database: name the practice, and who looks after it.") +
		       1;
	form_draw(&state->form, area_part(box, row, 0, -1, -1));
}

/* Codes are in capitals in every list; nobody should have to type them so. */
static const char *set_up_code(const SetUpState *state, Arena *arena)
{
	return utf8_upper(arena, form_text(&state->form, ROW_CODE));
}

/* A name that somebody typed stays; one from the directory goes with its code. */
static void set_up_look(App *app, SetUpState *state)
{
	Arena *arena = app_scratch(app);
	const Organisation *named = desk_named_practice(app_desk(app), set_up_code(state, arena), arena);
	char name[SHORT_MAX];
	if (named) {
		organisation_short_name(named, name, sizeof name);
		form_set(&state->form, ROW_NAME, name);
		state->form.fields[ROW_NAME].editor.at = 0; /* a long name shows its beginning */
	} else if (state->known) {
		form_set(&state->form, ROW_NAME, "");
	}
	state->known = named != NULL;
}

static bool set_up_passphrases(SetUpState *state, Error *err)
{
	if (text_is(form_text(&state->form, ROW_PASSPHRASE), form_text(&state->form, ROW_AGAIN)))
		return true;
	editor_wipe(&state->form.fields[ROW_AGAIN].editor);
	return fail(err, ERROR_INPUT, "The two passphrases differ: type the second again.");
}

static void set_up_done(App *app, SetUpState *state)
{
	Desk *desk = app_desk(app);
	Error *err = app_error(app);
	const SetUp set_up = {
		.practice = set_up_code(state, app_scratch(app)),
		.practice_name = form_text(&state->form, ROW_NAME),
		.system = systems[form_chosen(&state->form, ROW_SYSTEM)],
		.admin = form_text(&state->form, ROW_ADMIN),
		.passphrase = form_text(&state->form, ROW_PASSPHRASE),
	};
	if (!app_done(app, form_check(&state->form, err) && set_up_passphrases(state, err) &&
				   desk_set_up(desk, &set_up, err) &&
				   desk_sign_in(desk, set_up.admin, set_up.passphrase, err)))
		return;
	if (app_replace(app, &screen_sign_in, NULL))
		app_notice(app, NOTICE_GOOD, "The desk is set up, and %s is signed in.", desk_staff(desk)->name);
}

static bool set_up_type(App *app, void *self, Key key)
{
	SetUpState *state = self;
	Error err = {0};
	if (state->form.focus != ROW_CODE || form_key(&state->form, key, &err) != FORM_CHANGED)
		return false;
	set_up_look(app, state);
	return true;
}

static void set_up_act(App *app, void *self, int action)
{
	if (action == SET_UP_DONE)
		set_up_done(app, self);
	else
		app_end(app);
}

const Screen screen_set_up = {
	.name = "set_up",
	.title = "Set up sharedesk",
	.about =
		"Enter and the arrows go from line to line, Ctrl-S sets up. The lists of patients and organisations come "
		"next, within the desk.",
	.keymap = KEYMAP(set_up_keys),
	.size = sizeof(SetUpState),
	.form = SCREEN_AT(SetUpState, form),
	.finished = SET_UP_DONE,
	.enter = set_up_enter,
	.draw = set_up_draw,
	.act = set_up_act,
	.type = set_up_type,
	.sealed = true,
};
