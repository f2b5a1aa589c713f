/* The forms and papers of the rights. */
#pragma once

#include "ui/screens/rights/rights.h"

/* A complaint or a request for a copy, taken down. */
typedef struct AskedArgument {
	Chart *chart; /* stays the caller's */
	bool copy;
} AskedArgument;

extern const Screen screen_asked;

/* That a complaint was received, as it will be printed. */
extern const Screen screen_complaint_paper; /* argument: a ComplaintArgument * */
