#include "model/rules/code_stand.h"

#include "base/text.h"

/* Not `reach->facts`, which leave out what was voided: a void of a failure would be a sixth try, that of an acceptance
 * a second use, and that of a code would wake the one before. */
static bool is_told(const Reach *reach, const Fact *fact)
{
	return !instant_before(reach->known_at, fact->recorded_at) && !instant_before(reach->at, fact->at);
}

static const Fact *newest_code(const Reach *reach, const char *request)
{
	FactList facts = reach->world->facts;
	const Fact *newest = NULL;
	for (size_t i = 0; i < facts.count; i++) {
		const Fact *fact = &facts.items[i];
		if (fact->kind == FACT_CODE_ISSUED && text_is(fact->request, request) && is_told(reach, fact) &&
		    (!newest || fact_order(newest, fact) < 0))
			newest = fact;
	}
	return newest;
}

/* A void counts from when it was told of, whatever the time asked about (RULES, Time). */
static bool is_void_of(const Reach *reach, const Fact *fact, const Fact *code)
{
	return fact->kind == FACT_VOIDED && text_is(fact->fact, code->id) &&
	       !instant_before(reach->known_at, fact->recorded_at);
}

CodeStand code_stand(const Reach *reach, const char *request, Instant at)
{
	FactList facts = reach->world->facts;
	const Fact *code = newest_code(reach, request);
	bool used = false;
	int failed = 0;
	for (size_t i = 0; code && i < facts.count; i++) {
		const Fact *fact = &facts.items[i];
		if (is_void_of(reach, fact, code))
			return (CodeStand){0};
		if (!text_is(fact->request, request) || !is_told(reach, fact) || fact_order(fact, code) < 0)
			continue;
		failed += fact->kind == FACT_CODE_FAILED;
		used |= fact->kind == FACT_CODE_ACCEPTED || fact->kind == FACT_CHOICE;
	}
	if (!code)
		return (CodeStand){0};
	CodeStand stand = {.code = code, .tries_left = failed < CODE_TRIES ? CODE_TRIES - failed : 0};
	stand.state = stand.tries_left == 0		  ? CODE_STATE_LOCKED
		      : used				  ? CODE_STATE_USED
		      : instant_before(at, code->expires) ? CODE_STATE_OUT
							  : CODE_STATE_RUN_OUT;
	return stand;
}
