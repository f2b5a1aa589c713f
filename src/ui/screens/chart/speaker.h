/* Who speaks for the patient while choices are recorded: the patient in person, unless somebody said otherwise here.
 * Kept by the Choices tab for all its cards; the desk checks it again at each act. */
#pragma once

#include "model/care/refer.h"
#include "ui/screen.h"

enum { SPEAKER_BYTES = 201 };

typedef struct SpokenBy { /* zero: the patient, in person */
	Who who;
	How how;
	Capacity capacity;
	char name[SPEAKER_BYTES], reason[SPEAKER_BYTES], interpreter[SPEAKER_BYTES];
} SpokenBy;

/* For the acts; its texts are those of `spoken`. */
Speaker speaker_of(const SpokenBy *spoken);
/* "Speaks: the patient, in person." */
void speaker_say(const SpokenBy *spoken, Text *out);

typedef struct SpeakerArgument {
	Chart *chart;	  /* stays the caller's */
	SpokenBy *spoken; /* changed when the form is done; outlives the screen */
} SpeakerArgument;

extern const Screen screen_speaker;
