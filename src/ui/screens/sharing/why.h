/* Why an organisation sees what it sees: the sentence, each reason with its rule and how many entries, the facts. */
#pragma once

#include "model/desk/chart.h"
#include "ui/screen.h"

typedef struct WhyArgument {
	Chart *chart;        /* stays the caller's */
	const char *episode; /* of the row; copied */
} WhyArgument;

extern const Screen screen_why;
