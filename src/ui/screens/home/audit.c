#include "ui/screens/home/home.h"

#include "base/text.h"
#include "model/audit/audit.h"
#include "model/facts/nhs_number.h"
#include "ui/app.h"
#include "ui/editor.h"
#include "ui/list.h"
#include "ui/screens/home/inside.h"

enum { AUDIT_OPEN = 1, AUDIT_STAFF, AUDIT_ANEW };
enum { AUDIT_STEP = 500 /* patients a second */, STAFF_MAX = 64, NARROW = 60 };
enum { DAY_COLS = 12, TIME_COLS = 6, BY_COLS = 16, NAME_COLS = 16 };

typedef struct AuditState {
	Opening opening; /* first */
	Audit *audit;
	List list;
	Editor staff; /* whose looks are shown */
	bool typing;
	bool done; /* every patient was looked at */
	const AuditRow *rows;
	size_t count;
	const Zone *zone;
} AuditState;

static const Binding audit_keys[] = {
	{KC_ENTER, AUDIT_OPEN, "Open", "Open the patient who was looked at; that is a look too.", .bar = true},
	{'f', AUDIT_STAFF, "Staff", "Show only what one of the staff looked at, by the beginning of a name.",
	 .bar = true},
	{'r', AUDIT_ANEW, "Again", "Look again, with what happened since.", .bar = true},
};

/* --- loading --- */

static void show_rows(AuditState *state)
{
	desk_audit_rows(state->audit, state->staff.text, &state->rows, &state->count);
	list_set(&state->list, state, state->count);
}

static bool look_on(App *app, AuditState *state, Error *err)
{
	if (!state->done && !desk_audit_step(app_desk(app), state->audit, AUDIT_STEP, &state->done, err))
		return false;
	show_rows(state);
	return true;
}

static bool begin(App *app, AuditState *state, Error *err)
{
	Audit *audit = NULL;
	if (!desk_audit_open(app_desk(app), &audit, err))
		return false;
	desk_audit_close(state->audit);
	state->audit = audit;
	state->done = false;
	return look_on(app, state, err);
}

static bool audit_enter(App *app, void *self, const void *argument, Error *err)
{
	AuditState *state = self;
	state->zone = app_zone(app);
	editor_open(&state->staff, app_arena(app), STAFF_MAX, NULL);
	if (begin(app, state, err))
		return true;
	desk_audit_close(state->audit);
	return false;
}

static void audit_tick(App *app, void *self)
{
	AuditState *state = self;
	Error err = {0};
	if (!state->done && !look_on(app, state, &err))
		app_fail(app, &err);
}

static void audit_again(App *app, void *self)
{
	Error err = {0};
	if (!begin(app, self, &err))
		app_fail(app, &err);
}

static void audit_leave(App *app, void *self)
{
	desk_audit_close(((AuditState *)self)->audit);
}

/* --- drawing --- */

static const AuditRow *chosen(const AuditState *state)
{
	return state->count > 0 ? &state->rows[state->list.selected] : NULL;
}

static void audit_draw_row(const void *rows, size_t index, Area area)
{
	const AuditState *state = rows;
	const AuditRow *row = &state->rows[index];
	const LocalTime at = zone_local(state->zone, row->at);
	const bool narrow = area.cols < NARROW;
	char day[16], time[8];
	int col = 1;
	if (narrow)
		date_print_short(at.date, day);
	else
		date_print_staff(at.date, day);
	time_print_staff(at, time);
	area_put(area, 0, col, STYLE_NORMAL, day);
	col += narrow ? DAY_COLS - 5 : DAY_COLS;
	area_put(area, 0, col, STYLE_NORMAL, time);
	col += TIME_COLS;
	area_put_in(area, 0, col, narrow ? area.cols - col - NAME_COLS + 2 : BY_COLS - 2, STYLE_STRONG, row->by);
	col = narrow ? area.cols - NAME_COLS + 3 : col + BY_COLS;
	area_put_in(area, 0, col, narrow ? NAME_COLS - 3 : NAME_COLS - 2, STYLE_NORMAL,
		    text_or(row->name, "the ledger"));
	if (!narrow)
		area_put_in(area, 0, col + NAME_COLS, area.cols - col - NAME_COLS, STYLE_NORMAL, row->text);
}

static const char *audit_summary(const AuditState *state, Arena *arena)
{
	size_t looked_at, patients;
	desk_audit_progress(state->audit, &looked_at, &patients);
	if (!state->done)
		return arena_print(arena, "%zu so far; %zu of %zu patients looked through", state->count, looked_at,
				   patients);
	return arena_print(arena, "%zu found: looks, what was handed out, overrides", state->count);
}

static void audit_draw(const void *self, const App *app, Area area)
{
	enum { FIELD = 7, FIELD_COLS = 20 };
	const AuditState *state = self;
	int col = 1;

	if (state->typing || state->staff.length > 0) {
		area_put(area, 0, 1, STYLE_KEY, "Staff");
		editor_draw(&state->staff, area, 0, FIELD, FIELD_COLS, state->typing);
		col = FIELD + FIELD_COLS + 1;
	}
	area_put_in(area, 0, col, area.cols - col, STYLE_MUTED, audit_summary(state, area_scratch(area)));
	if (state->count == 0)
		area_put(area, 2, 1, STYLE_MUTED, state->done ? "Nobody of that name has looked." : "Looking.");
	list_draw(&state->list, area_part(area, 1, 0, -1, -1), audit_draw_row);
}

static void audit_explain(const void *self, const App *app, Text *out)
{
	const AuditState *state = self;
	const AuditRow *row = chosen(state);
	char number[16] = "";
	if (!row)
		return;
	if (row->nhs)
		nhs_number_print(row->nhs, number);
	text_add_print(out, "%s: %s", text_or(row->by, "Nobody named"), row->text);
	if (row->nhs)
		text_add_print(out, "; %s, NHS No. %s", row->name, number);
	text_add(out, ".");
}

/* --- keys --- */

static bool audit_can(const void *self, int action, Error *why)
{
	const AuditRow *row = chosen(self);
	if (action != AUDIT_OPEN || (row && row->nhs))
		return true;
	return fail(why, ERROR_REFUSED, row ? "This was of the ledger, not of one patient." : "Nobody has looked.");
}

static void audit_act(App *app, void *self, int action)
{
	AuditState *state = self;
	if (action == AUDIT_STAFF)
		state->typing = true;
	else if (action == AUDIT_ANEW)
		audit_again(app, state);
	else
		opening_begin(app, &state->opening, chosen(state)->nhs, opening_answer);
}

static bool clear_staff(AuditState *state)
{
	if (!state->typing && state->staff.length == 0)
		return false;
	state->typing = false;
	editor_set(&state->staff, "");
	show_rows(state);
	return true;
}

static bool audit_type(App *app, void *self, Key key)
{
	AuditState *state = self;
	if (key.code == KC_ESC)
		return clear_staff(state);
	if (state->typing && (key.code == KC_ENTER || key.code == KC_DOWN || key.code == KC_TAB)) {
		state->typing = false;
		return true;
	}
	if (!state->typing || !editor_key(&state->staff, key))
		return false;
	list_select(&state->list, 0);
	show_rows(state);
	return true;
}

static bool audit_in_field(const void *self)
{
	return ((const AuditState *)self)->typing;
}

const Screen screen_audit = {
	.name = "audit",
	.title = "Who has looked",
	.keymap = KEYMAP(audit_keys),
	.size = sizeof(AuditState),
	.list = SCREEN_AT(AuditState, list),
	.chosen = AUDIT_OPEN,
	.enter = audit_enter,
	.draw = audit_draw,
	.act = audit_act,
	.type = audit_type,
	.in_field = audit_in_field,
	.tick = audit_tick,
	.again = audit_again,
	.leave = audit_leave,
	.explain = audit_explain,
	.can = audit_can,
};
