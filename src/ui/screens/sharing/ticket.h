/* The ticket that brings the patient to the kiosk, in digits that can be read across the counter. */
#ifndef UI_SCREENS_TICKET_H
#define UI_SCREENS_TICKET_H

#include "ui/screen.h"

extern const Screen screen_ticket; /* argument: a Chart *const *; the chart stays its owner's */

#endif
