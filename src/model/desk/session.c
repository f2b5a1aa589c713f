/* Who is signed in at this desk. */
#include <sodium.h>

#include "model/desk/account_change.h"
#include "model/desk/accounts.h"
#include "model/desk/session_told.h"

bool desk_passphrase_right(Desk *desk, const char *name, const char *passphrase, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const Ledger ledger = desk->ports.ledger;
	const Organisation *practice = NULL;
	const char *code = NULL;
	if (!ledger.ops->setting(ledger.self, "practice", &arena, &code, err) ||
	    (code && !ledger.ops->organisation(ledger.self, code, &arena, &practice, err)))
		return false;
	const char *const names[] = {name, code, practice ? practice->name : NULL};
	return passphrase_fits(passphrase, names, countof(names), err);
}

void desk_session_begin(Desk *desk, const Staff *staff)
{
	desk_sign_out(desk);
	desk->staff = arena_alloc(&desk->session, sizeof *desk->staff);
	*desk->staff = *staff;
	desk->staff->name = arena_text(&desk->session, staff->name);
	desk->staff->recovery = NULL; /* looked at where one is used */
	account_take(desk, staff);
}

/* --- Signing in --- */

bool desk_is_kiosk(const Desk *desk)
{
	return desk->ports.kiosk;
}

bool desk_is_for_people(const Desk *desk, Error *err)
{
	return !desk->ports.kiosk || fail(err, ERROR_REFUSED, "This is a kiosk: sign in at a desk.");
}

/* Said behind the right passphrase alone. */
static bool has_card(Desk *desk, const Staff *staff, Error *err)
{
	return staff->card || !(desk_proofs_wanted(desk, staff) & PROOF_CARD) ||
	       fail(err, ERROR_REFUSED,
		    "Your role signs in by smartcard, and none is yours: ask an administrator to enrol one.");
}

/* An unknown name takes as long as a known one. */
static bool opens(const Desk *desk, const Staff *staff, const char *passphrase)
{
	char nobody[PASSPHRASE_HASH_MAX];
	passphrase_of_nobody(desk->ports.hash_cost, nobody);
	return passphrase_matches(staff ? staff->passphrase : nobody, passphrase) && staff && staff->active;
}

bool desk_prove(Desk *desk, Proof proof, Error *err)
{
	return account_edit(desk, (AccountEdit){.proves = proof == PROOF_PASSPHRASE, .proof = proof, .anyhow = true},
			    err);
}

/* Of an earlier program. Those set since were looked at then: it takes long, and memory, to look again. */
static bool is_weak(Desk *desk, const char *passphrase)
{
	scoped(arena_free) Arena arena = {0};
	const char *name = desk->staff->name;
	const AccountTold *told = NULL;
	return !desk->ports.demo && !(account_told(desk, name, &arena, &told, NULL) && told && told->passphrase) &&
	       !desk_passphrase_right(desk, name, passphrase, NULL);
}

bool desk_sign_in(Desk *desk, const char *name, const char *passphrase, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const Staff *staff = NULL;
	Wrong before;
	name = text_or(name, ""), passphrase = text_or(passphrase, "");
	if (!desk_is_for_people(desk, err) || !wrong_try(desk, name, &before, err) ||
	    !account_find(desk, name, &arena, &staff, err))
		return false;
	if (!opens(desk, staff, passphrase))
		return wrong_was(desk, name, staff, err) &&
		       fail(err, ERROR_REFUSED,
			    "That name and that passphrase do not belong together: check both and "
			    "try again.");
	if (!account_is_as_told(desk, staff, err) || !account_once_holds(desk, staff, err) ||
	    !has_card(desk, staff, err))
		return false;
	desk_session_begin(desk, staff);
	if (!desk_prove(desk, PROOF_PASSPHRASE, err)) {
		desk_sign_out(desk);
		return false;
	}
	desk->wrong = before;
	desk->weak = is_weak(desk, passphrase);
	return true;
}

const Wrong *desk_wrong(const Desk *desk)
{
	return desk->staff && desk->wrong.count > 0 ? &desk->wrong : NULL;
}

void desk_wrong_said(Desk *desk)
{
	desk->wrong = (Wrong){0};
}

bool desk_sign_in_demo(Desk *desk, Role role, Error *err)
{
	if (!desk_is_for_people(desk, err))
		return false;
	if (!desk->ports.demo)
		return fail(err, ERROR_REFUSED,
			    "Roles are switched in the demo only: sign in with a name and a passphrase.");
	scoped(arena_free) Arena arena = {0};
	StaffList staff;
	if (!desk->ports.ledger.ops->staff_all(desk->ports.ledger.self, &arena, &staff, err))
		return false;
	for (size_t i = 0; i < staff.count; i++) {
		if (staff.items[i].role != role || !staff.items[i].active)
			continue;
		desk_session_begin(desk, &staff.items[i]);
		return true;
	}
	return fail(err, ERROR_MISSING, "The demo has nobody who is %s: choose another role.",
		    words_text(&role_words, role));
}

void desk_sign_out(Desk *desk)
{
	if (desk->staff)
		session_end(desk, desk->ending ? desk->ending : ENDING_SIGNED_OUT);
	desk->ending = 0;
	desk->step = STEP_NONE;
	desk->shown_proofs = desk->card = 0;
	sodium_memzero(&desk->card_proof, sizeof desk->card_proof);
	desk->recent = (Recent){0};
	work_forget(desk->work);
	desk->staff = NULL;
	desk->shown = NULL;
	desk->kiosk[0] = desk->visit[0] = '\0';
	desk->locked = desk->weak = false;
	desk->wrong = (Wrong){0};
	sodium_memzero(&desk->second, sizeof desk->second);
	arena_clear(&desk->session);
}

const Staff *desk_staff(const Desk *desk)
{
	return desk->staff;
}

bool desk_may_act(const Desk *desk, Error *err)
{
	if (!desk->staff)
		return fail(err, ERROR_REFUSED, "Nobody is signed in: sign in first.");
	if (desk->locked)
		return fail(err, ERROR_REFUSED, "The desk is locked: unlock it first.");
	if (desk->step != STEP_NONE)
		return fail(err, ERROR_REFUSED, "%s", step_say(desk->step));
	if (desk->staff->once_until.seconds != 0)
		return fail(err, ERROR_REFUSED,
			    "Choose a passphrase of your own first: the one you have was given out for once.");
	return true;
}

bool desk_may(const Desk *desk, Act act)
{
	return desk_may_act(desk, NULL) && role_may(desk->staff->role, act);
}

bool desk_allows(const Desk *desk, Act act, Error *err)
{
	return desk_may_act(desk, err) && role_allows(desk->staff->role, act, err);
}

/* The refusal names the first: what most people here would be doing. */
bool desk_allows_any(const Desk *desk, const Act *acts, size_t count, Error *err)
{
	for (size_t i = 1; i < count; i++)
		if (desk_may(desk, acts[i]))
			return true;
	return desk_allows(desk, acts[0], err);
}

Act desk_answering_right(const Desk *desk)
{
	return desk->staff && desk->staff->role == ROLE_KIOSK ? ACT_ANSWER_ALONE : ACT_ASK;
}

bool desk_may_answer(const Desk *desk, How how, Who who, Error *err)
{
	Act right = desk_answering_right(desk);
	if (!desk_allows(desk, right, err))
		return false;
	return right == ACT_ASK || (how == HOW_KIOSK && who == WHO_PATIENT) ||
	       fail(err, ERROR_REFUSED, "At the kiosk only patients themselves answer: speak to a member of staff.");
}

bool desk_still_allowed(Desk *desk, Arena *arena, Error *err)
{
	const Staff *staff;
	if (!role_is_staff(desk->staff->role))
		return true;
	if (!account_find_own(desk, arena, &staff, err))
		return false;
	if (staff->role != desk->staff->role)
		return fail(err, ERROR_REFUSED, "The role of %s was changed: sign out and in again.",
			    desk->staff->name);
	return account_is_as_it_was(desk, staff, err);
}

bool desk_account_stands(Desk *desk, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Error why = {0};
	if (!desk->staff || desk_still_allowed(desk, &arena, &why) || why.kind != ERROR_REFUSED)
		return true;
	desk->ending = ENDING_ACCOUNT; /* unless it was told where they signed out everywhere */
	return fail(err, ERROR_REFUSED, "%s", why.text);
}

void desk_sign_in_timer(Desk *desk)
{
	desk_session_begin(desk, &(Staff){.name = "timer", .role = ROLE_TIMER, .active = true});
}
