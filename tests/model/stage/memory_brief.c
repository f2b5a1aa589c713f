#include "model/stage/memory_parts.h"

bool memory_entries_since(void *self, int64_t seq, bool *ret_any, Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	*ret_any = false;
	for (size_t i = (size_t)seq; i < memory->now.line_count; i++)
		*ret_any |= memory->now.lines[i].line.kind->type == LINE_ENTRY;
	return true;
}

/* Nothing is left out. */
bool memory_brief(void *self, const char *nhs, Arena *arena, Brief *ret_brief, Error *err)
{
	const LedgerOps *ops = memory_ledger(self).ops;
	Brief brief = {0};
	if (!ops->person(self, nhs, arena, &brief.person, err) || !ops->facts(self, nhs, arena, &brief.facts, err) ||
	    !ops->entries(self, nhs, arena, &brief.entries, err))
		return false;
	*ret_brief = brief;
	return true;
}
