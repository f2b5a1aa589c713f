/* What data may be used for: planned care, unplanned care, planning and research, each a choice by itself; what each
 * colour of data means; the studies. */
#pragma once

#include "ui/screen.h"

/* Its argument is a ChoiceCardArgument (choice_card.h); a line of the three purposes has the purpose's word as its key. */
extern const Screen screen_purposes;
