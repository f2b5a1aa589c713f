/* Starting a duty-of-care override: who is to see, why, whether the patient was asked, for how long. Read back, and
 * confirmed with a letter of its own. */
#pragma once

#include "model/desk/chart.h"
#include "ui/screen.h"

typedef struct OverrideArgument {
	Chart *chart; /* stays the caller's */
} OverrideArgument;

extern const Screen screen_override;
