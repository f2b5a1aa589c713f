#include "model/desk/desk.h"

#include <sodium.h>
#include <stdlib.h>

#include "model/desk/inside.h"

Desk *desk_open(const DeskPorts *ports)
{
	Desk *desk = calloc(1, sizeof *desk);
	KnownOfNobody *of_nobody = calloc(NobodyFacts_COUNT_, sizeof *of_nobody);
	if (!desk || !of_nobody)
		abort();
	desk->of_nobody = of_nobody;
	desk->ports = *ports;
	desk->ports.ledger.hold = &desk->hold;
	desk->latest = desk->witnessed = INSTANT_MIN;
	return desk;
}

void desk_close(Desk *desk)
{
	if (!desk)
		return;
	desk->ending = desk->ending ? desk->ending : ENDING_CLOSED;
	desk_sign_out(desk);
	work_close(desk->work);
	here_close(desk->here);
	for (size_t i = 0; i < NobodyFacts_COUNT_; i++) {
		arena_free(&desk->of_nobody[i].known.arena);
		free(desk->of_nobody[i].ahead);
	}
	free(desk->of_nobody);
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

void desk_hold(Desk *desk, bool holds)
{
	desk->hold.holds = holds && !desk->ports.kiosk;
}

bool desk_held_back(Desk *desk, const char **ret_what)
{
	const bool held = desk->hold.held;
	desk->hold.held = false;
	*ret_what = desk->hold.what;
	return held;
}
