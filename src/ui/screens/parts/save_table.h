/* Asking for the name of a file, and writing a table to it. */
#pragma once

#include "model/audit/table.h"
#include "ui/app.h"

/* `start`: the name that is offered; `done` of the dialog calls save_table. */
void save_table_ask(App *app, const char *start, DialogDone *done);
void save_table(App *app, const Table *table, const char *path);
