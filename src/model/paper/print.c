#include "model/paper/paper.h"

#include "model/desk/inside.h"
#include "model/ledger/transaction.h"

PrintHow print_how(const Sheet *sheet, PrintHow how)
{
	return how == PRINT_TEXT && sheet_is_shaped(sheet) ? PRINT_PDF : how;
}

bool desk_prints(const Desk *desk)
{
	return desk->ports.printing.print != NULL;
}

bool desk_print(Desk *desk, const Sheet *sheet, PrintHow how, char ret_path[PRINTED_PATH_MAX], Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const Printing *printing = &desk->ports.printing;
	static const Act acts[] = {ACT_HAND_OUT, ACT_ANSWER_COMPLAINT, ACT_SEE_ACCOUNTS};
	if (!desk_allows_any(desk, acts, countof(acts), err))
		return false;
	if (!printing->print)
		return fail(err, ERROR_REFUSED, "Nothing can be printed from here: use sharedesk itself.");
	if (!ledger_lets(&desk->ports.ledger, "a paper handed out", err))
		return false;
	const PrintJob job = {
		.sheet = sheet,
		.how = print_how(sheet, how),
		.printer = desk_setting(desk, "printer", &arena),
		.folder = desk_setting(desk, "receipt-folder", &arena),
		.today = desk_today(desk),
		.path = ret_path,
		.room = PRINTED_PATH_MAX,
	};
	return printing->print(printing->self, &job, err);
}
