/* What data may be used for: planned care, unplanned care, planning and research, each a choice by itself; what each
 * colour of data means; the studies. */
#ifndef UI_SCREENS_PURPOSES_H
#define UI_SCREENS_PURPOSES_H

#include "ui/screen.h"

/* Its argument is a ChoiceCardArgument (choice_card.h); a line of the three purposes has the purpose's word as its key. */
extern const Screen screen_purposes;

#endif
