/* Is it really the patient who stands here? Two fields that they say by themselves, ticked one by one. */
#ifndef UI_SCREENS_IDENTITY_H
#define UI_SCREENS_IDENTITY_H

#include "model/desk_people.h"
#include "ui/screen.h"

typedef struct IdentityArgument {
	Chart *chart;  /* stays the caller's */
	bool *checked; /* set once two were right; in the state of the screen below */
} IdentityArgument;

extern const Screen screen_identity;

#endif
