/* Who can see one entry: every organisation of this patient, with the verdict and the reason. */
#ifndef UI_SCREENS_WHO_SEES_H
#define UI_SCREENS_WHO_SEES_H

#include "model/desk/chart.h"
#include "ui/screen.h"

typedef struct WhoSeesArgument {
	Chart *chart;      /* stays the caller's */
	const char *entry; /* its identifier; copied */
	const char *org;   /* listed too, if the patient is not in its care; copied; may be NULL */
} WhoSeesArgument;

extern const Screen screen_who_sees;

#endif
