/* MIG: whether the practice lets the partners of the locality look, and each partner's permission. */
#ifndef UI_SCREENS_MIG_H
#define UI_SCREENS_MIG_H

#include "ui/screen.h"

extern const Screen screen_mig; /* its argument is a ChoiceCardArgument (choice_card.h) */

#endif
