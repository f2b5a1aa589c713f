/* The ticket that brings the patient to the kiosk, in digits that can be read across the counter. */
#pragma once

#include "ui/screen.h"

extern const Screen screen_ticket; /* argument: a Chart *const *; the chart stays its owner's */
