#include "store/accounts.h"

#include <sodium.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/ports/key.h"
#include "store/db.h"
#include "store/row.h"

/* --- Seals --- */

/* A sender writes when it was last seen, and has no business with this key. */
static bool setting_is_sealed(const char *name)
{
	return !text_is(name, "sender-seen");
}

void store_seal_accounts(Store *store, const unsigned char desk_key[SEAL_BYTES])
{
	static const unsigned char what[] = "sharedesk accounts and settings";
	crypto_generichash(store->account_key, sizeof store->account_key, what, sizeof what, desk_key, SEAL_BYTES);
	store->seals_accounts = true;
}

/* Each part with its length, so that no two rows are sealed alike. */
static void seal_part(crypto_generichash_state *state, const char *text)
{
	const int64_t length = text ? (int64_t)strlen(text) : -1;
	crypto_generichash_update(state, (const unsigned char *)&length, sizeof length);
	crypto_generichash_update(state, (const unsigned char *)text_or(text, ""), text ? strlen(text) : 0);
}

static void seal_number(crypto_generichash_state *state, int64_t number)
{
	crypto_generichash_update(state, (const unsigned char *)&number, sizeof number);
}

/* Where there is none of it, a row is sealed as before there was. */
static void seal_second(crypto_generichash_state *state, const Staff *staff)
{
	if (!staff->totp && !staff->recovery && !staff->card && staff->totp_step == 0 && staff->totp_failures == 0 &&
	    staff->everywhere == 0)
		return;
	seal_part(state, "second factor");
	seal_part(state, staff->totp);
	seal_number(state, staff->totp_step);
	seal_number(state, staff->totp_failures);
	seal_part(state, staff->recovery);
	seal_part(state, staff->card);
	seal_number(state, staff->everywhere);
}

static Seal staff_seal(const Store *store, const char *folded, const Staff *staff)
{
	crypto_generichash_state state;
	Seal seal;
	crypto_generichash_init(&state, store->account_key, sizeof store->account_key, sizeof seal.bytes);
	seal_part(&state, "account");
	seal_part(&state, folded);
	seal_part(&state, staff->name);
	seal_number(&state, staff->role);
	seal_number(&state, staff->active);
	seal_part(&state, staff->passphrase);
	seal_part(&state, staff->pin);
	seal_number(&state, staff->pin_failures);
	seal_number(&state, staff->once_until.seconds);
	seal_second(&state, staff);
	crypto_generichash_final(&state, seal.bytes, sizeof seal.bytes);
	return seal;
}

static Seal setting_seal(const Store *store, const char *name, const char *value)
{
	crypto_generichash_state state;
	Seal seal;
	crypto_generichash_init(&state, store->account_key, sizeof store->account_key, sizeof seal.bytes);
	seal_part(&state, "setting");
	seal_part(&state, name);
	seal_part(&state, value);
	crypto_generichash_final(&state, seal.bytes, sizeof seal.bytes);
	return seal;
}

/* Once the desks of this database have noted their key, each row has a seal. */
static bool look_for_seals(Store *store, Error *err)
{
	scoped(statement_done) Statement key = NULL;
	if (!statement_get(store, STATEMENT_SETTING, &key, err))
		return false;
	statement_bind_text(key, 1, DESK_KEY_SETTING);
	return statement_row(store, key, &store->accounts_sealed, err);
}

/* `right`: the seal that the row should have. Without the key nothing can be said of it. */
static bool is_altered(const Store *store, Statement row, int column, const Seal *right)
{
	Seal seal;
	if (!store->seals_accounts || (row_seal(row, column, &seal) && seal_same(&seal, right)))
		return false;
	return store->accounts_sealed || sqlite3_column_type(row, column) != SQLITE_NULL;
}

/* A row without a seal would be taken for one that somebody changed. */
static bool seal_bind(Store *store, Statement put, int at, const Seal *seal, Error *err)
{
	if (store->seals_accounts) {
		sqlite3_bind_blob(put, at, seal->bytes, SEAL_BYTES, SQLITE_TRANSIENT);
		return true;
	}
	if (!look_for_seals(store, err))
		return false;
	return !store->accounts_sealed ||
	       fail(err, ERROR_REFUSED, "desk.key, which this needs, is not beside %s: bring it back from its backup.",
		    store->path);
}

static bool refuse_altered(const Store *store, const char *what, const char *name, Error *err)
{
	return fail(err, ERROR_REFUSED,
		    "The %s %s in %s was changed by something other than sharedesk: ask who looks after this machine "
		    "(sharedesk ledger verify).",
		    what, name, store->path);
}

/* --- Staff --- */

static bool staff_read(const Store *store, Statement row, Arena *arena, void *ret_staff, Error *err)
{
	Staff *staff = ret_staff;
	const char *name = statement_text(row, 0, arena);
	WordByte role;
	if (!statement_word(store, row, 1, &role_words, name, &role, err))
		return false;
	*staff = (Staff){
		.name = name,
		.role = role,
		.active = sqlite3_column_int(row, 2) != 0,
		.passphrase = statement_text(row, 3, arena),
		.pin = statement_text(row, 4, arena),
		.pin_failures = sqlite3_column_int64(row, 5),
		.once_until = {sqlite3_column_int64(row, 6)},
		.signed_in = {sqlite3_column_int64(row, 7)},
		.totp = statement_text(row, 10, arena),
		.totp_step = sqlite3_column_int64(row, 11),
		.totp_failures = sqlite3_column_int64(row, 12),
		.recovery = statement_text(row, 13, arena),
		.card = statement_text(row, 14, arena),
		.everywhere = sqlite3_column_int64(row, 15),
	};
	const Seal right =
		store->seals_accounts ? staff_seal(store, statement_text(row, 9, arena), staff) : (Seal){{0}};
	staff->altered = is_altered(store, row, 8, &right);
	return true;
}

bool accounts_staff_all(void *self, Arena *arena, StaffList *ret_staff, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	Rows rows;
	if (!look_for_seals(store, err) || !statement_get(store, STATEMENT_STAFF_ALL, &statement, err) ||
	    !statement_all(store, statement, sizeof(Staff), staff_read, arena, &rows, err))
		return false;
	*ret_staff = (StaffList){rows.items, rows.count};
	return true;
}

bool accounts_staff(void *self, const char *name, Arena *arena, const Staff **ret_staff, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	void *found;
	if (!look_for_seals(store, err) || !statement_get(store, STATEMENT_STAFF, &statement, err))
		return false;
	statement_bind_text(statement, 1, utf8_fold(arena, name));
	if (!statement_one(store, statement, sizeof(Staff), staff_read, arena, &found, err))
		return false;
	const Staff *staff = found;
	*ret_staff = staff;
	return !staff || !staff->altered || refuse_altered(store, "account", staff->name, err);
}

static void bind_instant(Statement put, int at, Instant instant)
{
	if (instant.seconds != 0)
		sqlite3_bind_int64(put, at, instant.seconds);
}

bool accounts_put_staff(void *self, const Staff *staff, Error *err)
{
	Store *store = self;
	scoped(arena_free) Arena arena = {0};
	scoped(statement_done) Statement put = NULL;
	const char *folded = utf8_fold(&arena, staff->name);
	const Seal seal = store->seals_accounts ? staff_seal(store, folded, staff) : (Seal){{0}};
	if (!db_may_write(store, err) || !statement_get(store, STATEMENT_PUT_STAFF, &put, err))
		return false;
	statement_bind_text(put, 1, folded);
	statement_bind_text(put, 2, staff->name);
	statement_bind_text(put, 3, words_text(&role_words, staff->role));
	sqlite3_bind_int(put, 4, staff->active);
	statement_bind_text(put, 5, staff->passphrase);
	statement_bind_text(put, 6, staff->pin);
	sqlite3_bind_int64(put, 7, staff->pin_failures);
	bind_instant(put, 8, staff->once_until);
	bind_instant(put, 9, staff->signed_in);
	statement_bind_text(put, 11, staff->totp);
	sqlite3_bind_int64(put, 12, staff->totp_step);
	sqlite3_bind_int64(put, 13, staff->totp_failures);
	statement_bind_text(put, 14, staff->recovery);
	statement_bind_text(put, 15, staff->card);
	sqlite3_bind_int64(put, 16, staff->everywhere);
	return seal_bind(store, put, 10, &seal, err) && statement_run(store, put, err);
}

/* What was typed as a name may be a passphrase: a hash of it is kept, under the key of the seals. */
static void wrong_name(const Store *store, const char *name, Statement statement)
{
	Seal hash;
	crypto_generichash(hash.bytes, sizeof hash.bytes, (const unsigned char *)name, strlen(name), store->account_key,
			   sizeof store->account_key);
	sqlite3_bind_blob(statement, 1, hash.bytes, SEAL_BYTES, SQLITE_TRANSIENT);
}

bool accounts_wrong(void *self, const char *name, Wrong *ret_wrong, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement wrong = NULL;
	bool row;
	if (!statement_get(store, STATEMENT_WRONG, &wrong, err))
		return false;
	wrong_name(store, name, wrong);
	if (!statement_row(store, wrong, &row, err))
		return false;
	*ret_wrong = !row ? (Wrong){0}
			  : (Wrong){sqlite3_column_int64(wrong, 0),
				    {sqlite3_column_int64(wrong, 1)},
				    {sqlite3_column_int64(wrong, 2)}};
	return true;
}

/* Names that nobody has are counted too: of all the last WRONG_KEPT. */
bool accounts_put_wrong(void *self, const char *name, const Wrong *wrong, Error *err)
{
	enum { WRONG_KEPT = 1000 };
	Store *store = self;
	scoped(statement_done) Statement put = NULL, drop = NULL;
	if (!db_may_write(store, err) || !statement_get(store, STATEMENT_PUT_WRONG, &put, err) ||
	    !statement_get(store, STATEMENT_DROP_WRONG, &drop, err))
		return false;
	wrong_name(store, name, drop);
	sqlite3_bind_int(drop, 2, WRONG_KEPT - 1);
	if (!statement_run(store, drop, err))
		return false;
	if (wrong->count == 0)
		return true;
	wrong_name(store, name, put);
	sqlite3_bind_int64(put, 2, wrong->count);
	sqlite3_bind_int64(put, 3, wrong->since.seconds);
	sqlite3_bind_int64(put, 4, wrong->last.seconds);
	return statement_run(store, put, err);
}

/* --- Settings --- */

static bool setting_read(const Store *store, Statement row, Arena *arena, void *ret_setting, Error *err)
{
	SettingKept *setting = ret_setting;
	*setting = (SettingKept){statement_text(row, 2, arena), statement_text(row, 0, arena), false};
	const Seal right = store->seals_accounts ? setting_seal(store, setting->name, setting->value) : (Seal){{0}};
	setting->altered = setting_is_sealed(setting->name) && is_altered(store, row, 1, &right);
	return true;
}

bool accounts_settings_all(void *self, Arena *arena, SettingList *ret_settings, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	Rows rows;
	if (!look_for_seals(store, err) || !statement_get(store, STATEMENT_SETTINGS_ALL, &statement, err) ||
	    !statement_all(store, statement, sizeof(SettingKept), setting_read, arena, &rows, err))
		return false;
	*ret_settings = (SettingList){rows.items, rows.count};
	return true;
}

bool accounts_setting(void *self, const char *name, Arena *arena, const char **ret_value, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	void *found;
	if (!look_for_seals(store, err) || !statement_get(store, STATEMENT_SETTING, &statement, err))
		return false;
	statement_bind_text(statement, 1, name);
	if (!statement_one(store, statement, sizeof(SettingKept), setting_read, arena, &found, err))
		return false;
	const SettingKept *setting = found;
	*ret_value = setting ? setting->value : NULL;
	return !setting || !setting->altered || refuse_altered(store, "setting", setting->name, err);
}

bool accounts_put_setting(void *self, const char *name, const char *value, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement put = NULL;
	const Seal seal = store->seals_accounts ? setting_seal(store, name, value) : (Seal){{0}};
	if (!db_may_write(store, err) ||
	    !statement_get(store, value ? STATEMENT_PUT_SETTING : STATEMENT_UNSET_SETTING, &put, err))
		return false;
	statement_bind_text(put, 1, name);
	if (value) {
		statement_bind_text(put, 2, value);
		if (setting_is_sealed(name) && !seal_bind(store, put, 3, &seal, err))
			return false;
	}
	return statement_run(store, put, err);
}

bool accounts_own_setting(void *self, const char *staff, const char *name, Arena *arena, const char **ret_value,
			  Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	bool row;
	if (!statement_get(store, STATEMENT_OWN_SETTING, &statement, err))
		return false;
	statement_bind_text(statement, 1, utf8_fold(arena, staff));
	statement_bind_text(statement, 2, name);
	if (!statement_row(store, statement, &row, err))
		return false;
	*ret_value = row ? statement_text(statement, 0, arena) : NULL;
	return true;
}

bool accounts_put_own_setting(void *self, const char *staff, const char *name, const char *value, Error *err)
{
	Store *store = self;
	scoped(arena_free) Arena arena = {0};
	scoped(statement_done) Statement put = NULL;
	if (!db_may_write(store, err) || !statement_get(store, STATEMENT_PUT_OWN_SETTING, &put, err))
		return false;
	statement_bind_text(put, 1, utf8_fold(&arena, staff));
	statement_bind_text(put, 2, name);
	statement_bind_text(put, 3, value);
	return statement_run(store, put, err);
}

bool accounts_code(void *self, const char *fact_id, Seal *ret_hash, bool *ret_found, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	bool row;
	if (!statement_get(store, STATEMENT_CODE, &statement, err))
		return false;
	statement_bind_text(statement, 1, fact_id);
	if (!statement_row(store, statement, &row, err))
		return false;
	*ret_found = row && row_seal(statement, 0, ret_hash);
	return true;
}

bool accounts_put_code(void *self, const char *fact_id, const Seal *hash, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement put = NULL;
	if (!db_may_write(store, err) || !statement_get(store, STATEMENT_PUT_CODE, &put, err))
		return false;
	statement_bind_text(put, 1, fact_id);
	sqlite3_bind_blob(put, 2, hash->bytes, SEAL_BYTES, SQLITE_STATIC);
	return statement_run(store, put, err);
}
