/* MIG: whether the practice lets the partners of the locality look, and each partner's permission. */
#pragma once

#include "ui/screen.h"

extern const Screen screen_mig; /* its argument is a ChoiceCardArgument (choice_card.h) */
