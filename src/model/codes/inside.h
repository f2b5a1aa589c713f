/* What the parts of requests and codes share. */
#pragma once

#include "model/codes/codes.h"
#include "model/desk/checks.h"
#include "model/desk/speaker.h"

/* Where a code of this request goes: what was on file when it was opened, or else the first that was given since. */
typedef struct Destination {
	const char *to;	 /* "" where there is none */
	bool former;	 /* not what is on file now */
	Instant changed; /* when it was put on file, as far as a `contact` fact says; else INSTANT_MIN */
} Destination;

bool desk_destination(Desk *desk, const World *world, const Request *request, CodeChannel channel, Arena *arena,
		      Destination *ret_destination, Error *err) must_check;
/* Refused where no code can go there: nobody sends, nothing is on file, or not what can be sent to. */
bool desk_can_send(const Desk *desk, const Person *person, CodeChannel channel, const char *to, Error *err) must_check;

/* What a message of this request says, but for the code and the hour. A restricted patient's names neither the practice
 * nor its telephone. Texts live in `arena`, or as long as the world of `reach`. */
LetterWords desk_letter_words(Desk *desk, const Reach *reach, const Request *request, Arena *arena);

/* Refused where the patient is spoken with from afar in this visit: nothing can be shown to them. */
bool desk_can_show(const Chart *chart, Error *err) must_check;

/* Refused where CODES_AN_HOUR were sent for this organisation within the hour, by whatever request, voided ones too. */
bool desk_sent_seldom(const Reach *reach, const char *org, Instant now, Error *err) must_check;
