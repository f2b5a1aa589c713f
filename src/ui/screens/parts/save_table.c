#include "ui/screens/parts/parts.h"

void save_table_ask(App *app, const char *start, DialogDone *done)
{
	app_ask(app, &(Dialog){
			     .kind = DIALOG_TEXT,
			     .title = "Write a CSV file",
			     .text = "For a spreadsheet. A new file, which only you can read; none is written over.",
			     .start = start,
			     .yes = "Write it",
			     .done = done,
		     });
}

void save_table(App *app, const Table *table, const char *path)
{
	if (app_done(app, desk_write_table(app_desk(app), table, path, app_error(app))))
		app_notice(app, NOTICE_GOOD, "Written to %s: %zu rows and their headings.", path, table->rows - 1);
}
