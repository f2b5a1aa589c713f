/* Printing at the desk: a sheet to a printer or into a file (printing.h). */
#pragma once

#include "model/desk/desk.h"
#include "model/paper/sheet.h"

enum { PRINTED_PATH_MAX = 512 }; /* a folder and the name of a file in it */

/* A language whose script needs shaping is never written as text: a text of it becomes a PDF. */
PrintHow print_how(const Sheet *sheet, PrintHow how);

/* To the printer of the setting "printer", or a new file in the folder of the setting "receipt-folder" (neither set:
 * the system's own printer, ~/sharedesk-receipts). `ret_path` names the file; "" where it went to a printer. */
bool desk_print(Desk *desk, const Sheet *sheet, PrintHow how, char ret_path[PRINTED_PATH_MAX], Error *err) must_check;
bool desk_prints(const Desk *desk); /* the port is there */
