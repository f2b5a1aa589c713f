/* Who can see one entry: every organisation of this patient, with the verdict and the reason. */
#pragma once

#include "model/desk/chart.h"
#include "ui/screen.h"

typedef struct WhoSeesArgument {
	Chart *chart;      /* stays the caller's */
	const char *entry; /* its identifier; copied */
	const char *org;   /* listed too, if the patient is not in its care; copied; may be NULL */
} WhoSeesArgument;

extern const Screen screen_who_sees;
