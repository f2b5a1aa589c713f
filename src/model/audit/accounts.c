/* Who has an account and what became of accounts and settings: for the yearly question who still needs theirs. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/audit/inside.h"
#include "model/desk/accounts.h"
#include "model/desk/inside.h"
#include "model/desk/sessions.h"
#include "model/ledger/transaction.h"

enum { DAY_SECONDS = 24 * 60 * 60, YEAR_SECONDS = 365 * DAY_SECONDS, SESSION_SECONDS = 92 * DAY_SECONDS };
enum { COLUMNS = 8, CHANGE_COLUMNS = 3 };

/* --- Reading --- */

static bool is_of_accounts(const Fact *fact)
{
	return fact->kind == FACT_ACCOUNT || fact->kind == FACT_SETTING;
}

/* Who administers first, who may not sign in last, and by name: the accounts come so. */
static int place_of(const AccountRow *row)
{
	return !row->open ? 2 : row->role == ROLE_ADMINISTRATOR ? 0 : 1;
}

static int in_place(const void *a, const void *b)
{
	const AccountRow *first = a, *second = b;
	return place_of(first) != place_of(second) ? place_of(first) - place_of(second)
						   : (int)first->number - (int)second->number;
}

/* The first that was told here of this account: whoever never signed in has had it since then. */
static Instant since(const FactList *facts, const char *folded, Arena *arena)
{
	for (size_t i = 0; i < facts->count; i++) {
		const Fact *fact = &facts->items[i];
		if (fact->kind == FACT_ACCOUNT && fact->told_here && text_is(utf8_fold(arena, fact->name), folded))
			return fact->at;
	}
	return (Instant){0};
}

static bool read_account(Desk *desk, const Staff *staff, const FactList *facts, Arena *arena, AccountRow *row,
			 Error *err)
{
	const Ledger ledger = desk->ports.ledger;
	const char *folded = utf8_fold(arena, staff->name);
	Wrong wrong;
	if (!ledger.ops->wrong(ledger.self, folded, &wrong, err))
		return false;
	row->name = staff->name;
	row->role = (Role)staff->role;
	row->open = staff->active;
	row->altered = staff->altered;
	row->codes = staff->totp != NULL;
	row->card = staff->card != NULL;
	row->signed_in = staff->signed_in;
	row->wrong = wrong.count;
	row->unused = staff_unused(staff, since(facts, folded, arena), desk_now(desk));
	return true;
}

static bool read_accounts(Desk *desk, const FactList *facts, Arena *arena, AccountReview *review, Error *err)
{
	StaffList staff;
	if (!desk_accounts(desk, arena, &staff, err))
		return false;
	AccountRow *rows = arena_array(arena, staff.count, sizeof *rows);
	for (size_t i = 0; i < staff.count; i++) {
		rows[i].number = i;
		if (!read_account(desk, &staff.items[i], facts, arena, &rows[i], err))
			return false;
	}
	if (staff.count > 1)
		qsort(rows, staff.count, sizeof *rows, in_place);
	review->accounts = rows;
	review->account_count = staff.count;
	return true;
}

static void read_changes(Desk *desk, const FactList *facts, Arena *arena, AccountReview *review)
{
	const World world = {.person = &(Person){0}, .zone = desk->ports.zone, .facts = *facts};
	AuditRow *rows = arena_array(arena, facts->count, sizeof *rows);
	for (size_t i = facts->count; i-- > 0;) {
		const Fact *fact = &facts->items[i];
		if (is_of_accounts(fact) && desk_now(desk).seconds - fact->at.seconds <= YEAR_SECONDS)
			rows[review->change_count++] = (AuditRow){
				.at = fact->at,
				.kind = (FactKind)fact->kind,
				.by = text_or(fact->by, ""),
				.text = audit_said(&world, fact, arena),
			};
	}
	review->changes = rows;
}

static bool read_sessions(Desk *desk, Arena *arena, AccountReview *review, Error *err)
{
	SessionList list;
	if (!sessions_since(desk, instant_add(desk_now(desk), -SESSION_SECONDS), arena, &list, err))
		return false;
	AuditRow *rows = arena_array(arena, list.count, sizeof *rows);
	for (size_t i = 0; i < list.count; i++) {
		Text text = {.arena = arena};
		session_say(&list.items[i], &text);
		rows[i] = (AuditRow){
			.at = list.items[i].in->at,
			.kind = FACT_SIGNED_IN,
			.by = list.items[i].in->name,
			.text = text_done(&text),
		};
	}
	review->sessions = rows;
	review->session_count = list.count;
	return true;
}

bool desk_review_accounts(Desk *desk, Arena *arena, AccountReview *ret_review, Error *err)
{
	scoped(reading_end) Reading reading = {0};
	const Ledger ledger = desk->ports.ledger;
	AccountReview review = {0};
	FactList facts;
	if (!desk_allows(desk, ACT_SEE_ACCOUNTS, err) || !reading_begin(&reading, &desk->ports.ledger, err) ||
	    !ledger.ops->facts_of_nobody(ledger.self, NOBODY_ACCOUNTS, 0, SIZE_MAX, arena, &facts, err) ||
	    !read_accounts(desk, &facts, arena, &review, err) || !read_sessions(desk, arena, &review, err))
		return false;
	read_changes(desk, &facts, arena, &review);
	*ret_review = review;
	return true;
}

/* --- In words --- */

static const char *counted(size_t count, const char *one, const char *many, Arena *arena)
{
	return arena_print(arena, "%zu %s", count, count == 1 ? one : many);
}

void account_review_say(const AccountReview *review, Text *out)
{
	size_t open = 0, administer = 0, unused = 0;
	for (size_t i = 0; i < review->account_count; i++) {
		const AccountRow *row = &review->accounts[i];
		open += row->open;
		administer += row->open && row->role == ROLE_ADMINISTRATOR;
		unused += row->unused;
	}
	text_add_print(out, "%zu may sign in, %s, %zu unused for %d days", open,
		       counted(administer, "administers", "administer", out->arena), unused, STAFF_UNUSED_DAYS);
}

static const char *second_factor(const AccountRow *row)
{
	return row->codes && row->card ? "app codes and a card"
	       : row->codes	       ? "app codes"
	       : row->card	       ? "a card"
				       : "no";
}

void account_say(const Desk *desk, const AccountRow *row, Text *out)
{
	char day[16];
	text_add_print(out, "%s, %s: ", row->name, words_text(&role_words, row->role));
	date_print_staff(zone_date(desk_zone(desk), row->signed_in), day);
	if (row->altered)
		text_add(out, "changed by something other than sharedesk; ");
	if (!row->open)
		text_add(out, "closed; ");
	text_add_print(out, "%s%s", row->signed_in.seconds ? "last signed in on " : "not seen to sign in",
		       row->signed_in.seconds ? day : "");
	if (row->unused)
		text_add_print(out, ", unused for %d days", STAFF_UNUSED_DAYS);
	if (row->codes || row->card)
		text_add_print(out, "; has %s", second_factor(row));
	if (row->wrong > 0)
		text_add_print(out, "; since then %s",
			       counted((size_t)row->wrong, "wrong passphrase", "wrong passphrases", out->arena));
	text_add_char(out, '.');
}

/* --- As a table --- */

static const char *day_of(const Desk *desk, Instant at, Arena *arena)
{
	char day[16] = "";
	if (at.seconds != 0)
		date_print(zone_date(desk_zone(desk), at), day);
	return arena_text(arena, day);
}

static const char *minute_of(const Desk *desk, Instant at, Arena *arena)
{
	char time[8];
	time_print_staff(zone_local(desk_zone(desk), at), time);
	return arena_print(arena, "%s %s", day_of(desk, at, arena), time);
}

static const char **begin_table(const char *const *headings, size_t columns, size_t rows, Arena *arena)
{
	const char **cells = arena_array(arena, (rows + 1) * columns, sizeof *cells);
	for (size_t i = 0; i < columns; i++)
		cells[i] = headings[i];
	return cells;
}

Table table_of_accounts(const Desk *desk, const AccountReview *review, Arena *arena)
{
	static const char *const headings[COLUMNS] = {"Name",
						      "Role",
						      "May sign in",
						      "Last sign-in",
						      "Wrong passphrases since",
						      "Unused for 90 days",
						      "Second factor",
						      "Changed otherwise"};
	const char **cells = begin_table(headings, COLUMNS, review->account_count, arena);
	for (size_t i = 0; i < review->account_count; i++) {
		const AccountRow *row = &review->accounts[i];
		const char **of = cells + (i + 1) * COLUMNS;
		of[0] = row->name;
		of[1] = words_text(&role_words, row->role);
		of[2] = row->open ? "yes" : "no";
		of[3] = day_of(desk, row->signed_in, arena);
		of[4] = arena_print(arena, "%" PRId64, row->wrong);
		of[5] = row->unused ? "yes" : "no";
		of[6] = second_factor(row);
		of[7] = row->altered ? "yes" : "no";
	}
	return (Table){cells, COLUMNS, review->account_count + 1};
}

Table table_of_account_changes(const Desk *desk, const AuditRow *changes, size_t count, Arena *arena)
{
	static const char *const headings[CHANGE_COLUMNS] = {"Day", "By", "What"};
	const char **cells = begin_table(headings, CHANGE_COLUMNS, count, arena);
	for (size_t i = 0; i < count; i++) {
		const char **of = cells + (i + 1) * CHANGE_COLUMNS;
		of[0] = changes[i].kind == FACT_SIGNED_IN ? minute_of(desk, changes[i].at, arena)
							  : day_of(desk, changes[i].at, arena);
		of[1] = changes[i].by;
		of[2] = changes[i].text;
	}
	return (Table){cells, CHANGE_COLUMNS, count + 1};
}
