#include "model/desk/witness.h"

#include <assert.h>
#include <sodium.h>

#include "model/desk/inside.h"

enum { DAY = 24 * 60 * 60, RETRY = 10 * 60 };

static_assert((int)WITNESS_SECRET_BYTES == (int)DESK_KEY_BYTES, "the keys are derived from desk.key");

static bool head_of(Desk *desk, int64_t *ret_lines, Seal *ret_head, Error *err)
{
	const Ledger *ledger = &desk->ports.ledger;
	return ledger->ops->head(ledger->self, ret_lines, ret_head, err);
}

bool desk_checkpoint(Desk *desk, const unsigned char desk_key[DESK_KEY_BYTES], char ret_line[CHECKPOINT_MAX],
		     Error *err)
{
	scoped(arena_free) Arena arena = {0};
	WitnessKeys keys;
	int64_t lines;
	Seal head;
	ret_line[0] = '\0';
	if (!head_of(desk, &lines, &head, err))
		return false;
	if (lines == 0)
		return true;
	witness_keys(desk_key, &keys);
	const Checkpoint checkpoint =
		checkpoint_sign(&keys, desk_practice_code(desk, &arena), lines, &head, desk_now(desk));
	checkpoint_print(&checkpoint, ret_line);
	sodium_memzero(&keys, sizeof keys);
	return true;
}

/* A clock that was set back does not put it off for ever. */
static bool is_due(Desk *desk, Instant now)
{
	Error err;
	if (desk->witness_again || instant_order(desk->witnessed, INSTANT_MIN) == 0)
		return true;
	const int64_t since = now.seconds - desk->witnessed.seconds;
	return since < 0 || since >= DAY || (since >= RETRY && !desk_witness_stands(desk, &err));
}

void desk_witness_step(Desk *desk)
{
	const WitnessPort *port = &desk->ports.witness;
	const Instant now = desk_now(desk);
	char line[CHECKPOINT_MAX];
	if (!port->put || desk->ports.kiosk || !is_due(desk, now) ||
	    !desk_checkpoint(desk, desk->ports.key, line, NULL) || !line[0])
		return;
	desk->witnessed = now;
	desk->witness_again = false;
	port->put(port->self, line);
}

void desk_witness_again(Desk *desk)
{
	desk->witness_again = true;
}

bool desk_witness_stands(Desk *desk, Error *err)
{
	const WitnessPort *port = &desk->ports.witness;
	return !port->stands || port->stands(port->self, err);
}

bool desk_ledger_code(Desk *desk, char ret_code[LEDGER_CODE_MAX], int64_t *ret_lines, Error *err)
{
	WitnessKeys keys;
	Seal head;
	ret_code[0] = '\0';
	if (!head_of(desk, ret_lines, &head, err))
		return false;
	if (*ret_lines == 0)
		return true;
	witness_keys(desk->ports.key, &keys);
	ledger_code_make(&keys, *ret_lines, &head, ret_code);
	sodium_memzero(&keys, sizeof keys);
	return true;
}
