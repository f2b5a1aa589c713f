/* The port of model/printing.h: sharedesk-print makes the PDF, lp takes it to a printer, or it becomes a new file. */
#ifndef COMMAND_PRINTING_H
#define COMMAND_PRINTING_H

#include "model/ports/printing.h"

Printing printing_open(void); /* nothing is looked for until something is printed */

#endif
