/* The papers for a patient: the receipt of a visit, who has looked, the opt-out form, the guide; read here as they will
 * be printed, then to a printer, a text file or a PDF. */
#pragma once

#include "model/desk/chart.h"
#include "ui/screen.h"

typedef struct ReceiptArgument {
	Chart *chart; /* not owned */
} ReceiptArgument;

extern const Screen screen_receipt;
