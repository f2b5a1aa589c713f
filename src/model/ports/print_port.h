/* Port: where a sheet goes. The ui asks through desk_print (model/paper/paper.h); the program does it
 * (command/printing.h).
 *
 * The zero value cannot print. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/error.h"

struct Sheet;

typedef enum PrintHow { PRINT_PRINTER, PRINT_TEXT, PRINT_PDF } PrintHow;

typedef struct PrintJob {
	const struct Sheet *sheet;
	PrintHow how;
	const char *printer; /* "": the system's own */
	const char *folder;  /* "": ~/sharedesk-receipts */
	Date today;	     /* in the name of a file */
	char *path;	     /* gets the name of the file; "" where there is none */
	size_t room;
} PrintJob;

typedef struct Printing {
	/* Returns once the printer's queue has it, or the file is whole. A file is new, readable by its owner alone. */
	bool (*print)(void *self, const PrintJob *job, Error *err);
	void *self;
} Printing;
