/* The national data opt-out: what the national service showed and when, noted here; the patient alone sets it. */
#pragma once

#include "ui/screen.h"

extern const Screen screen_national; /* its argument is a ChoiceCardArgument (choice_card.h) */
/* For the patient's eyes: address, number and a QR, no name. Needs no argument. */
extern const Screen screen_hand_over;
