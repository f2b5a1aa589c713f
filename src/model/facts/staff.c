#include "model/facts/staff.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/macros.h"
#include "base/text.h"

static_assert(PASSPHRASE_HASH_MAX >= crypto_pwhash_STRBYTES, "a hash fits its buffer");

#define STAFF_TEXT_(value, text) text,
static const char *const role_texts[] = {NULL, ROLE_WORDS(STAFF_TEXT_)};
static const char *const act_texts[] = {NULL, ACT_WORDS(STAFF_TEXT_)};
const Words role_words = {role_texts, countof(role_texts)};
const Words act_words = {act_texts, countof(act_texts)};

enum {
	R = 1u << ROLE_RECEPTIONIST,
	N = 1u << ROLE_NURSE,
	C = 1u << ROLE_CLINICIAN,
	P = 1u << ROLE_PRIVACY_OFFICER,
	A = 1u << ROLE_ADMINISTRATOR,
	K = 1u << ROLE_KIOSK,
	T = 1u << ROLE_TIMER,
};

/* SCREENS, "Always": who may do what. */
static const unsigned char may[Act_COUNT_] = {
	[ACT_FIND] = R | N | C,
	[ACT_REFER] = R | N | C,
	[ACT_ASK] = R | N | C,
	[ACT_REQUEST] = R | N | C,
	[ACT_HAND_OUT] = R | N | C,
	[ACT_CONTACT] = R | N | C,
	[ACT_ASK_PRIVATE] = R | N | C,
	[ACT_PASS_ON] = R | N | C,
	[ACT_SEE_CONTENT] = N | C,
	[ACT_REVIEW_PRIVATE] = C,
	[ACT_BEST_INTEREST] = C,
	[ACT_SETTLE_DISPUTE] = C,
	[ACT_OVERRIDE] = N | C,
	[ACT_REVIEW_OVERRIDE] = P,
	[ACT_SEE_AUDIT] = P,
	[ACT_FLAG] = N | C,
	[ACT_SEE_FIGURES] = P | A,
	[ACT_SEE_ACCOUNTS] = P | A,
	[ACT_STANDING] = P | A,
	[ACT_ORGANISATIONS] = A,
	[ACT_STAFF] = A,
	[ACT_SETTINGS] = A,
	[ACT_BACKUP] = A | T,
	[ACT_IMPORT] = A,
	[ACT_FIRST_HOUR] = A,
	[ACT_EXPECT] = R | N | C | A,
	[ACT_DECIDE] = R | N | C | P,
	[ACT_VERIFY] = P | A,
	[ACT_OPEN_BY_TICKET] = K,
	[ACT_ANSWER_ALONE] = K,
	[ACT_CALL_STAFF] = K,
	[ACT_ADD_PATIENT] = R | N | C,
	[ACT_REGISTER] = R | N | C,
	[ACT_RESTRICT] = C | P,
	[ACT_ONE_PERSON] = C | P,
	[ACT_TAKE_DOWN] = R | N | C | P,
	[ACT_ANSWER_COMPLAINT] = P,
	[ACT_ACCESS] = C | P,
};

bool staff_unused(const Staff *staff, Instant since, Instant now)
{
	const Instant last = staff->signed_in.seconds != 0 ? staff->signed_in : since;
	return staff->active && last.seconds != 0 &&
	       now.seconds - last.seconds > (int64_t)STAFF_UNUSED_DAYS * 24 * 60 * 60;
}

bool role_is_staff(Role role)
{
	return role > 0 && role < Role_COUNT_ && role != ROLE_KIOSK && role != ROLE_TIMER;
}

bool role_may(Role role, Act act)
{
	if (role <= 0 || role >= Role_COUNT_ || act <= 0 || act >= Act_COUNT_)
		return false;
	return may[act] & 1u << role;
}

static const char *role_article(Role role)
{
	return role == ROLE_ADMINISTRATOR ? "an" : "a";
}

static bool can_be_asked(Role role, Act act)
{
	return role != ROLE_TIMER && role_may(role, act);
}

/* "a nurse or a clinician": who may do it. */
static void print_who_may(Act act, char *out, size_t size)
{
	size_t used = 0, left = 0;
	for (Role role = 1; role < Role_COUNT_; role++)
		left += can_be_asked(role, act);
	for (Role role = 1; role < Role_COUNT_; role++) {
		if (!can_be_asked(role, act))
			continue;
		used += text_print(out + used, size - used, "%s %s%s", role_article(role), role_texts[role],
				   left > 2    ? ", "
				   : left == 2 ? " or "
					       : "");
		left--;
	}
}

bool role_allows(Role role, Act act, Error *err)
{
	if (role_may(role, act))
		return true;
	if (role <= 0 || role >= Role_COUNT_)
		return fail(err, ERROR_REFUSED, "Sign in first.");

	char who[128] = "";
	print_who_may(act, who, sizeof who);
	return fail(err, ERROR_REFUSED, "%s %s may not %s: ask %s.", role == ROLE_ADMINISTRATOR ? "An" : "A",
		    role_texts[role], words_text(&act_words, act), who);
}

bool passphrase_hash(HashCost cost, const char *passphrase, char ret_hash[PASSPHRASE_HASH_MAX], Error *err)
{
	char hash[crypto_pwhash_STRBYTES];
	assert(cost.passes > 0);
	if (sodium_init() < 0 || crypto_pwhash_str(hash, passphrase, strlen(passphrase), cost.passes, cost.memory) != 0)
		return fail(err, ERROR_SYSTEM,
			    "The passphrase could not be kept: this machine has too little memory "
			    "free (%zu MB); close other programs and try again.",
			    cost.memory / ((size_t)1024 * 1024));
	text_copy(ret_hash, PASSPHRASE_HASH_MAX, hash);
	return true;
}

void passphrase_of_nobody(HashCost cost, char ret_hash[PASSPHRASE_HASH_MAX])
{
	text_print(
		ret_hash, PASSPHRASE_HASH_MAX,
		"$argon2id$v=19$m=%zu,t=%llu,p=1$c2hhcmVkZXNrbm9ib2R5ISE$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
		cost.memory / 1024, cost.passes);
}

bool passphrase_matches(const char *hash, const char *given)
{
	if (!hash || !given || sodium_init() < 0)
		return false;
	return crypto_pwhash_str_verify(hash, given, strlen(given)) == 0;
}

bool pin_acceptable(const char *pin, Error *err)
{
	size_t length = pin ? strlen(pin) : 0;
	if (length < PIN_MIN || length > PIN_MAX || !text_all_digits(pin))
		return fail(err, ERROR_INPUT, "A PIN has %d to %d digits and nothing else: choose another.", PIN_MIN,
			    PIN_MAX);
	if (text_is_run(pin))
		return fail(err, ERROR_INPUT,
			    "That PIN is guessed first: choose one that is not all the same digit and "
			    "no run like 1234.");
	return true;
}
