#include "ui/ward.h"

#include "base/text.h"
#include "unit.h"

enum { WARD_ADD = 1, WARD_OPEN, WARD_HIDDEN, WARD_ASK };

static const char *const wards[] = {"Ash", "Birch", "Cedar"};
static int left_count;

static const Binding ward_keys[] = {
	{'a', WARD_ADD, "Add", "Add a ward.", .bar = true},
	{KC_ENTER, WARD_OPEN, "Open", "Open the selected ward.", .bar = true},
	{KC_CTRL('x'), WARD_HIDDEN, "Close", "Close the ward, which only a clinician may.", .bar = true},
	{'q', WARD_ASK, "Erase", "Erase a ward.", .bar = false},
};

static const char *ward_key(const void *rows, size_t index)
{
	return ((const char *const *)rows)[index];
}

static bool ward_enter(App *app, void *self, const void *argument, Error *err)
{
	WardState *state = self;
	if (argument && text_is(argument, "refused"))
		return fail(err, ERROR_REFUSED, "A receptionist may not open this ward.");
	list_open(&state->list, app_arena(app), ward_key);
	list_set(&state->list, wards, countof(wards));
	editor_open(&state->editor, app_arena(app), 20, NULL);
	return true;
}

static void ward_draw_row(const void *rows, size_t index, Area area)
{
	area_put(area, 0, 0, STYLE_NORMAL, ward_key(rows, index));
}

static void ward_draw(const void *self, const App *app, Area area)
{
	const WardState *state = self;
	if (state->editing) {
		editor_draw(&state->editor, area, 0, 1, 20, true);
		area_put(area, 6, 3, STYLE_NORMAL, "Erase");
		area_put(area, 6, 1, STYLE_KEY, "q");
		area_put(area, 7, 3, STYLE_NORMAL, "Nothing");
		area_put(area, 7, 1, STYLE_KEY, "z");
	}
	list_draw(&state->list, area_part(area, 1, 0, countof(wards), -1), ward_draw_row);
}

static void ward_erased(App *app, void *self, const char *text)
{
	app_notice(app, NOTICE_GOOD, "Erased.");
}

static void ward_act(App *app, void *self, int action)
{
	WardState *state = self;
	switch (action) {
	case WARD_ADD: state->editing = true; break;
	case WARD_OPEN: app_open(app, &screen_ward, NULL); break;
	case WARD_ASK:
		app_ask(app,
			&(Dialog){.kind = DIALOG_SAVE, .title = "Erase?", .text = "For ever.", .done = ward_erased});
		break;
	default: fail_msg("%d is not allowed", action);
	}
}

static bool ward_type(App *app, void *self, Key key)
{
	WardState *state = self;
	if (state->editing && editor_key(&state->editor, key))
		return true;
	switch (list_key(&state->list, key)) {
	case LIST_IGNORED: return false;
	case LIST_MOVED: return true;
	case LIST_CHOSEN: app_act(app, WARD_OPEN); return true;
	}
	return false;
}

static bool ward_in_field(const void *self)
{
	return ((const WardState *)self)->editing;
}

static void ward_tick(App *app, void *self)
{
	((WardState *)self)->ticks++;
}

static void ward_again(App *app, void *self)
{
	((WardState *)self)->agains++;
}

static void ward_leave(App *app, void *self)
{
	left_count += ((WardState *)self)->list.count > 0;
}

static bool ward_unsaved(const void *self)
{
	return ((const WardState *)self)->editor.changed;
}

static bool ward_can(const void *self, int action, Error *why)
{
	return action != WARD_HIDDEN || fail(why, ERROR_REFUSED, "Only a clinician may close a ward.");
}

static void ward_explain(const void *self, const App *app, Text *out)
{
	const WardState *state = self;
	text_add_print(out, "%s is selected.", wards[state->list.selected]);
}

static const Person *ward_patient(const void *self)
{
	return ((const WardState *)self)->person;
}

const Screen screen_ward = {
	.name = "ward",
	.title = "Wards",
	.keymap = KEYMAP(ward_keys),
	.size = sizeof(WardState),
	.enter = ward_enter,
	.draw = ward_draw,
	.act = ward_act,
	.type = ward_type,
	.in_field = ward_in_field,
	.tick = ward_tick,
	.again = ward_again,
	.leave = ward_leave,
	.unsaved = ward_unsaved,
	.patient = ward_patient,
	.explain = ward_explain,
	.can = ward_can,
};

const Screen screen_ward_sealed = {
	.name = "sealed",
	.title = "Locked",
	.size = sizeof(WardState),
	.enter = ward_enter,
	.draw = ward_draw,
	.sealed = true,
};

WardState *ward_of(Drive *drive)
{
	return app_state(drive->app);
}

int ward_left(void)
{
	return left_count;
}
