#include "model/desk_print.h"

#include <string.h>

#include "base/utf8.h"
#include "model/desk_state.h"

enum { PRINTER_MAX = 128, FOLDER_MAX = 400 };

PrintHow print_how(const Sheet *sheet, PrintHow how)
{
	return how == PRINT_TEXT && sheet_is_shaped(sheet) ? PRINT_PDF : how;
}

bool print_printer_right(const char *name)
{
	static const char other[] = "._-@:/";
	for (const char *at = name; *at; at++) {
		const bool letter = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9');
		if (!letter && !strchr(other, *at))
			return false;
	}
	return name[0] != '-' && strlen(name) < PRINTER_MAX; /* lp would take it for an option */
}

bool print_folder_right(const char *path)
{
	return (path[0] == '\0' || path[0] == '/') && strlen(path) < FOLDER_MAX && utf8_is_clean(path);
}

bool desk_prints(const Desk *desk)
{
	return desk->ports.printing.print != NULL;
}

bool desk_print(Desk *desk, const Sheet *sheet, PrintHow how, char ret_path[PRINTED_PATH_MAX], Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const Printing *printing = &desk->ports.printing;
	if (!desk_allows(desk, ACT_HAND_OUT, err))
		return false;
	if (!printing->print)
		return fail(err, ERROR_REFUSED, "Nothing can be printed from here: use sharedesk itself.");
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
