/* The site's own table of what is entered where, kept beside the ledger. */
#include "model/desk/accounts.h"
#include "model/lists/lists.h"

#include "base/text.h"
#include "model/desk/checks.h"
#include "model/facts/sensitive_codes.h"
#include "model/ledger/transaction.h"
#include "model/readings/explain.h"

static bool code_right(CodeSystem system, const char *code, Error *err)
{
	return !code || sensitive_code_right(system, code, err);
}

bool pass_on_row_right(const PassOnRow *row, Error *err)
{
	return code_right(CODE_SYSTEM_READ2, row->read2, err) && code_right(CODE_SYSTEM_CTV3, row->ctv3, err) &&
	       code_right(CODE_SYSTEM_SNOMED, row->snomed, err);
}

static const char *said(Desk *desk, size_t count, Arena *arena)
{
	char day[16];
	date_print_staff(desk_today(desk), day);
	return arena_print(arena, "%zu row%s, loaded %s%s%s", count, count == 1 ? "" : "s", day,
			   desk->staff ? " by " : "", desk->staff ? desk->staff->name : "");
}

bool desk_load_pass_on(Desk *desk, const PassOnRow *rows, size_t count, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end) Transaction transaction = {0};
	Ledger ledger = desk->ports.ledger;
	if (!desk_may_load(desk, ACT_IMPORT, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!pass_on_row_right(&rows[i], err))
			return false;
	return (count > 0 || fail(err, ERROR_INPUT, "The table has no row in it: nothing was changed.")) &&
	       transaction_begin(&transaction, &desk->ports.ledger, err) && desk_may_still_load(desk, &arena, err) &&
	       ledger.ops->put_setting(ledger.self, PASS_ON_SETTING, pass_on_write(rows, count, &arena), err) &&
	       setting_keep(desk, "pass-on-list", said(desk, count, &arena), NULL, err) &&
	       desk_tell_imported(desk, INT64_MAX, err) && transaction_commit(&transaction, err);
}

const char *desk_standing_entered(Desk *desk, Arena *arena)
{
	PassOnHome home;
	const PassOnRow *ways[PASS_ON_WAYS];
	if (!desk_pass_on_home(desk, arena, &home, NULL) ||
	    pass_on_ways(&home.table, PASS_ON_STANDING, home.system, ways) == 0)
		return "";
	return arena_print(arena, " Enter it there too. %s: %s.", explain_passed_to((PassedTo)ways[0]->system),
			   ways[0]->where);
}
