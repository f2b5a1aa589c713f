#include "model/desk/accounts.h"

#include <sodium.h>

#include "base/index.h"
#include "base/utf8.h"
#include "model/desk/inside.h"
#include "model/desk/teller.h"
#include "model/ledger/transaction.h"

/* What the program keeps for itself, changed without anybody's act: sealed, and no fact. */
static bool is_kept_by_itself(const char *name)
{
	static const char *const names[] = {DESK_KEY_SETTING, BROUGHT_SETTING,	 BACKUP_SETTING,
					    PASS_ON_SETTING,  "sensitive-codes", "sender-seen"};
	for (size_t i = 0; i < countof(names); i++)
		if (text_is(names[i], name))
			return true;
	return false;
}

/* --- Telling --- */

bool account_tell(Desk *desk, const Staff *account, AccountChange change, const char *by, const char *note, Error *err)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_ACCOUNT;
	fact.name = account->name;
	fact.change = (WordByte)change;
	fact.role = account->role;
	fact.on = account->active ? TRUTH_TRUE : TRUTH_FALSE;
	fact.note = note;
	fact.by = by;
	return desk_tell_fact(desk, &fact, NULL, err);
}

static bool setting_tell(Desk *desk, const char *name, const char *value, const char *by, Error *err)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_SETTING;
	fact.name = name;
	fact.setting = value;
	fact.by = by;
	return desk_tell_fact(desk, &fact, NULL, err);
}

/* --- What was told --- */

/* What was told here of one name, an account's or a setting's. */
typedef struct ToldOf {
	const char *folded;
	const Fact *last;
	Role role;	  /* of an account: what was last made of it, … */
	bool open;	  /* … and not what stood when something else was told */
	bool decided;	  /* by a line that makes something of it */
	bool codes;	  /* were set up, by the last that says so */
	const char *card; /* whose is theirs, likewise */
	bool passphrase;  /* was looked at when it was set, likewise */
} ToldOf;

typedef struct ToldList {
	ToldOf *items;
	size_t count;
	Index by_name; /* folded */
} ToldList;

static ToldOf *told_of(const ToldList *list, const char *folded)
{
	const uint32_t number = index_find(&list->by_name, folded);
	return number == INDEX_NONE ? NULL : &list->items[number];
}

static const Fact *last_of(const ToldList *list, const char *name, Arena *arena)
{
	const ToldOf *of = told_of(list, utf8_fold(arena, name));
	return of ? of->last : NULL;
}

static bool decides(AccountChange change)
{
	return change == ACCOUNT_FOUND || change == ACCOUNT_MADE || change == ACCOUNT_ROLE ||
	       change == ACCOUNT_CLOSED || change == ACCOUNT_OPENED || change == ACCOUNT_RESET_HOST;
}

static void note_account(ToldOf *of, const Fact *fact)
{
	const AccountChange change = (AccountChange)fact->change;
	if (decides(change) || !of->decided)
		of->role = (Role)fact->role, of->open = fact->on == TRUTH_TRUE;
	of->decided |= decides(change);
	if (change == ACCOUNT_CODE_SET || change == ACCOUNT_CODE_RESET)
		of->codes = change == ACCOUNT_CODE_SET;
	if (change == ACCOUNT_CARD || change == ACCOUNT_CARD_GONE || change == ACCOUNT_RESET_HOST)
		of->card = change == ACCOUNT_CARD ? fact->note : NULL;
	if (change == ACCOUNT_FOUND || change == ACCOUNT_MADE || change == ACCOUNT_PASSPHRASE)
		of->passphrase = change != ACCOUNT_FOUND;
}

static void take(ToldList *list, const Fact *fact, Arena *arena)
{
	const char *folded = utf8_fold(arena, fact->name);
	ToldOf *of = told_of(list, folded);
	if (!of) {
		list->items = arena_grow(arena, list->items, list->count, list->count + 1, sizeof *of);
		of = &list->items[index_add(&list->by_name, arena, folded, (uint32_t)list->count++)];
		*of = (ToldOf){.folded = folded};
	}
	of->last = fact;
	if (fact->kind == FACT_ACCOUNT)
		note_account(of, fact);
}

static bool read_told(const Desk *desk, FactKind kind, Arena *arena, ToldList *ret_told, Error *err)
{
	FactList facts;
	*ret_told = (ToldList){0};
	if (!desk_facts_of_nobody(desk, NOBODY_ACCOUNTS, &facts, err))
		return false;
	for (size_t i = 0; i < facts.count; i++) {
		const Fact *fact = &facts.items[i];
		if (fact->told_here && fact->kind == kind)
			take(ret_told, fact, arena);
	}
	return true;
}

bool desk_was_set_up(Desk *desk, Arena *arena, bool *ret_was, Error *err)
{
	ToldList last;
	if (!read_told(desk, FACT_ACCOUNT, arena, &last, err))
		return false;
	*ret_was = last.count > 0;
	return true;
}

bool account_told(Desk *desk, const char *name, Arena *arena, const AccountTold **ret_told, Error *err)
{
	ToldList list;
	if (!read_told(desk, FACT_ACCOUNT, arena, &list, err))
		return false;
	const ToldOf *of = told_of(&list, utf8_fold(arena, name));
	AccountTold *told = of ? arena_alloc(arena, sizeof *told) : NULL;
	if (told)
		*told = (AccountTold){of->last->name, of->role, of->open, of->codes, of->card, of->passphrase};
	*ret_told = told;
	return true;
}

bool setting_told(const Desk *desk, const char *name, Arena *arena, const Fact **ret_fact, Error *err)
{
	const char *folded = utf8_fold(arena, name);
	FactList facts;
	if (!desk_facts_of_nobody(desk, NOBODY_ACCOUNTS, &facts, err))
		return false;
	*ret_fact = NULL;
	for (size_t i = facts.count; i-- > 0 && !*ret_fact;) {
		const Fact *fact = &facts.items[i];
		if (fact->told_here && fact->kind == FACT_SETTING && text_is(utf8_fold(arena, fact->name), folded))
			*ret_fact = fact;
	}
	return true;
}

/* One that was changed, and one that was put back to what it was, with the seal it had then. */
static bool is_as_told(const ToldOf *of, const Staff *staff)
{
	return of->role == (Role)staff->role && of->open == staff->active && of->codes == (staff->totp != NULL) &&
	       text_is(of->card, staff->card);
}

bool account_is_as_told(Desk *desk, const Staff *staff, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	ToldList list;
	if (!read_told(desk, FACT_ACCOUNT, &arena, &list, err))
		return false;
	const ToldOf *of = told_of(&list, utf8_fold(&arena, staff->name));
	return !of || is_as_told(of, staff) ||
	       fail(err, ERROR_REFUSED,
		    "The account %s was changed by something other than sharedesk: an administrator gives out a new "
		    "passphrase for it, on the page Staff.",
		    staff->name);
}

bool desk_accounts(Desk *desk, Arena *arena, StaffList *ret_staff, Error *err)
{
	ToldList list;
	StaffList all;
	if (!desk->ports.ledger.ops->staff_all(desk->ports.ledger.self, arena, &all, err) ||
	    !read_told(desk, FACT_ACCOUNT, arena, &list, err))
		return false;
	Staff *items = arena_array(arena, all.count, sizeof *items);
	for (size_t i = 0; i < all.count; i++) {
		items[i] = all.items[i];
		const ToldOf *of = told_of(&list, utf8_fold(arena, items[i].name));
		items[i].altered |= of && !is_as_told(of, &items[i]);
	}
	*ret_staff = (StaffList){items, all.count};
	return true;
}

bool account_lose_codes(Desk *desk, Staff *account, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const AccountTold *told = NULL;
	account->totp = account->recovery = NULL;
	account->totp_step = account->totp_failures = 0;
	return account_told(desk, account->name, &arena, &told, err) &&
	       (!told || !told->codes || account_tell(desk, account, ACCOUNT_CODE_RESET, NULL, NULL, err));
}

bool account_lose_all(Desk *desk, Staff *account, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const AccountTold *told = NULL;
	if (!account_told(desk, account->name, &arena, &told, err))
		return false;
	const char *card = told && told->card ? told->card : account->card;
	account->card = NULL;
	account->altered = false; /* it is put as it was told */
	return (!card || account_tell(desk, account, ACCOUNT_CARD_GONE, NULL, card, err)) &&
	       account_lose_codes(desk, account, err);
}

static bool is_new(const char *name, const char *other, bool open, Error *err)
{
	if (!staff_names_alike(name, other))
		return true;
	if (open)
		return fail(err, ERROR_INPUT,
			    "There is an account called %s already: add something that tells the two apart.", other);
	return fail(err, ERROR_INPUT,
		    "The account %s was closed, and what they did stands under that name: add something that tells "
		    "the two apart, or let them in again.",
		    other);
}

bool account_name_is_new(Desk *desk, const char *name, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const Ledger ledger = desk->ports.ledger;
	StaffList staff;
	ToldList told;
	if (!ledger.ops->staff_all(ledger.self, &arena, &staff, err) ||
	    !read_told(desk, FACT_ACCOUNT, &arena, &told, err))
		return false;
	for (size_t i = 0; i < staff.count; i++)
		if (!is_new(name, staff.items[i].name, staff.items[i].active, err))
			return false;
	for (size_t i = 0; i < told.count; i++)
		if (!is_new(name, told.items[i].last->name, told.items[i].open, err))
			return false;
	return true;
}

/* One that was altered past sharedesk is put right. */
bool setting_keep(Desk *desk, const char *name, const char *value, const char *by, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const Ledger ledger = desk->ports.ledger;
	const char *now = NULL;
	ToldList last;
	if (!read_told(desk, FACT_SETTING, &arena, &last, err))
		return false;
	const Fact *fact = last_of(&last, name, &arena);
	if (fact && text_is(fact->setting, value) && ledger.ops->setting(ledger.self, name, &arena, &now, NULL) &&
	    text_is(now, value))
		return true;
	return setting_tell(desk, name, value, by, err) && ledger.ops->put_setting(ledger.self, name, value, err);
}

/* --- The first time --- */

void desk_key_note(const unsigned char key[DESK_KEY_BYTES], char out[DESK_KEY_NOTE])
{
	static const unsigned char what[] = "sharedesk desk.key";
	unsigned char hash[DESK_KEY_NOTE / 2];
	crypto_generichash(hash, sizeof hash, what, sizeof what, key, DESK_KEY_BYTES);
	sodium_bin2hex(out, DESK_KEY_NOTE, hash, sizeof hash);
}

bool accounts_seal(Desk *desk, const char *by, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const Ledger ledger = desk->ports.ledger;
	SettingList settings;
	char note[DESK_KEY_NOTE];
	if (!ledger.ops->settings_all(ledger.self, &arena, &settings, err))
		return false;
	for (size_t i = 0; i < settings.count; i++) {
		const SettingKept *kept = &settings.items[i];
		if ((!is_kept_by_itself(kept->name) && !setting_keep(desk, kept->name, kept->value, by, err)) ||
		    !ledger.ops->put_setting(ledger.self, kept->name, kept->value, err))
			return false;
	}
	desk_key_note(desk->ports.key, note);
	return ledger.ops->put_setting(ledger.self, DESK_KEY_SETTING, note, err);
}

static bool tell_found(Desk *desk, const StaffList *staff, Error *err)
{
	const Ledger ledger = desk->ports.ledger;
	for (size_t i = 0; i < staff->count; i++)
		if (!account_tell(desk, &staff->items[i], ACCOUNT_FOUND, NULL, NULL, err) ||
		    !ledger.ops->put_staff(ledger.self, &staff->items[i], err))
			return false;
	return accounts_seal(desk, NULL, err);
}

/* Whether it is still to be done; refused where it was done and the note of the key is gone. */
static bool is_first_time(Desk *desk, Arena *arena, StaffList *ret_staff, bool *ret_first, Error *err)
{
	const Ledger ledger = desk->ports.ledger;
	const char *note = NULL;
	ToldList last = {0};
	*ret_first = false;
	if (!ledger.ops->setting(ledger.self, DESK_KEY_SETTING, arena, &note, err) ||
	    !ledger.ops->staff_all(ledger.self, arena, ret_staff, err))
		return false;
	if (note || ret_staff->count == 0)
		return true;
	if (!read_told(desk, FACT_ACCOUNT, arena, &last, err))
		return false;
	*ret_first = last.count == 0;
	return *ret_first || fail(err, ERROR_REFUSED,
				  "The note of desk.key was taken out of this database by something other than "
				  "sharedesk: restore it from a backup.");
}

bool desk_begin_accounts(Desk *desk, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end) Transaction transaction = {.anyhow = true};
	const Ledger *ledger = &desk->ports.ledger;
	StaffList staff;
	bool first;
	if (!is_first_time(desk, &arena, &staff, &first, err))
		return false;
	if (!first)
		return true;
	return transaction_begin(&transaction, ledger, err) && is_first_time(desk, &arena, &staff, &first, err) &&
	       (!first || tell_found(desk, &staff, err)) && transaction_commit(&transaction, err);
}

/* --- Comparing --- */

typedef struct Comparing {
	Arena *arena;
	TextList differences;
} Comparing;

static void differs(Comparing *comparing, const char *sentence)
{
	TextList *list = &comparing->differences;
	const char **items = arena_array(comparing->arena, list->count + 1, sizeof *items);
	for (size_t i = 0; i < list->count; i++)
		items[i] = list->items[i];
	items[list->count] = sentence;
	*list = (TextList){items, list->count + 1};
}

static const char *state_of(Role role, bool open, Arena *arena)
{
	return arena_print(arena, "%s, %s", words_text(&role_words, role), open ? "open" : "closed");
}

static void compare_staff(Comparing *comparing, const ToldList *told, const Staff *staff)
{
	Arena *arena = comparing->arena;
	const ToldOf *of = told_of(told, utf8_fold(arena, staff->name));
	if (staff->altered)
		differs(comparing, arena_print(arena, "The account %s was changed by something other than sharedesk.",
					       staff->name));
	if (!of)
		differs(comparing, arena_print(arena, "The account %s stands in no line of the ledger.", staff->name));
	else if (of->role != (Role)staff->role || of->open != staff->active)
		differs(comparing, arena_print(arena, "The account %s is not what the ledger tells: %s, and not %s.",
					       staff->name, state_of(of->role, of->open, arena),
					       state_of((Role)staff->role, staff->active, arena)));
	if ((of && of->codes) != (staff->totp != NULL))
		differs(comparing,
			arena_print(arena, "The authenticator codes of %s are not what the ledger tells: %s.",
				    staff->name, staff->totp ? "there are some" : "there are none"));
	if (!text_is(of ? of->card : NULL, staff->card))
		differs(comparing, arena_print(arena, "The card of %s is not what the ledger tells: %s.", staff->name,
					       text_or(staff->card, "there is none")));
}

static bool compare_all_staff(Desk *desk, Comparing *comparing, const ToldList *told, Error *err)
{
	const Ledger ledger = desk->ports.ledger;
	StaffList staff;
	if (!ledger.ops->staff_all(ledger.self, comparing->arena, &staff, err))
		return false;
	for (size_t i = 0; i < staff.count; i++)
		compare_staff(comparing, told, &staff.items[i]);
	for (size_t i = 0; i < told->count; i++) {
		bool found = false;
		for (size_t k = 0; k < staff.count && !found; k++)
			found = text_is(utf8_fold(comparing->arena, staff.items[k].name), told->items[i].folded);
		if (!found)
			differs(comparing,
				arena_print(comparing->arena, "The account %s is gone: the ledger tells of it.",
					    told->items[i].last->name));
	}
	return true;
}

static void compare_setting(Comparing *comparing, const ToldList *told, const SettingKept *kept)
{
	Arena *arena = comparing->arena;
	const Fact *fact = last_of(told, kept->name, arena);
	if (kept->altered)
		differs(comparing, arena_print(arena, "The setting %s was changed by something other than sharedesk.",
					       kept->name));
	if (is_kept_by_itself(kept->name))
		return;
	if (!fact || !fact->setting)
		differs(comparing, arena_print(arena, "The setting %s stands in no line of the ledger.", kept->name));
	else if (!text_is(fact->setting, kept->value))
		differs(comparing, arena_print(arena, "The setting %s is not what the ledger tells: %s, and not %s.",
					       kept->name, fact->setting, kept->value));
}

static void look_for(Comparing *comparing, const SettingList *settings, const char *name)
{
	for (size_t i = 0; i < settings->count; i++)
		if (text_is(settings->items[i].name, name))
			return;
	differs(comparing, arena_print(comparing->arena, "The setting %s is gone: the ledger tells of it.", name));
}

/* The list of sensitive codes is told by how many it has; they stand in a setting of their own. */
static void compare_settings(Comparing *comparing, const ToldList *told, const SettingList *settings)
{
	for (size_t i = 0; i < settings->count; i++)
		compare_setting(comparing, told, &settings->items[i]);
	for (size_t i = 0; i < told->count; i++) {
		if (!told->items[i].last->setting)
			continue;
		look_for(comparing, settings, told->items[i].last->name);
		if (text_is(told->items[i].last->name, "sensitive-list"))
			look_for(comparing, settings, "sensitive-codes");
	}
}

bool desk_compare_accounts(Desk *desk, Arena *arena, TextList *ret_differences, Error *err)
{
	scoped(reading_end) Reading reading = {0};
	const Ledger *ledger = &desk->ports.ledger;
	Comparing comparing = {.arena = arena};
	ToldList accounts, told;
	SettingList settings;
	if (!reading_begin(&reading, ledger, err) || !read_told(desk, FACT_ACCOUNT, arena, &accounts, err) ||
	    !read_told(desk, FACT_SETTING, arena, &told, err) ||
	    !ledger->ops->settings_all(ledger->self, arena, &settings, err))
		return false;
	bool noted = false;
	for (size_t i = 0; i < settings.count; i++)
		noted |= text_is(settings.items[i].name, DESK_KEY_SETTING);
	if (accounts.count > 0 || noted) {
		if (!compare_all_staff(desk, &comparing, &accounts, err))
			return false;
		compare_settings(&comparing, &told, &settings);
		if (!noted)
			differs(&comparing, "The note of desk.key is gone.");
	}
	*ret_differences = comparing.differences;
	return true;
}
