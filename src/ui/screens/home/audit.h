/* Who has looked, across all patients, the latest first: for the privacy officer. */
#ifndef UI_SCREENS_AUDIT_H
#define UI_SCREENS_AUDIT_H

#include "ui/screen.h"

extern const Screen screen_audit; /* no argument */

#endif
