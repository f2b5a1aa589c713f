#include "base/text.h"
#include "model/lists/lists.h"
#include "ui/app.h"
#include "ui/editor.h"
#include "ui/screens/lists/lists.h"
#include "ui/screens/parts/parts.h"

enum { IMPORT_LOOK = 1, IMPORT_TAKE, PATH_MAX_BYTES = 900 };

typedef struct ImportState {
	Editor path;
	CardLines lines;
	ImportSeen seen;
	bool looked; /* `seen` is of the file that is named */
	bool taken;  /* it was taken, and `seen` says what came of it */
} ImportState;

static const Binding import_keys[] = {
	{KC_ENTER, IMPORT_LOOK, "Look", "Look at the file: what it would bring, and what is not right.", .bar = true,
	 .in_field = true},
	{KC_CTRL('s'), IMPORT_TAKE, "Take it", "Take the file as it is shown.", .bar = true},
};

/* --- loading --- */

static void add_hints(CardLines *lines, const Desk *desk)
{
	static const char *const hints[] = {
		"Patients, as the practice's record system or a spreadsheet saves them: CSV or tabs, with headings.",
		"The national lists of practices and trusts: epraccur.csv and etr.csv.",
		"The practice's own lists: who is allowed and who prohibited, which systems they use, sensitive codes.",
		("Today's list, as the appointment system or a spreadsheet saves it: CSV or tabs, with NHS numbers and "
		 "times."),
		"Nothing is taken before you have seen what it is.",
	};
	const bool others = desk_may(desk, ACT_IMPORT);
	for (size_t i = 0; i < countof(hints); i++)
		if (others || i >= countof(hints) - 2) /* who comes today is for who asks, too */
			card_words(lines, STYLE_MUTED, hints[i]);
}

static bool import_load(App *app, void *self, Error *err)
{
	ImportState *state = self;
	CardLines *lines = &state->lines;
	const ImportSeen *seen = &state->seen;
	card_lines_begin(lines, app);
	if (!state->looked) {
		add_hints(lines, app_desk(app));
	} else {
		card_heading(lines, state->taken  ? "Taken"
				    : seen->right ? "This is what the file would bring. Ctrl-S takes it."
						  : "Not taken: nothing of this file can be, until it is set right.");
		if (seen->right || seen->count == 0)
			card_words(lines, STYLE_NORMAL, seen->said);
		if (seen->right && seen->count > 0)
			card_heading(lines, "To look at, and left out");
		for (size_t i = 0; i < seen->count; i++)
			card_words(lines, STYLE_NORMAL, seen->rows[i]);
	}
	card_lines_end(lines);
	return true;
}

static bool import_enter(App *app, void *self, const void *argument, Error *err)
{
	ImportState *state = self;
	editor_open(&state->path, app_arena(app), PATH_MAX_BYTES, NULL);
	return desk_may(app_desk(app), ACT_EXPECT) || desk_allows(app_desk(app), ACT_IMPORT, err);
}

/* --- drawing --- */

static void import_draw(const void *self, const App *app, Area area)
{
	const ImportState *state = self;
	const int left = 1 + area_put(area, 0, 1, STYLE_STRONG, "File") + 1;
	editor_draw(&state->path, area, 0, left, area.cols - left - 1, true);
	card_lines_draw(&state->lines, area_part(area, area.rows > 9 ? 2 : 1, 0, -1, -1));
}

/* --- acts --- */

static void look(App *app, ImportState *state)
{
	state->looked = app_done(
		app, desk_look_at_file(app_desk(app), state->path.text, app_arena(app), &state->seen, app_error(app)));
	state->taken = false;
	list_select(&state->lines.list, 0);
	app_load(app);
}

static void take(App *app, ImportState *state)
{
	ImportSeen taken;
	if (!app_done(app, desk_take_file(app_desk(app), state->path.text, &state->seen, app_arena(app), &taken,
					  app_error(app))))
		return;
	state->seen = taken;
	state->taken = true;
	editor_set(&state->path, "");
	list_select(&state->lines.list, 0);
	app_load(app);
	app_notice(app, NOTICE_GOOD, "The file is taken. Name the next, or go back with Esc.");
}

static void import_act(App *app, void *self, int action)
{
	if (action == IMPORT_TAKE)
		take(app, self);
	else
		look(app, self);
}

static bool import_can(const void *self, int action, Error *why)
{
	const ImportState *state = self;
	if (action == IMPORT_LOOK)
		return state->path.length > 0 || fail(why, ERROR_REFUSED, "Type where the file is: ~/today.csv.");
	if (!state->looked || state->taken)
		return fail(why, ERROR_REFUSED, "Look at a file first: type its name, then Enter.");
	return state->seen.right || fail(why, ERROR_REFUSED, "Nothing of this file can be taken: set it right first.");
}

static bool import_type(App *app, void *self, Key key)
{
	ImportState *state = self;
	if (key.code == KC_HOME || key.code == KC_END || !editor_key(&state->path, key))
		return false;
	if (state->path.changed && state->looked) {
		state->looked = false;
		app_load(app);
	}
	state->path.changed = false;
	return true;
}

const Screen screen_import = {
	.name = "import",
	.title = "Import a file",
	.keymap = KEYMAP(import_keys),
	.size = sizeof(ImportState),
	.list = SCREEN_AT(ImportState, lines.list),
	.row_key = card_line_key,
	.enter = import_enter,
	.load = import_load,
	.draw = import_draw,
	.act = import_act,
	.type = import_type,
	.in_field = app_always_in_field,
	.can = import_can,
};
