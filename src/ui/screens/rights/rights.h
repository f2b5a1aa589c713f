/* What a patient asked for of their data: complaints, and the copy of all that is kept. */
#pragma once

#include "model/desk/chart.h"
#include "ui/app.h"
#include "ui/screen.h"

/* Everything that is owed, or was: a complaint or a request taken down, and what came of it. */
extern const Screen screen_rights; /* argument: a Chart *const *; the chart stays its owner's */

/* One complaint: acknowledged, answered, the sheet for the patient. */

typedef struct ComplaintArgument {
	Chart *chart;	  /* stays the caller's */
	const char *fact; /* copied */
} ComplaintArgument;

extern const Screen screen_complaint;

/* The copy: what stands in it and what is left out, looked through, then made. */
extern const Screen screen_copy; /* argument: a Chart *const *; the chart stays its owner's */
