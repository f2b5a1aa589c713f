/* The ask: read aloud, answer, read back. One step of a sitting (model/questions.h) a screen; nothing is recorded
 * before the read back is agreed to. */
#pragma once

#include "model/care/sitting.h"
#include "ui/screen.h"

typedef struct AskArgument {
	Chart *chart; /* stays the caller's */
	SittingOrder order;
} AskArgument;

extern const Screen screen_ask;
