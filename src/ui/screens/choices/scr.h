/* The Summary Care Record of one patient: what stands, what may be chosen, what it holds, the sensitive entries. */
#pragma once

#include "ui/screen.h"

extern const Screen screen_scr; /* its argument is a ChoiceCardArgument (choice_card.h) */
