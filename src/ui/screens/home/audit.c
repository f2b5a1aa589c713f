#include "ui/screens/home/home.h"

#include "base/text.h"
#include "model/audit/audit.h"
#include "model/facts/nhs_number.h"
#include "ui/app.h"
#include "ui/editor.h"
#include "ui/screens/home/inside.h"

enum { AUDIT_OPEN = 1, AUDIT_STAFF, AUDIT_ANEW };
enum { STAFF_MAX = 64, NARROW = 60 };
enum { DAY_COLS = 12, TIME_COLS = 6, BY_COLS = 16, NAME_COLS = 16 };

typedef struct AuditState {
	Opening opening; /* first */
	Paged paged;
	Editor staff; /* whose looks are shown */
	bool typing;
} AuditState;

typedef struct AuditLine {
	AuditRow row; /* first */
	LocalTime at;
} AuditLine;

static const Binding audit_keys[] = {
	{KC_ENTER, AUDIT_OPEN, "Open", "Open the patient who was looked at; that is a look too.", .bar = true},
	{'f', AUDIT_STAFF, "Staff", "Show only what one of the staff looked at, by the beginning of a name.",
	 .bar = true},
	{'r', AUDIT_ANEW, "Again", "Look again from the latest on, with what happened since.", .bar = true},
};

/* --- loading --- */

typedef struct Looking {
	Desk *desk;
	const char *by;
} Looking;

static bool audit_read(void *self, const PagedWish *wish, Arena *arena, PagedRows *ret_rows, Error *err)
{
	const Looking *looking = self;
	const AuditQuery query = {looking->by, wish->from, wish->with, wish->back, wish->limit};
	AuditRows rows;
	if (!desk_audit(looking->desk, &query, arena, &rows, err))
		return false;
	AuditLine *lines = arena_array(arena, rows.count, sizeof *lines);
	for (size_t i = 0; i < rows.count; i++)
		lines[i] = (AuditLine){rows.items[i], zone_local(desk_zone(looking->desk), rows.items[i].at)};
	*ret_rows = (PagedRows){lines, rows.count};
	return true;
}

static bool audit_load(App *app, void *self, Error *err)
{
	AuditState *state = self;
	Looking looking = {app_desk(app), state->staff.text};
	const PagedSource source = {&looking, audit_read, sizeof(AuditLine), SIZE_MAX, 0};
	return paged_load(&state->paged, &source, app_loaded(app), err);
}

static bool audit_enter(App *app, void *self, const void *argument, Error *err)
{
	AuditState *state = self;
	editor_open(&state->staff, app_arena(app), STAFF_MAX, NULL);
	return desk_allows(app_desk(app), ACT_SEE_AUDIT, err);
}

static void audit_anew(App *app, AuditState *state)
{
	paged_first(&state->paged);
	app_load(app);
}

/* --- drawing --- */

static const AuditRow *chosen(const AuditState *state)
{
	const List *list = &state->paged.list;
	return list->count > 0 ? &((const AuditLine *)list->rows)[list->selected].row : NULL;
}

static void audit_draw_row(const void *rows, size_t index, Area area)
{
	const AuditRow *row = &((const AuditLine *)rows)[index].row;
	const LocalTime at = ((const AuditLine *)rows)[index].at;
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
	area_put_in(area, 0, col, area.cols - col, STYLE_MUTED,
		    "The latest first: looks, what was handed out, overrides");
	if (state->paged.list.count == 0)
		area_put(area, 2, 1, STYLE_MUTED,
			 state->staff.length > 0 ? "Nobody of that name has looked." : "Nobody has looked.");
	list_draw(&state->paged.list, area_part(area, 1, 0, -1, -1), audit_draw_row);
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
		audit_anew(app, state);
	else
		opening_begin(app, &state->opening, chosen(state)->nhs, opening_answer);
}

static bool clear_staff(App *app, AuditState *state)
{
	if (!state->typing && state->staff.length == 0)
		return false;
	state->typing = false;
	editor_set(&state->staff, "");
	audit_anew(app, state);
	return true;
}

static bool audit_type(App *app, void *self, Key key)
{
	AuditState *state = self;
	if (key.code == KC_ESC)
		return clear_staff(app, state);
	if (state->typing && (key.code == KC_ENTER || key.code == KC_DOWN || key.code == KC_TAB)) {
		state->typing = false;
		return true;
	}
	if (!state->typing || !editor_key(&state->staff, key))
		return paged_type(app, &state->paged, key);
	audit_anew(app, state);
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
	.list = SCREEN_AT(AuditState, paged.list),
	.chosen = AUDIT_OPEN,
	.enter = audit_enter,
	.load = audit_load,
	.draw = audit_draw,
	.act = audit_act,
	.type = audit_type,
	.in_field = audit_in_field,
	.explain = audit_explain,
	.can = audit_can,
};
