#include "ui/screens/home/home.h"

#include "model/audit/audit.h"
#include "model/paper/paper.h"
#include "ui/app.h"
#include "ui/list.h"
#include "ui/screens/parts/parts.h"

enum { ACCOUNTS_TURN = 1, ACCOUNTS_SESSIONS, ACCOUNTS_PRINT, ACCOUNTS_SAVE };
enum { WIDE = 60, ROLE_COLS = 17, DAY_COLS = 13, SHORT_DAY_COLS = 7, BY_COLS = 16, MARK_COLS = 20 };

typedef struct AccountsState {
	List list;
	AccountReview review;
	enum { SHOWS_ACCOUNTS, SHOWS_CHANGES, SHOWS_SESSIONS } shows;
	const Zone *zone;
} AccountsState;

static const Binding accounts_keys[] = {
	{'w', ACCOUNTS_TURN, "Changes", "See what became of accounts and settings in 12 months, and back.",
	 .bar = true},
	{'s', ACCOUNTS_SESSIONS, "Sessions", "See who signed in, by what and for how long, in 3 months, and back.",
	 .bar = true},
	{KC_F(5), ACCOUNTS_PRINT, "Print", "Send accounts and changes to the printer.", .bar = true},
	{KC_F(3), ACCOUNTS_SAVE, "CSV", "Write what is shown to a file.", .bar = true},
};

/* --- loading --- */

/* What became of accounts, or the sessions; NULL where neither is shown. */
static const AuditRow *told_rows(const AccountsState *state, size_t *ret_count)
{
	const AccountReview *review = &state->review;
	*ret_count = state->shows == SHOWS_CHANGES ? review->change_count : review->session_count;
	return state->shows == SHOWS_CHANGES	? review->changes
	       : state->shows == SHOWS_SESSIONS ? review->sessions
						: NULL;
}

static void show(AccountsState *state)
{
	size_t count;
	const bool told = told_rows(state, &count) != NULL;
	list_set(&state->list, state, told ? count : state->review.account_count);
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
	return state->shows == SHOWS_ACCOUNTS && state->review.account_count > 0
		       ? &state->review.accounts[state->list.selected]
		       : NULL;
}

static const AuditRow *told_of(const AccountsState *state)
{
	size_t count;
	const AuditRow *rows = told_rows(state, &count);
	return rows && count > 0 ? &rows[state->list.selected] : NULL;
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

static void draw_told(const AccountsState *state, const AuditRow *row, Area area)
{
	const bool wide = area.cols >= WIDE;
	const int by = 1 + (wide ? DAY_COLS : SHORT_DAY_COLS), what = by + (wide ? BY_COLS : 0);
	char day[16], time[8];
	time_print_staff(zone_local(state->zone, row->at), time);
	if (wide && row->kind == FACT_SIGNED_IN)
		area_put(area, 0, 1, STYLE_NORMAL,
			 arena_print(area_scratch(area), "%s %s", day_of(state, row->at, false, day), time));
	else
		area_put(area, 0, 1, STYLE_NORMAL, day_of(state, row->at, wide, day));
	if (wide)
		area_put_in(area, 0, by, BY_COLS - 1, STYLE_STRONG, row->by);
	area_put_in(area, 0, what, area.cols - what, STYLE_NORMAL,
		    wide || row->kind != FACT_SIGNED_IN ? row->text : row->by);
}

static void draw_row(const void *rows, size_t index, Area area)
{
	const AccountsState *state = rows;
	size_t count;
	const AuditRow *told = told_rows(state, &count);
	if (told)
		draw_told(state, &told[index], area);
	else
		draw_account(state, &state->review.accounts[index], area);
}

static void accounts_draw(const void *self, const App *app, Area area)
{
	const AccountsState *state = self;
	Text says = {.arena = area_scratch(area)};
	if (state->shows == SHOWS_CHANGES)
		text_add(&says, state->review.change_count ? "In the last 12 months, the latest first"
							   : "Nothing was changed in the last 12 months");
	else if (state->shows == SHOWS_SESSIONS)
		text_add(&says, state->review.session_count ? "In the last 3 months, the latest first"
							    : "Nobody signed in in the last 3 months");
	else
		account_review_say(&state->review, &says);
	area_put_in(area, 0, 1, area.cols - 1, STYLE_MUTED, text_done(&says));
	list_draw(&state->list, area_part(area, 1, 0, -1, -1), draw_row);
}

static void accounts_heading(const void *self, const App *app, Text *out)
{
	static const char *const headings[] = {"Accounts", "Accounts, changes", "Accounts, sessions"};
	text_add(out, headings[((const AccountsState *)self)->shows]);
}

static void accounts_explain(const void *self, const App *app, Text *out)
{
	const AccountRow *account = account_of(self);
	const AuditRow *told = told_of(self);
	if (account)
		account_say(app_desk(app), account, out);
	if (told)
		text_add_print(out, "%s: %s.", *told->by ? told->by : "Nobody named", told->text);
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
	size_t count;
	const AuditRow *told = told_rows(state, &count);
	const Table table = told ? table_of_account_changes(app_desk(app), told, count, arena)
				 : table_of_accounts(app_desk(app), &state->review, arena);
	save_table(app, &table, name);
}

static void accounts_act(App *app, void *self, int action)
{
	static const char *const files[] = {"accounts.csv", "account-changes.csv", "sessions.csv"};
	AccountsState *state = self;
	if (action == ACCOUNTS_PRINT)
		print(app, state);
	else if (action == ACCOUNTS_SAVE)
		save_table_ask(app, files[state->shows], save);
	else {
		const unsigned wanted = action == ACCOUNTS_SESSIONS ? SHOWS_SESSIONS : SHOWS_CHANGES;
		state->shows = state->shows == wanted ? SHOWS_ACCOUNTS : wanted;
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
