/* A guesser at the desk: a stranger who types six digits at random, as often as the desk lets them, and has a new code
 * given out whenever it does not. They may get through once in a million tries, and no oftener.
 *
 * 10,000 tries; with the argument "full" a million (10,000 under the sanitisers). SHAREDESK_SEED repeats a run. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/desk/inside.h"
#include "model/properties/random_world.h"
#include "model/stage/clinic.h"
#include "unit.h"

enum { CODES_PER_WORLD = 24, TRIES_QUICK = 10000, TRIES_FULL = 1000000, TYPED_MAX = 12 };

#define CODE_COUNT 1000000

#if defined(__SANITIZE_ADDRESS__)
#define SLOW 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SLOW 1
#endif
#endif
#ifndef SLOW
#define SLOW 0
#endif

static size_t tries_wanted = TRIES_QUICK;

typedef struct Guesser {
	Clinic *clinic;
	const char *request;
	uint64_t seed, drawn;
	size_t worlds, codes, tries, hits;
	size_t most;	/* tries that one code took */
	uint32_t range; /* guesses below this; 0: any six digits */
	bool blind;	/* planted: the ledger loses what failed */
	bool weak;	/* planted: codes are drawn from the first hundred */
} Guesser;

/* SplitMix64, of a stream of its own: what the desk draws is of another. */
static uint32_t draw(Guesser *guesser)
{
	uint64_t z = guesser->seed + ++guesser->drawn * 0x9e3779b97f4a7c15U;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
	return (uint32_t)((z ^ (z >> 31)) >> 32);
}

/* --- What is planted --- */

enum { WEAK_CODES = 100 };

/* A code is drawn by one number of four bytes; names are longer. */
static bool fill_weakly(void *self, void *bytes, size_t n, Error *err)
{
	uint32_t drawn;
	Entropy entropy = counted_entropy(self);
	if (!entropy.fill(self, bytes, n, err))
		return false;
	if (n == sizeof drawn) {
		memcpy(&drawn, bytes, n);
		drawn %= WEAK_CODES;
		memcpy(bytes, &drawn, n);
	}
	return true;
}

static bool append_but_failures(void *self, Line *line, LineSource source, Error *err)
{
	if (line->kind->type == LINE_FACT && line->fact.kind == FACT_CODE_FAILED)
		return true;
	MemoryLedger *memory = self;
	return memory_ledger(memory).ops->append(self, line, source, err);
}

static void blind_desks(Clinic *clinic, LedgerOps *ops)
{
	*ops = *clinic->ledger.ops;
	ops->append = append_but_failures;
	for (int i = 0; i < CLINIC_DESKS; i++)
		clinic->desks[i].desk->ports.ledger.ops = ops;
}

/* --- Guessing --- */

static void open_world(Guesser *guesser, LedgerOps *ops)
{
	Clinic *clinic = guesser->clinic = clinic_open(NULL);
	const char *episode = clinic_refer(clinic, CLINIC_FAR, NULL);
	for (int i = 0; i < CLINIC_DESKS; i++)
		clinic->desks[i].entropy.next = guesser->seed ^ (++guesser->worlds << 24);
	CLINIC_OK(clinic, desk_open_request(clinic->desk, clinic->chart, episode, &guesser->request, &clinic->err));
	if (guesser->blind)
		blind_desks(clinic, ops);
	if (guesser->weak)
		clinic->desk->ports.entropy.fill = fill_weakly;
}

/* Half the codes are sent and typed at another desk, half are shown: the guesser has never seen the screen. Sent ones
 * keep to CODES_AN_HOUR, so that none is refused. */
static void give_out(Guesser *guesser)
{
	Clinic *clinic = guesser->clinic;
	bool sent = guesser->codes++ % 2 == 0;
	CodeIssue issue = {sent ? CODE_SMS : CODE_SHOWN, sent ? 0 : IDENTITY_BORN | IDENTITY_NHS};
	Code code;
	if (sent)
		clinic_wait(clinic, 3600 / CODES_AN_HOUR + 1);
	CLINIC_OK(clinic, desk_issue_code(clinic->desk, clinic->chart, guesser->request, &issue, &code, &clinic->err));
}

static CodeOutcome guess(Guesser *guesser)
{
	Clinic *clinic = guesser->clinic;
	ClinicDesk *at = &clinic->desks[draw(guesser) % CLINIC_DESKS];
	char typed[CODE_DIGITS + 1];
	CodeResult result;
	text_print(typed, sizeof typed, "%06u", draw(guesser) % (guesser->range ? guesser->range : CODE_COUNT));
	CLINIC_OK(clinic, desk_type_code(at->desk, at->chart, guesser->request, typed, &result, &clinic->err));
	return result.outcome;
}

/* Types until the desk takes no more. A hit ends it too. */
static void attack(Guesser *guesser)
{
	size_t took = 0;
	for (int typed = 0; typed < TYPED_MAX; typed++) {
		CodeOutcome outcome = guess(guesser);
		took += outcome == CODE_WRONG || outcome == CODE_ACCEPTED;
		guesser->hits += outcome == CODE_ACCEPTED;
		if (outcome != CODE_WRONG)
			break;
	}
	guesser->tries += took;
	guesser->most = took > guesser->most ? took : guesser->most;
}

static void attack_world(Guesser *guesser, size_t tries)
{
	LedgerOps ops;
	open_world(guesser, &ops);
	size_t hits = guesser->hits;
	for (int i = 0; i < CODES_PER_WORLD && guesser->tries < tries && guesser->hits == hits; i++) {
		give_out(guesser);
		attack(guesser);
	}
	clinic_close(guesser->clinic);
}

/* e to the power −x, for a small x: a million tries are x = 1. */
static double small_exp(double x)
{
	double sum = 1, term = 1;
	for (int i = 1; i < 40; i++)
		sum += term *= -x / i;
	return sum;
}

/* The least number that chance exceeds less than once in a thousand million runs, where `expected` are (Poisson). */
static size_t hits_allowed(double expected)
{
	double term = small_exp(expected);
	size_t most = 0;
	for (;; most++) {
		double next = term, sum = 0;
		for (size_t i = 1; i < 60; i++) { /* the tail itself, not one minus the rest: 1e-9 would drown */
			next *= expected / (double)(most + i);
			sum += next;
		}
		if (sum < 1e-9)
			return most;
		term *= expected / (double)(most + 1);
	}
}

static void a_million_tries_get_through_about_once(void **state)
{
	Guesser guesser = {.seed = unit_seed()};
	while (guesser.tries < tries_wanted)
		attack_world(&guesser, tries_wanted);
	double expected = (double)guesser.tries / CODE_COUNT;
	size_t allowed = hits_allowed(expected);
	print_message("%zu tries at %zu codes: %zu got through (%.2f expected, at most %zu allowed)\n", guesser.tries,
		      guesser.codes, guesser.hits, expected, allowed);
	assert_int_equal(guesser.most, CODE_TRIES);
	assert_true(guesser.hits <= allowed);
}

static void the_bound_is_what_it_says(void **state)
{
	assert_int_equal(hits_allowed(1), 11);
	assert_int_equal(hits_allowed(0.01), 3);
}

/* A desk that forgets what failed is found out: a code takes more than its five tries. */
static void a_desk_without_a_limit_is_found_out(void **state)
{
	Guesser guesser = {.seed = unit_seed(), .blind = true};
	attack_world(&guesser, TRIES_QUICK);
	assert_int_equal(guesser.most, TYPED_MAX);
}

/* Nor is it by never being right that the desk passes. */
static void a_weak_source_is_found_out(void **state)
{
	Guesser guesser = {.seed = unit_seed(), .weak = true, .range = WEAK_CODES};
	while (guesser.tries < TRIES_QUICK / 4)
		attack_world(&guesser, TRIES_QUICK / 4);
	assert_true(guesser.hits > hits_allowed((double)guesser.tries / CODE_COUNT));
}

SUITE
{
	if (unit_full() && !SLOW)
		tries_wanted = TRIES_FULL;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_million_tries_get_through_about_once),
		cmocka_unit_test(the_bound_is_what_it_says),
		cmocka_unit_test(a_desk_without_a_limit_is_found_out),
		cmocka_unit_test(a_weak_source_is_found_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
