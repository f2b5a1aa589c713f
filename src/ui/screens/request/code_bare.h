/* The code alone, for the patient's eyes: digits and QR, no banner, no name, no key. Safe to turn the screen round. */
#pragma once

#include "ui/screen.h"
#include "ui/screens/parts/code_picture.h"

typedef struct CodeBareArgument {
	CodeWords words; /* copied, and forgotten when it closes */
	Instant expires; /* it closes then */
} CodeBareArgument;

extern const Screen screen_code_bare;
