#include "model/facts/fact.h"

#include <stdlib.h>

#include "base/macros.h"

#define FACT_TEXT_(value, text) text,
static const char *const kind_texts[] = {NULL, FACT_KINDS(FACT_TEXT_)};
const Words fact_kind_words = {kind_texts, countof(kind_texts)};

bool fact_may_be_due(FactKind kind)
{
	return kind != FACT_VIEWED;
}

bool fact_file_lines(const Fact *fact, int64_t *ret_first, int64_t *ret_last)
{
	if (fact->kind != FACT_IMPORTED || !fact->told_here || !fact->first || !fact->last)
		return false;
	*ret_first = strtoll(fact->first, NULL, 10);
	*ret_last = strtoll(fact->last, NULL, 10);
	return *ret_first > 0 && *ret_last >= *ret_first;
}

int fact_order(const Fact *a, const Fact *b)
{
	int by_time = instant_order(a->at, b->at);
	return by_time ? by_time : (a->seq > b->seq) - (a->seq < b->seq);
}
