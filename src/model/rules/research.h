/* May data of P be used for planning or research at T, as far as the patient's choices go: the R-rules.
 * No research choice changes a care decision, and no care decision changes a research choice. */
#pragma once

#include "model/rules/decision.h"

typedef struct ResearchUse {
	Colour colour;
	bool public_health;
	const char *study; /* NULL if none is named */
} ResearchUse;

Decision research_decide(const Reach *reach, const ResearchUse *use); /* via nothing; `general` */
