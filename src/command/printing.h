/* The port of model/ports/print_port.h: sharedesk-print makes the PDF, lp takes it to a printer, or it becomes a
 * new file. */
#pragma once

#include "model/ports/print_port.h"

/* The sheet as a PDF, by sharedesk-print. */
bool printing_pdf(const struct Sheet *sheet, int out, Error *err) must_check;

Printing printing_open(void); /* nothing is looked for until something is printed */
