#include "model/rules/code_stand.h"

#include "base/text.h"

/* The first in `reach->codes` that is not of an earlier request. */
static size_t first_of(const Reach *reach, const char *request)
{
	size_t low = 0, high = reach->code_count;
	while (low < high) {
		const size_t middle = (low + high) / 2;
		if (text_order(reach->codes[middle]->request, request) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The next told of the request, from number *at on; NULL after the last. Not of `reach->facts`, which leave out what
 * was voided: a void of a failure would be a sixth try, that of an acceptance a second use, and that of a code would
 * wake the one before. */
static const Fact *next_told(const Reach *reach, const char *request, size_t *at)
{
	while (*at < reach->code_count && text_is(reach->codes[*at]->request, request)) {
		const Fact *fact = reach->codes[(*at)++];
		if (!instant_before(reach->known_at, fact->recorded_at) && !instant_before(reach->at, fact->at))
			return fact;
	}
	return NULL;
}

static const Fact *newest_code(const Reach *reach, const char *request, size_t at)
{
	const Fact *newest = NULL;
	for (const Fact *fact; (fact = next_told(reach, request, &at));)
		if (fact->kind == FACT_CODE_ISSUED && (!newest || fact_order(newest, fact) < 0))
			newest = fact;
	return newest;
}

CodeStand code_stand(const Reach *reach, const char *request, Instant at)
{
	size_t next = first_of(reach, request);
	const Fact *code = newest_code(reach, request, next);
	bool used = false;
	int failed = 0;
	if (!code || index_find(&reach->voided, code->id) != INDEX_NONE)
		return (CodeStand){0};
	for (const Fact *fact; (fact = next_told(reach, request, &next));) {
		if (fact_order(fact, code) < 0)
			continue;
		failed += fact->kind == FACT_CODE_FAILED;
		used |= fact->kind == FACT_CODE_ACCEPTED || fact->kind == FACT_CHOICE;
	}
	CodeStand stand = {.code = code, .tries_left = failed < CODE_TRIES ? CODE_TRIES - failed : 0};
	stand.state = stand.tries_left == 0		  ? CODE_STATE_LOCKED
		      : used				  ? CODE_STATE_USED
		      : instant_before(at, code->expires) ? CODE_STATE_OUT
							  : CODE_STATE_RUN_OUT;
	return stand;
}
