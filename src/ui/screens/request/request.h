/* The request of an organisation that is not on the local list, and its code: sent to the patient's phone, or shown at
 * the desk; read back over the telephone and typed. Opening the card opens the request, where there is none. */
#pragma once

#include "model/desk/chart.h"
#include "ui/screen.h"

typedef struct RequestArgument {
	Chart *chart;	     /* stays the caller's */
	const char *episode; /* its request is opened, where there is none */
	const char *request; /* NULL; or this one, however it stands: nothing is opened, `episode` is not looked at */
} RequestArgument;

extern const Screen screen_request;
