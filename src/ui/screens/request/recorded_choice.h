/* The patient's choice about a request, recorded by the practice because no code can reach the patient: who decided,
 * how identity was checked, read back, saved. */
#pragma once

#include "model/codes/issue.h"
#include "ui/screen.h"

typedef struct ChoiceArgument {
	Chart *chart;		  /* stays the caller's */
	const char *request;	  /* copied, as the others are */
	const char *organisation; /* short name */
	Answer answer;
	unsigned said;		  /* IdentityField bits that were right in this visit already; else 0 */
	bool reachable;		  /* a code could reach the patient: said, not refused */
	bool *saved;		  /* set once it is recorded; in the state of the screen below */
} ChoiceArgument;

extern const Screen screen_choice;
