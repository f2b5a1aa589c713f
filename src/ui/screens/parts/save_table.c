#include "ui/screens/parts/parts.h"

void save_table_ask(App *app, const char *start, DialogDone *done)
{
	app_ask(app, &(Dialog){
			     .kind = DIALOG_TEXT,
			     .title = "Write a CSV file",
			     .text = "For a spreadsheet. A new file in the folder for receipts; none is written over.",
			     .start = start,
			     .yes = "Write it",
			     .done = done,
		     });
}

bool save_table(App *app, const Table *table, const char *name)
{
	char path[TABLE_PATH_MAX];
	const bool done = app_done(app, desk_write_table(app_desk(app), table, name, path, app_error(app)));
	if (done)
		app_notice(app, NOTICE_GOOD, "Written to %s: %zu rows and their headings.", path, table->rows - 1);
	return done;
}
