/* The card of a request, drawn: who asks and their listed number, how the request stands, the ways a code can take, the
 * code that is shown with its QR, the field for the code read back. Where rows are few, what matters less gives way. */
#pragma once

#include "ui/app.h"
#include "ui/editor.h"
#include "ui/screens/parts/code_picture.h"
#include "ui/screens/request/look.h"

typedef struct RequestPage {
	RequestLook look;
	CodeWays ways;	     /* texts in the arena of the look */
	Instant sender_seen; /* INSTANT_MIN: never */
	Code code;	     /* the one shown here; digits "" where none is */
	CodePicture *picture; /* of it; drawing fills it in */
	Editor typed;
} RequestPage;

typedef struct RequestKeys { /* the live keys of the screen */
	const Keymap *map;
	KeymapCan *can;
	const void *self;
} RequestKeys;

bool request_page_shows(const RequestPage *page); /* a code stands on the screen */
void request_page_draw(const RequestPage *page, const App *app, Area area, const RequestKeys *keys);
