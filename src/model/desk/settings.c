/* The settings of the practice, each by its name, and what each person has otherwise. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/desk/accounts.h"
#include "model/desk/card.h"
#include "model/desk/inside.h"
#include "model/desk/proofs.h"
#include "model/ledger/tell.h"
#include "model/ledger/transaction.h"
#include "model/spoken/language.h"

enum { PRINTER_MAX = 128, FOLDER_MAX = 400, ADDRESS_MAX = 200, COMPLAINTS_MAX = 200 };

bool setting_printer_right(const char *name)
{
	static const char other[] = "._-@:/";
	for (const char *at = name; *at; at++) {
		const bool letter =
			(*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9');
		if (!letter && !strchr(other, *at))
			return false;
	}
	return name[0] != '-' && strlen(name) < PRINTER_MAX; /* lp would take it for an option */
}

bool setting_folder_right(const char *path)
{
	return (path[0] == '\0' || path[0] == '/') && strlen(path) < FOLDER_MAX && utf8_is_clean(path);
}

bool setting_message_name_right(const char *name)
{
	return strlen(name) <= MESSAGE_NAME_MAX && utf8_is_clean(name);
}

bool setting_complaints_right(const char *words)
{
	return strlen(words) < COMPLAINTS_MAX && utf8_is_clean(words);
}

bool setting_address_right(const char *address)
{
	return address[0] == '\0' || (text_is_url(address, "https://") && utf8_is_clean(address) &&
				      !strchr(address, ' ') && strlen(address) < ADDRESS_MAX);
}

typedef struct Setting {
	const char *name, *standard;
	const char *words[5]; /* what it may be; none: a number from … to … */
	int from, to;
	bool languages;			  /* codes of model/spoken/language.h */
	bool own;			  /* who is signed in may have it otherwise */
	bool told;			  /* the desk says it by itself: nobody sets it */
	bool (*right)(const char *value); /* of a free text … */
	const char *wrong;		  /* … and what is said of one that is not */
} Setting;

static const char wrong_address[] =
	"An address is typed as a browser shows it, from its https:// on and without blanks.";

static const Setting settings[] = {
	{"idle-minutes", "5", .from = 1, .to = 60},
	{"theme", "auto", .words = {"auto", "dark", "light", "contrast", "mono"}, .own = true},
	{"mouse", "on", .words = {"on", "off"}, .own = true},
	{"signs", "terminal", .words = {"terminal", "ascii"}, .own = true},
	{"escdelay", "25", .from = 0, .to = 1000},
	{"code-minutes", "10", .from = 2, .to = 60}, /* CODE_MINUTES, _MIN and _MAX */
	{"languages", "", .languages = true},
	{"kiosk-silence", "90", .from = 30, .to = 600}, /* KIOSK_SILENCE_SECONDS */
	{"printer", "", .right = setting_printer_right,
	 .wrong = "A printer is called by letters, digits and . _ - @ : / alone: type its name as lpstat -p lists it."},
	{"receipt-folder", "", .right = setting_folder_right,
	 .wrong = "A folder is named from the root: type it from its first / on, or nothing for ~/sharedesk-receipts."},
	{"privacy-notice", "", .right = setting_address_right, .wrong = wrong_address},
	{"impact-assessment", "", .right = setting_address_right, .wrong = wrong_address},
	{"complaints", "", .right = setting_complaints_right,
	 .wrong = "Where patients complain is said in a line of up to 199 letters: a name, an address, a telephone."},
	{"message-name", "", .right = setting_message_name_right,
	 .wrong = "The short name for text messages has up to 30 letters: type a shorter one, or nothing."},
	{CARD_SETTING, "none", .words = {"none", "privileged", "all"}},
	{CARD_PASSPHRASE_SETTING, "none", .words = {"none", "privileged", "all"}},
	{SECOND_SETTING, "chosen", .words = {"chosen", "required"}},
	{"records", "brought", .words = {"brought", "elsewhere", "here"}},
	{BROUGHT_SETTING, "", .told = true},						 /* teller_finish */
	{"sensitive-list", "only the 9 codes that came with the program", .told = true}, /* desk_load_sensitive */
	{"pass-on-list", "what came with the program", .told = true},			 /* desk_load_pass_on */
};

static const Setting *setting_find(const char *name)
{
	for (size_t i = 0; i < countof(settings); i++)
		if (text_is(settings[i].name, name))
			return &settings[i];
	return NULL;
}

static bool setting_asks_for_cards(const char *name)
{
	return text_is(name, CARD_SETTING) || text_is(name, CARD_PASSPHRASE_SETTING);
}

/* Who has no card, or no reader, would lock out themselves and everybody else. */
static bool may_ask_for_cards(Desk *desk, const char *name, const char *value, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	return !setting_asks_for_cards(name) || text_is(value, "none") || (desk->shown_proofs & PROOF_CARD) ||
	       text_is(value, desk_setting(desk, name, &arena)) ||
	       fail(err, ERROR_REFUSED,
		    "Sign in by your own smartcard first: only who does so may ask others for theirs.");
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
	if (!setting_takes(setting, value, err) || !may_ask_for_cards(desk, name, value, err))
		return false;

	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end) Transaction transaction = {0};
	return transaction_begin(&transaction, &desk->ports.ledger, err) && desk_still_allowed(desk, &arena, err) &&
	       setting_keep(desk, name, value, NULL, err) && transaction_commit(&transaction, err);
}

const char *desk_own_setting(Desk *desk, const char *name, Arena *arena)
{
	const Setting *setting = setting_find(name);
	const Ledger ledger = desk->ports.ledger;
	const char *value = NULL;
	if (desk->staff && setting && setting->own &&
	    ledger.ops->own_setting(ledger.self, desk->staff->name, name, arena, &value, NULL) && value &&
	    setting_takes(setting, value, NULL))
		return value;
	return desk_setting(desk, name, arena);
}

bool desk_put_own_setting(Desk *desk, const char *name, const char *value, Error *err)
{
	const Setting *setting = setting_find(name);
	const Ledger ledger = desk->ports.ledger;
	if (!desk_may_act(desk, err))
		return false;
	if (!setting || !setting->own)
		return fail(err, ERROR_INPUT, "The setting %s is the practice's: ask an administrator.", name);
	if (!setting_takes(setting, value, err))
		return false;

	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end) Transaction transaction = {0};
	return transaction_begin(&transaction, &ledger, err) && desk_still_allowed(desk, &arena, err) &&
	       ledger.ops->put_own_setting(ledger.self, desk->staff->name, name, value, err) &&
	       transaction_commit(&transaction, err);
}

bool desk_records_here(Desk *desk)
{
	scoped(arena_free) Arena arena = {0};
	const char *records = desk_setting(desk, "records", &arena);
	const char *brought = desk_setting(desk, BROUGHT_SETTING, &arena);
	if (!text_is(records, "brought"))
		return text_is(records, "here");
	Instant at = {strtoll(brought, NULL, 10)};
	return !text_empty(brought) && !instant_before(instant_add(at, RECORDS_KEPT_SECONDS), desk_now(desk));
}

const char *desk_practice_code(Desk *desk, Arena *arena)
{
	const char *code = NULL;
	Ledger ledger = desk->ports.ledger;
	return ledger.ops->setting(ledger.self, "practice", arena, &code, NULL) && !text_empty(code) ? code : NULL;
}
