#include "model/desk/second.h"

#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "model/desk/account_change.h"
#include "model/desk/accounts.h"
#include "model/desk/recovery.h"
#include "model/desk/totp.h"

static const char no_codes[] = "You have no codes of an authenticator app.";

SignInStep desk_step(const Desk *desk)
{
	return desk->step;
}

bool desk_has_codes(const Desk *desk)
{
	return desk->staff && desk->staff->totp;
}

/* --- One try --- */

typedef enum TryFor { TRY_ENROLS, TRY_ENTERS, TRY_DROPS, TRY_RENEWS } TryFor;

/* A code that is tried, and what it is tried for. */
typedef struct Try {
	char code[TOTP_DIGITS + 1], letters[RECOVERY_LETTERS + 1]; /* one of them; the other "" */
	TryFor what;
	RecoveryCodes *ret_codes; /* TRY_RENEWS */
} Try;

/* It changes what is kept; else it is what trying leaves behind, and only the next step changes something. */
static bool is_act(const Try *try)
{
	return try->what == TRY_DROPS || try->what == TRY_RENEWS;
}

static bool read_try(const char *typed, Try *try, Error *err)
{
	size_t count = 0;
	for (const char *at = text_or(typed, ""); *at && count <= TOTP_DIGITS; at++) {
		if (*at == ' ')
			continue;
		if (count < TOTP_DIGITS)
			try->code[count] = *at;
		count++;
	}
	if (count == TOTP_DIGITS && text_all_digits(try->code))
		return true;
	memset(try->code, 0, sizeof try->code);
	return recovery_read(text_or(typed, ""), try->letters) ||
	       fail(err, ERROR_REFUSED, "A code has %d digits, a recovery code %d letters: type one.", TOTP_DIGITS,
		    RECOVERY_LETTERS);
}

static bool is_spent(const Staff *now, Error *err)
{
	return now->totp_failures < SECOND_TRIES ||
	       fail(err, ERROR_REFUSED,
		    "%d wrong codes: type a recovery code, or ask an administrator to take your codes away.",
		    SECOND_TRIES);
}

/* Counted before it is looked at, so that two at once are two; a recovery code is not to be guessed. What is held back
 * is not looked at. */
static bool count_try(Desk *desk, const Try *try, Error *err)
{
	scoped(own_end) OwnAccount own = {.transaction = {.anyhow = !is_act(try)}};
	if (!*try->code)
		return true;
	if (!own_begin(desk, &own, err) || !is_spent(own.now, err))
		return false;
	own.changed.totp_failures++;
	return own_commit(desk, &own, err);
}

/* A code that was used is no guess, and lets nobody in. */
static bool refuse_used(Desk *desk, OwnAccount *own, int64_t step, Error *err)
{
	own->changed.totp_failures -= own->now->totp_failures > 0;
	own->proof = 0;
	own->proves = false;
	if (!own_commit(desk, own, err))
		return false;
	return own->now->totp_step - step <= 2
		       ? fail(err, ERROR_REFUSED, "That code was used already: wait for the next one.")
		       : fail(err, ERROR_REFUSED,
			      "The clock of this desk is behind the last code that was used: type a recovery code, and "
			      "ask who looks after this machine.");
}

static bool take_code(Desk *desk, const Try *try, OwnAccount *own, Error *err)
{
	const Staff *now = own->now;
	unsigned char secret[TOTP_SECRET];
	int64_t step = 0;
	const bool opens = totp_open(desk, now->name, now->totp, secret);
	const bool holds = opens && totp_holds(secret, desk_now(desk), try->code, &step);
	sodium_memzero(secret, sizeof secret);
	if (!opens)
		return fail(err, ERROR_REFUSED,
			    "The codes of %s were not made with this desk.key: ask an administrator to take them away.",
			    now->name);
	if (!holds) {
		const int64_t left = SECOND_TRIES - now->totp_failures;
		return is_spent(now, err) &&
		       fail(err, ERROR_REFUSED,
			    "That is not the code: %" PRId64 " more %s, then only a recovery code helps.", left,
			    left == 1 ? "try" : "tries");
	}
	if (step <= now->totp_step)
		return refuse_used(desk, own, step, err);
	own->changed.totp_step = step;
	return true;
}

static bool tell_recovery(Desk *desk, const Staff *changed, Error *err)
{
	char left[8];
	text_print(left, sizeof left, "%d", recovery_left(changed->recovery));
	return account_tell(desk, changed, ACCOUNT_RECOVERY, NULL, left, err);
}

static bool take(Desk *desk, const Try *try, OwnAccount *own, Error *err)
{
	if (*try->code)
		return take_code(desk, try, own, err);
	if (!recovery_take(desk, own->now->name, try->letters, own->now->recovery, &own->arena, &own->changed.recovery))
		return fail(err, ERROR_REFUSED, "That is none of the recovery codes that are left: type another.");
	return tell_recovery(desk, &own->changed, err);
}

static bool make_recovery(Desk *desk, OwnAccount *own, RecoveryCodes *ret_codes, AccountChange change, Error *err)
{
	return recovery_make(desk, own->now->name, ret_codes, &own->arena, &own->changed.recovery, err) &&
	       account_tell(desk, &own->changed, change, NULL, NULL, err);
}

static bool act(Desk *desk, const Try *try, OwnAccount *own, Error *err)
{
	if (try->what == TRY_RENEWS)
		return make_recovery(desk, own, try->ret_codes, ACCOUNT_RECOVERY_SET, err);
	return try->what != TRY_DROPS || account_lose_codes(desk, &own->changed, err);
}

/* What is right is noted of who sits here; what was wrong before is told to them. */
static bool use_try(Desk *desk, const Try *try, Error *err)
{
	scoped(own_end) OwnAccount own = {
		.transaction = {.anyhow = !is_act(try)},
		.proves = true,
		.proof = try->what != TRY_ENTERS ? 0
			 : *try->code		 ? PROOF_CODE
						 : PROOF_RECOVERY,
	};
	if (!own_begin(desk, &own, err))
		return false;
	if (!own.now->totp)
		return fail(err, ERROR_REFUSED, "%s", no_codes);
	if (!take(desk, try, &own, err))
		return false;
	own.changed.totp_failures = 0;
	if (!act(desk, try, &own, err) || !own_commit(desk, &own, err))
		return false;
	desk->second.wrong = own.now->totp_failures - (*try->code != '\0');
	desk->second.by_recovery = *try->letters && !is_act(try);
	desk->second.left = recovery_left(own.changed.recovery);
	return true;
}

static bool try_code(Desk *desk, const char *typed, Try try, Error *err)
{
	const bool done = read_try(typed, &try, err) && count_try(desk, &try, err) && use_try(desk, &try, err);
	sodium_memzero(&try, sizeof try);
	return done;
}

bool desk_give_code(Desk *desk, const char *typed, Error *err)
{
	if (desk_step(desk) != STEP_CODE)
		return fail(err, ERROR_REFUSED, "No code is asked for: sign in with name and passphrase.");
	return try_code(desk, typed, (Try){.what = TRY_ENTERS}, err);
}

/* --- Setting up --- */

/* Passphrase, and code of the old app: whoever comes to an open desk takes nothing over by it. */
static bool is_owner(Desk *desk, const char *passphrase, const char *code, Error *err)
{
	if (desk_step(desk) == STEP_ENROL)
		return true;
	return desk_may_act(desk, err) && secrets_theirs(desk, text_or(passphrase, ""), err) &&
	       (desk_has_codes(desk) ? try_code(desk, code, (Try){0}, err)
				     : account_edit(desk, (AccountEdit){.proves = true, .anyhow = true}, err));
}

/* Unreserved as they are (RFC 3986), other bytes in hexadecimal. */
static const char *encoded(const char *text, Arena *arena)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
	Text out = {.arena = arena};
	for (const char *at = text; *at; at++)
		if (strchr(plain, *at))
			text_add_char(&out, *at);
		else
			text_add_print(&out, "%%%02X", (unsigned)(unsigned char)*at);
	return text_done(&out);
}

/* What a QR code of 21 rows holds (version 5). The practice's name gives way word by word. */
static void print_address(Desk *desk, const char *letters, Enrolment *enrolment)
{
	enum { FITS = 106, NAME = 64 };
	scoped(arena_free) Arena arena = {0};
	const Organisation *practice = desk_practice(desk);
	const char *name = encoded(desk->staff->name, &arena);
	char issuer[NAME] = "sharedesk";
	size_t length;
	if (practice)
		organisation_short_name(practice, issuer, sizeof issuer);
	do {
		length = text_print(enrolment->address, sizeof enrolment->address,
				    "otpauth://totp/%s?secret=%s&issuer=%s", name, letters, encoded(issuer, &arena));
		char *blank = strrchr(issuer, ' ');
		if (!blank)
			return;
		*blank = '\0';
	} while (length > FITS);
}

static bool show(Desk *desk, Enrolment *enrolment, Error *err)
{
	char letters[TOTP_LETTERS_MAX];
	size_t at = 0;
	if (!totp_letters(desk->second.secret, letters, err))
		return false;
	for (size_t i = 0; letters[i]; i++) {
		if (i > 0 && i % 4 == 0)
			enrolment->letters[at++] = ' ';
		enrolment->letters[at++] = letters[i];
	}
	enrolment->letters[at] = '\0';
	print_address(desk, letters, enrolment);
	sodium_memzero(letters, sizeof letters);
	return true;
}

bool desk_enrol(Desk *desk, const char *passphrase, const char *code, Enrolment *ret_enrolment, Error *err)
{
	if (!is_owner(desk, passphrase, code, err) ||
	    !desk->ports.entropy.fill(desk->ports.entropy.self, desk->second.secret, sizeof desk->second.secret, err))
		return false;
	desk->second.enrolling = show(desk, ret_enrolment, err);
	return desk->second.enrolling;
}

static bool keep(Desk *desk, int64_t step, RecoveryCodes *ret_codes, Error *err)
{
	const bool enters = desk_step(desk) == STEP_ENROL;
	scoped(own_end) OwnAccount own = {.transaction = {.anyhow = enters}, .proof = enters ? PROOF_CODE : 0};
	char sealed[TOTP_SEALED_MAX];
	if (!own_begin(desk, &own, err) || !totp_seal(desk, own.now->name, desk->second.secret, sealed, err))
		return false;
	own.changed.totp = sealed;
	own.changed.totp_step = step;
	own.changed.totp_failures = 0;
	return make_recovery(desk, &own, ret_codes, ACCOUNT_CODE_SET, err) && own_commit(desk, &own, err);
}

bool desk_enrol_keep(Desk *desk, const char *code, RecoveryCodes *ret_codes, Error *err)
{
	Try try = {0};
	int64_t step = 0;
	char time[8];
	if (desk_step(desk) != STEP_ENROL && !desk_may_act(desk, err))
		return false;
	if (!desk->second.enrolling)
		return fail(err, ERROR_REFUSED, "No codes are being set up: begin with your passphrase.");
	time_print_staff(zone_local(desk_zone(desk), desk_now(desk)), time);
	const bool read = read_try(code, &try, NULL) && *try.code;
	if (!read || !totp_holds(desk->second.secret, desk_now(desk), try.code, &step))
		return fail(err, ERROR_INPUT,
			    "Not what the app shows now: it is %s here; set its clock, type the next.", time);
	if (!keep(desk, step, ret_codes, err)) {
		sodium_memzero(ret_codes, sizeof *ret_codes);
		return false;
	}
	sodium_memzero(desk->second.secret, sizeof desk->second.secret);
	desk->second.enrolling = false;
	return true;
}

/* --- Of those there are --- */

static bool act_by(Desk *desk, const char *passphrase, const char *code, Try try, Error *err)
{
	return secrets_theirs(desk, text_or(passphrase, ""), err) && try_code(desk, code, try, err);
}

static bool has_codes(Desk *desk, Error *err)
{
	return desk_may_act(desk, err) && (desk_has_codes(desk) || fail(err, ERROR_REFUSED, "%s", no_codes));
}

bool desk_renew_recovery(Desk *desk, const char *passphrase, const char *code, RecoveryCodes *ret_codes, Error *err)
{
	if (has_codes(desk, err) &&
	    act_by(desk, passphrase, code, (Try){.what = TRY_RENEWS, .ret_codes = ret_codes}, err))
		return true;
	sodium_memzero(ret_codes, sizeof *ret_codes);
	return false;
}

bool desk_drop_codes(Desk *desk, const char *passphrase, const char *code, Error *err)
{
	if (!has_codes(desk, err))
		return false;
	if (desk_proofs_wanted(desk, desk->staff) & PROOF_CODE)
		return fail(err, ERROR_REFUSED,
			    "The practice requires codes of your role: set up others in their place instead.");
	return act_by(desk, passphrase, code, (Try){.what = TRY_DROPS}, err);
}

/* --- What is told at sign-in --- */

/* Who took them away since they were last here; NULL: nobody but themselves. */
static const Fact *taken_away(const Desk *desk)
{
	const Staff *staff = desk->staff;
	const Fact *last = NULL;
	FactList facts;
	if (!desk_facts_of_nobody(desk, NOBODY_ACCOUNTS, &facts, NULL))
		return NULL;
	for (size_t i = 0; i < facts.count; i++) {
		const Fact *fact = &facts.items[i];
		if (fact->kind == FACT_ACCOUNT && fact->told_here && fact->change == ACCOUNT_CODE_RESET &&
		    text_is(fact->name, staff->name) && !text_is(fact->by, staff->name) &&
		    !instant_before(fact->at, staff->signed_in))
			last = fact;
	}
	return last;
}

static void say_taken(const Desk *desk, Text *out)
{
	const Fact *fact = taken_away(desk);
	char day[16];
	if (!fact)
		return;
	date_print_short(zone_date(desk_zone(desk), fact->at), day);
	text_add_print(out, "%s took your authenticator codes away on %s. ",
		       text_or(fact->by, "Somebody at the machine itself"), day);
}

static void say_recovery(const Desk *desk, Text *out)
{
	if (desk->second.left == 0)
		text_add(out, "No recovery code is left: make new ones under My desk. ");
	else
		text_add_print(out, "%d recovery code%s left. ", desk->second.left,
			       desk->second.left == 1 ? " is" : "s are");
}

const char *desk_codes_news(Desk *desk, Arena *arena)
{
	Text out = {.arena = arena};
	if (!desk->staff || desk->second.said || desk->step != STEP_NONE || !*desk->session_fact)
		return NULL;
	desk->second.said = true;
	say_taken(desk, &out);
	if (desk->second.wrong > 0)
		text_add_print(&out, "%" PRId64 " wrong code%s typed for you. ", desk->second.wrong,
			       desk->second.wrong == 1 ? " was" : "s were");
	if (desk->second.by_recovery)
		say_recovery(desk, &out);
	const char *said = text_done(&out);
	return *said ? arena_print(arena, "%.*s", (int)strlen(said) - 1, said) : NULL;
}
