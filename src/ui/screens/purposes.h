/* What data may be used for: planned care, unplanned care, planning and research, each a choice by itself; what each
 * colour of data means; the studies. */
#ifndef UI_SCREENS_PURPOSES_H
#define UI_SCREENS_PURPOSES_H

#include "ui/screen.h"

enum { PURPOSES_LINE = 1 }; /* kind of the lines of the three purposes; their key is the purpose's word */

extern const Screen screen_purposes; /* its argument is a ChoiceCardArgument (choice_card.h) */

#endif
