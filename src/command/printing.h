/* The port of model/ports/print_port.h: sharedesk-print makes the PDF, lp takes it to a printer, or it becomes a
 * new file. */
#pragma once

#include "base/arena.h"
#include "model/ports/print_port.h"

/* The sheet as a PDF, by sharedesk-print. */
bool printing_pdf(const struct Sheet *sheet, int out, Error *err) must_check;

/* The folder for receipts, made where it is not there. `set`: the setting "receipt-folder"; "":
 * ~/sharedesk-receipts. */
bool printing_folder(const char *set, Arena *arena, const char **ret_folder, Error *err) must_check;

Printing printing_open(void); /* nothing is looked for until something is printed */
