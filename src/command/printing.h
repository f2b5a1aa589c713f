/* The port of model/ports/print_port.h: sharedesk-print makes the PDF, lp takes it to a printer, or it becomes a
 * new file. */
#pragma once

#include "model/ports/print_port.h"

Printing printing_open(void); /* nothing is looked for until something is printed */
