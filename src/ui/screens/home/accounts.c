#include "ui/screens/home/home.h"

#include "model/audit/audit.h"
#include "model/paper/paper.h"
#include "ui/app.h"
#include "ui/list.h"
#include "ui/screens/parts/parts.h"

enum { ACCOUNTS_TURN = 1, ACCOUNTS_PRINT, ACCOUNTS_SAVE };
enum { WIDE = 60, ROLE_COLS = 17, DAY_COLS = 13, SHORT_DAY_COLS = 7, BY_COLS = 16, MARK_COLS = 20 };

typedef struct AccountsState {
	List list;
	AccountReview review;
	bool changes; /* what became of them is shown */
	const Zone *zone;
} AccountsState;

static const Binding accounts_keys[] = {
	{'w', ACCOUNTS_TURN, "Changes", "See what became of accounts and settings in 12 months, and back.",
	 .bar = true},
	{KC_F(5), ACCOUNTS_PRINT, "Print", "Send accounts and changes to the printer.", .bar = true},
	{KC_F(3), ACCOUNTS_SAVE, "CSV", "Write what is shown to a file.", .bar = true},
};

/* --- loading --- */

static void show(AccountsState *state)
{
	list_set(&state->list, state, state->changes ? state->review.change_count : state->review.account_count);
}

static bool accounts_load(App *app, void *self, Error *err)
{
	AccountsState *state = self;
	state->zone = app_zone(app);
	if (!desk_review_accounts(app_desk(app), app_loaded(app), &state->review, err))
		return false;
	show(state);
	return true;
}

/* --- drawing --- */

static const AccountRow *account_of(const AccountsState *state)
{
	return !state->changes && state->review.account_count > 0 ? &state->review.accounts[state->list.selected]
								  : NULL;
}

static const AuditRow *change_of(const AccountsState *state)
{
	return state->changes && state->review.change_count > 0 ? &state->review.changes[state->list.selected] : NULL;
}

static const char *day_of(const AccountsState *state, Instant at, bool wide, char day[16])
{
	const Date date = zone_date(state->zone, at);
	text_copy(day, 16, "never");
	if (at.seconds != 0)
		wide ? date_print_staff(date, day) : date_print_short(date, day);
	return day;
}

/* What a person is to look at, the gravest first. */
static const char *mark_of(const AccountRow *row, Arena *arena)
{
	return row->altered  ? "changed otherwise"
	       : !row->open  ? "closed"
	       : row->unused ? "unused for 90 days"
	       : row->wrong  ? arena_print(arena, "%lld wrong since", (long long)row->wrong)
			     : "";
}

static void draw_account(const AccountsState *state, const AccountRow *row, Area area)
{
	const bool wide = area.cols >= WIDE;
	const Style style = row->open ? STYLE_NORMAL : STYLE_MUTED;
	const int mark = area.cols - MARK_COLS, last = mark - DAY_COLS, role = last - ROLE_COLS;
	char day[16];
	area_put_in(area, 0, 1, (wide ? role : mark) - 2, row->open ? STYLE_STRONG : STYLE_MUTED, row->name);
	if (wide) {
		area_put_in(area, 0, role, ROLE_COLS - 1, style, words_text(&role_words, row->role));
		area_put(area, 0, last, style, day_of(state, row->signed_in, true, day));
	}
	const char *says = mark_of(row, area_scratch(area));
	area_put_in(area, 0, mark, MARK_COLS, row->unused || row->altered || row->wrong ? STYLE_WARNING : style,
		    *says || wide ? says : day_of(state, row->signed_in, true, day));
}

static void draw_change(const AccountsState *state, const AuditRow *row, Area area)
{
	const bool wide = area.cols >= WIDE;
	const int by = 1 + (wide ? DAY_COLS : SHORT_DAY_COLS), what = by + (wide ? BY_COLS : 0);
	char day[16];
	area_put(area, 0, 1, STYLE_NORMAL, day_of(state, row->at, wide, day));
	if (wide)
		area_put_in(area, 0, by, BY_COLS - 1, STYLE_STRONG, row->by);
	area_put_in(area, 0, what, area.cols - what, STYLE_NORMAL, row->text);
}

static void draw_row(const void *rows, size_t index, Area area)
{
	const AccountsState *state = rows;
	if (state->changes)
		draw_change(state, &state->review.changes[index], area);
	else
		draw_account(state, &state->review.accounts[index], area);
}

static void accounts_draw(const void *self, const App *app, Area area)
{
	const AccountsState *state = self;
	Text says = {.arena = area_scratch(area)};
	if (state->changes)
		text_add(&says, state->review.change_count ? "In the last 12 months, the latest first"
							   : "Nothing was changed in the last 12 months");
	else
		account_review_say(&state->review, &says);
	area_put_in(area, 0, 1, area.cols - 1, STYLE_MUTED, text_done(&says));
	list_draw(&state->list, area_part(area, 1, 0, -1, -1), draw_row);
}

static void accounts_heading(const void *self, const App *app, Text *out)
{
	text_add(out, ((const AccountsState *)self)->changes ? "Accounts, changes" : "Accounts");
}

static void accounts_explain(const void *self, const App *app, Text *out)
{
	const AccountRow *account = account_of(self);
	const AuditRow *change = change_of(self);
	if (account)
		account_say(app_desk(app), account, out);
	if (change)
		text_add_print(out, "%s: %s.", *change->by ? change->by : "Nobody named", change->text);
}

/* --- acts --- */

static void print(App *app, const AccountsState *state)
{
	Sheet sheet;
	char path[PRINTED_PATH_MAX] = "";
	accounts_sheet_make(app_desk(app), &state->review, app_scratch(app), &sheet);
	if (app_done(app, desk_print(app_desk(app), &sheet, PRINT_PRINTER, path, app_error(app))))
		app_notice(app, NOTICE_GOOD, "The accounts have gone to the printer.");
}

static void save(App *app, void *self, const char *name)
{
	const AccountsState *state = self;
	Arena *arena = app_scratch(app);
	const Table table = state->changes ? table_of_account_changes(app_desk(app), &state->review, arena)
					   : table_of_accounts(app_desk(app), &state->review, arena);
	save_table(app, &table, name);
}

static void accounts_act(App *app, void *self, int action)
{
	AccountsState *state = self;
	if (action == ACCOUNTS_PRINT)
		print(app, state);
	else if (action == ACCOUNTS_SAVE)
		save_table_ask(app, state->changes ? "account-changes.csv" : "accounts.csv", save);
	else {
		state->changes = !state->changes;
		show(state);
		list_select(&state->list, 0);
	}
}

const Screen screen_accounts = {
	.name = "accounts",
	.title = "Accounts",
	.keymap = KEYMAP(accounts_keys),
	.size = sizeof(AccountsState),
	.list = SCREEN_AT(AccountsState, list),
	.load = accounts_load,
	.draw = accounts_draw,
	.act = accounts_act,
	.heading = accounts_heading,
	.explain = accounts_explain,
};
