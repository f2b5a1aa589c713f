#include "model/desk/accounts.h"
#include "model/lists/lists.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/desk/checks.h"
#include "model/desk/teller.h"
#include "model/ledger/transaction.h"

#define CODES_SETTING "sensitive-codes"
#define LIST_SETTING "sensitive-list"

/* --- The site's list, kept as lines of "snomed 76272004" --- */

static const char *codes_text(const SensitiveCode *codes, size_t count, Arena *arena)
{
	Text text = {.arena = arena};
	for (size_t i = 0; i < count; i++)
		text_add_print(&text, "%s %s\n", words_text(&code_system_words, codes[i].system), codes[i].code);
	return text_done(&text);
}

static void add_kept(SensitiveList *list, char *line)
{
	char *space = strchr(line, ' ');
	if (!space)
		return;
	*space = '\0';
	CodeSystem system = (CodeSystem)words_find(&code_system_words, line);
	if (system)
		sensitive_add(list, system, space + 1);
}

bool desk_sensitive_list(Desk *desk, Arena *arena, SensitiveList *ret_list, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	const char *kept = NULL;
	if (!ledger.ops->setting(ledger.self, CODES_SETTING, arena, &kept, err))
		return false;
	sensitive_begin(ret_list, arena);
	char *rest = NULL;
	for (char *line = strtok_r(arena_text(arena, text_or(kept, "")), "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest))
		add_kept(ret_list, line);
	return true;
}

static const char *list_text(Desk *desk, size_t count, Arena *arena)
{
	char day[16];
	date_print_staff(desk_today(desk), day);
	return arena_print(arena, "%zu code%s, loaded %s%s%s", count, count == 1 ? "" : "s", day,
			   desk->staff ? " by " : "", desk->staff ? desk->staff->name : "");
}

static bool keep_list(Desk *desk, const SensitiveCode *codes, size_t count, Arena *arena, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	return ledger.ops->put_setting(ledger.self, CODES_SETTING, codes_text(codes, count, arena), err) &&
	       setting_keep(desk, LIST_SETTING, list_text(desk, count, arena), NULL, err);
}

/* --- Looking through the records again --- */

typedef struct Look {
	Teller teller;
	const SensitiveList *list;
	SensitiveLoaded *loaded;
} Look;

static bool mark(Look *look, Entry entry, Arena *arena, Error *err)
{
	Told told;
	entry.sensitive = TRUTH_TRUE;
	Line line = line_of_entry(&entry);
	look->loaded->marked++;
	return tell(&look->teller, &line, arena, &told, err);
}

static bool look_at_record(Look *look, const char *nhs, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Ledger ledger = look->teller.ledger;
	EntryList entries;
	if (!ledger.ops->entries(ledger.self, nhs, &arena, &entries, err))
		return false;
	look->loaded->looked_at += entries.count;
	for (size_t i = 0; i < entries.count; i++) {
		const Entry *entry = &entries.items[i];
		bool said = entry->sensitive != Truth_NOT_GIVEN_; /* by hand, or by a list before */
		if (!said && sensitive_has(look->list, entry->system, entry->code) && !mark(look, *entry, &arena, err))
			return false;
	}
	return true;
}

static bool look_at_all(Desk *desk, const SensitiveList *list, Arena *arena, SensitiveLoaded *loaded, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	TextList patients;
	Look look = {
		.teller = desk_teller(desk),
		.list = list,
		.loaded = loaded,
	};
	bool done = ledger.ops->everybody(ledger.self, arena, &patients, err);
	for (size_t i = 0; done && i < patients.count; i++)
		done = look_at_record(&look, patients.items[i], err);
	teller_done(&look.teller);
	return done;
}

static bool check_codes(const SensitiveCode *codes, size_t count, Error *err)
{
	for (size_t i = 0; i < count; i++)
		if (!sensitive_code_right((CodeSystem)codes[i].system, codes[i].code, err))
			return false;
	return count > 0 || fail(err, ERROR_INPUT, "The list has no code in it: nothing was changed.");
}

bool desk_load_sensitive(Desk *desk, const SensitiveCode *codes, size_t count, SensitiveLoaded *ret_loaded, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end) Transaction transaction = {0};
	SensitiveLoaded loaded = {.codes = count};
	SensitiveList list;
	int64_t began;
	Seal seal;
	if (!desk_may_load(desk, ACT_IMPORT, err) || !check_codes(codes, count, err) ||
	    !transaction_begin(&transaction, &desk->ports.ledger, err) || !desk_may_still_load(desk, &arena, err) ||
	    !desk->ports.ledger.ops->head(desk->ports.ledger.self, &began, &seal, err) ||
	    !keep_list(desk, codes, count, &arena, err) || !desk_sensitive_list(desk, &arena, &list, err) ||
	    !look_at_all(desk, &list, &arena, &loaded, err) || !desk_tell_imported(desk, began, err) ||
	    !transaction_commit(&transaction, err))
		return false;
	*ret_loaded = loaded;
	return true;
}

/* --- By hand --- */

const Fact *desk_sensitive_said(const Chart *chart, size_t entry)
{
	const Reach *reach = &chart->now;
	const Fact *latest = NULL;
	for (size_t i = 0; i < reach->fact_count; i++) {
		const Fact *fact = reach->facts[i];
		if (fact->kind == FACT_ENTRY_FLAG && fact->flag == FLAG_SENSITIVE &&
		    text_is(fact->entry, chart->world.entries.items[entry].id))
			latest = fact;
	}
	return latest;
}

bool desk_entry_sensitive(Desk *desk, Chart *chart, const char *entry, bool sensitive, Error *err)
{
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = ACT_FLAG,
		.lasting = "u does not take a sensitive mark back: the same key sets it back.",
	};
	Ledger ledger = desk->ports.ledger;
	size_t number;
	const Entry *whole = NULL;
	Fact fact = FACT_NONE;
	fact.kind = FACT_ENTRY_FLAG;
	fact.entry = entry;
	fact.flag = FLAG_SENSITIVE;
	fact.on = sensitive ? TRUTH_TRUE : TRUTH_FALSE;
	if (!telling_begin(&telling, err) || !desk_find_entry(&telling.now.world, entry, &number, err) ||
	    !ledger.ops->entry(ledger.self, entry, telling.now.arena, &whole, err))
		return false;
	Entry marked = *whole;
	if (marked.sensitive == fact.on)
		return fail(err, ERROR_REFUSED, "This entry is marked as %s already: nothing is to change.",
			    sensitive ? "sensitive" : "not sensitive");
	marked.sensitive = fact.on;
	return telling_put(&telling, &fact, err) &&
	       desk_tell_line(desk, line_of_entry(&marked), telling.now.arena, err) && telling_commit(&telling, err);
}
