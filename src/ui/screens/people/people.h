/* Patients by hand: somebody new, and the registration of who is on file. */
#pragma once

#include "model/desk/chart.h"
#include "ui/screen.h"

/* Somebody new. Who holds the number already, or has the same name and birth date, is shown before anything is told;
 * afterwards the patient is open. */
extern const Screen screen_add_patient; /* argument: what was typed into the search, a const char *; NULL: nothing */

/* Registered here, moved away, restricted, one person with another number. */
extern const Screen screen_registration; /* argument: a Chart *const *; the chart stays its owner's */
