#include "model/desk.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "model/desk_print.h"
#include "model/desk_state.h"
#include "model/language.h"
#include "model/transaction.h"

Desk *desk_open(const DeskPorts *ports)
{
	Desk *desk = calloc(1, sizeof *desk);
	if (!desk)
		abort();
	desk->ports = *ports;
	desk->latest = INSTANT_MIN;
	return desk;
}

void desk_close(Desk *desk)
{
	if (!desk)
		return;
	desk_sign_out(desk);
	work_close(desk->work);
	arena_free(&desk->session);
	arena_free(&desk->practice_arena);
	arena_free(&desk->told);
	sodium_memzero(desk->ports.key, sizeof desk->ports.key);
	free(desk);
}

bool desk_is_demo(const Desk *desk)
{
	return desk->ports.demo;
}

/* --- Set-up and the practice --- */

bool desk_needs_set_up(Desk *desk, bool *ret_needed, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	StaffList staff;
	if (!desk->ports.ledger.ops->staff_all(desk->ports.ledger.self, &arena, &staff, err))
		return false;
	*ret_needed = staff.count == 0;
	return true;
}

/* The practice's directory line: what the lists say of it, or the least that is known of a practice. */
static bool put_practice(Desk *desk, const SetUp *set_up, Arena *arena, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	const Organisation *known = NULL;
	if (!ledger.ops->organisation(ledger.self, set_up->practice, arena, &known, err))
		return false;
	if (known && known->care != CARE_GP)
		return fail(err, ERROR_INPUT, "%s (%s) is not a GP practice: give the practice's own ODS code.",
			    known->name, known->code);
	bool says = set_up->system && set_up->system != SYSTEM_UNKNOWN;
	if (known && says && known->system != set_up->system) {
		Organisation told = *known;
		told.system = (WordByte)set_up->system;
		return desk_tell_organisation(desk, &told, arena, err);
	}
	if (known)
		return true;
	if (text_empty(set_up->practice_name))
		return fail(err, ERROR_INPUT, "The directory has no practice %s yet: give its name too.",
			    set_up->practice);
	Organisation practice = {
		.code = set_up->practice,
		.name = set_up->practice_name,
		.care = CARE_GP,
		.system = says ? (WordByte)set_up->system : SYSTEM_UNKNOWN,
		.mig = TRUTH_FALSE,
	};
	return desk_tell_organisation(desk, &practice, arena, err);
}

static bool set_up_in_transaction(Desk *desk, const SetUp *set_up, const char *hash, Arena *arena, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	StaffList staff;
	Staff admin = {.name = set_up->admin, .role = ROLE_ADMINISTRATOR, .active = true, .passphrase = hash};
	if (!ledger.ops->staff_all(ledger.self, arena, &staff, err))
		return false;
	if (staff.count > 0)
		return fail(err, ERROR_REFUSED, "This desk is set up already: sign in.");
	return put_practice(desk, set_up, arena, err) && ledger.ops->put_staff(ledger.self, &admin, err) &&
	       ledger.ops->put_setting(ledger.self, "practice", set_up->practice, err);
}

bool desk_set_up(Desk *desk, const SetUp *set_up, Error *err)
{
	char hash[PASSPHRASE_HASH_MAX];
	if (desk->ports.kiosk)
		return fail(err, ERROR_REFUSED, "This is a kiosk: set the practice up at a desk.");
	if (!organisation_code_valid(set_up->practice))
		return fail(err, ERROR_INPUT, "That is not an ODS code: type the practice's, such as C82053.");
	if (!staff_name_acceptable(set_up->admin, err) || !passphrase_acceptable(set_up->passphrase, err) ||
	    !passphrase_hash(set_up->passphrase, hash, err))
		return false;

	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end) Transaction transaction = {0};
	return transaction_begin(&transaction, &desk->ports.ledger, err) &&
	       set_up_in_transaction(desk, set_up, hash, &arena, err) && transaction_commit(&transaction, err);
}

const char *desk_practice_code(Desk *desk, Arena *arena)
{
	const char *code = NULL;
	Ledger ledger = desk->ports.ledger;
	return ledger.ops->setting(ledger.self, "practice", arena, &code, NULL) && !text_empty(code) ? code : NULL;
}

const Organisation *desk_practice(Desk *desk)
{
	Ledger ledger = desk->ports.ledger;
	const Organisation *practice = NULL;
	arena_clear(&desk->practice_arena);
	const char *code = desk_practice_code(desk, &desk->practice_arena);
	if (!code || !ledger.ops->organisation(ledger.self, code, &desk->practice_arena, &practice, NULL))
		return NULL;
	return practice;
}

const Organisation *desk_named_practice(Desk *desk, const char *code, Arena *arena)
{
	Ledger ledger = desk->ports.ledger;
	const Organisation *named = NULL;
	return ledger.ops->organisation(ledger.self, code, arena, &named, NULL) ? named : NULL;
}

/* --- Settings --- */

typedef struct Setting {
	const char *name, *standard;
	const char *words[5]; /* what it may be; none: a number from … to … */
	int from, to;
	bool languages; /* codes of model/language.h */
	bool told;	/* the desk says it by itself: nobody sets it */
	bool (*right)(const char *value); /* of a free text … */
	const char *wrong;		  /* … and what is said of one that is not */
} Setting;

static const Setting settings[] = {
	{"idle-minutes", "5", .from = 1, .to = 60},
	{"theme", "dark", .words = {"dark", "light", "contrast", "mono"}},
	{"mouse", "on", .words = {"on", "off"}},
	{"escdelay", "25", .from = 0, .to = 1000},
	{"code-minutes", "10", .from = 2, .to = 60}, /* CODE_MINUTES, _MIN and _MAX (desk_codes.h) */
	{"languages", "", .languages = true},
	{"kiosk-silence", "90", .from = 30, .to = 600}, /* KIOSK_SILENCE_SECONDS (desk_kiosk.h) */
	{"printer", "", .right = print_printer_right,
	 .wrong = "A printer is called by letters, digits and . _ - @ : / alone: type its name as lpstat -p lists it."},
	{"receipt-folder", "", .right = print_folder_right,
	 .wrong = "A folder is named from the root: type it from its first / on, or nothing for ~/sharedesk-receipts."},
	{"sensitive-list", "only the 9 codes that came with the program", .told = true}, /* desk_sensitive.h */
};

static const Setting *setting_find(const char *name)
{
	for (size_t i = 0; i < countof(settings); i++)
		if (text_is(settings[i].name, name))
			return &settings[i];
	return NULL;
}

static bool setting_takes(const Setting *setting, const char *value, Error *err)
{
	for (size_t i = 0; i < countof(setting->words) && setting->words[i]; i++)
		if (text_is(setting->words[i], value))
			return true;
	if (setting->told)
		return true;
	if (setting->words[0])
		return fail(err, ERROR_INPUT, "The setting %s cannot be \"%s\": choose one of those listed.",
			    setting->name, text_or(value, ""));
	if (setting->languages)
		return language_setting_right(text_or(value, "")) ||
		       fail(err, ERROR_INPUT, "The setting %s is a list of codes such as \"gu pl\": \"%s\" is none.",
			    setting->name, value);
	if (setting->right)
		return setting->right(text_or(value, "")) || fail(err, ERROR_INPUT, "%s", setting->wrong);
	int number = text_all_digits(value) && strlen(value) <= 4 ? atoi(value) : -1;
	if (number < setting->from || number > setting->to)
		return fail(err, ERROR_INPUT, "The setting %s is a number from %d to %d: type one.", setting->name,
			    setting->from, setting->to);
	return true;
}

const char *desk_setting(Desk *desk, const char *name, Arena *arena)
{
	const Setting *setting = setting_find(name);
	const char *value = NULL;
	if (desk->ports.ledger.ops->setting(desk->ports.ledger.self, name, arena, &value, NULL) && value &&
	    (!setting || setting_takes(setting, value, NULL)))
		return value;
	return setting ? setting->standard : "";
}

bool desk_put_setting(Desk *desk, const char *name, const char *value, Error *err)
{
	const Setting *setting = setting_find(name);
	if (!desk_allows(desk, ACT_SETTINGS, err))
		return false;
	if (!setting || setting->told)
		return fail(err, ERROR_INPUT, "There is no setting called %s.", name);
	if (!setting_takes(setting, value, err))
		return false;

	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end) Transaction transaction = {0};
	return transaction_begin(&transaction, &desk->ports.ledger, err) && desk_still_allowed(desk, &arena, err) &&
	       desk->ports.ledger.ops->put_setting(desk->ports.ledger.self, name, value, err) &&
	       transaction_commit(&transaction, err);
}
