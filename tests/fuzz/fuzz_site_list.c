#include "exchange/site_list.h"

#include "base/text.h"
#include "base/utf8.h"
#include "import.h"
#include "model/facts/organisation.h"

static void hold_rows(SiteListKind kind, const SiteList *list)
{
	for (size_t i = 0; i < list->count; i++) {
		if (kind == SITE_LIST_SENSITIVE) {
			const SensitiveCode *code = &list->codes[i];
			fuzz_hold(sensitive_code_right((CodeSystem)code->system, code->code, NULL), "a code is right");
			fuzz_hold(utf8_is_clean(code->category) && utf8_is_clean(code->term), "words are clean");
		} else if (kind == SITE_LIST_SYSTEMS) {
			const SystemRow *row = &list->systems[i];
			fuzz_hold(organisation_code_valid(row->code) && (row->system || row->mig || row->scr),
				  "a row says something");
		} else {
			const StandingRow *row = &list->standings[i];
			fuzz_hold(organisation_code_valid(row->org) && row->standing, "a row says something");
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	scoped(arena_free) Arena arena = {0};
	Source source = fuzz_source(bytes, size);
	SiteListKind kind;
	SiteList list;
	Error err = {0};
	if (site_list_known((const char *)bytes, size, &kind)) {
		if (site_list_read(&source, kind, &arena, &list, &err))
			hold_rows(kind, &list);
		else
			fuzz_hold_refusal(&err);
	}
	source_close(&source);
	return 0;
}
