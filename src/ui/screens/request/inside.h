/* What the card of a request is made of: its words, its page, and the screens that it opens. */
#pragma once

#include "model/codes/codes.h"
#include "ui/app.h"
#include "ui/editor.h"
#include "ui/screen.h"
#include "ui/screens/parts/parts.h"
#include "ui/screens/request/request.h"

/* What the card of a request says: how it stands, what to do next, where each way goes. All texts are made in
 * `arena`. */

enum { SENDER_QUIET = 120 /* seconds after which a sender that was not seen may not be running */ };

/* "Code sent by text to mobile ending 111." */
const char *request_state_sentence(const RequestLook *look, const CodeWays *ways, Instant now, const Zone *zone,
				   Arena *arena);

bool request_not_sent(const Delivery *delivery); /* nor will it be: nobody has that code */

typedef struct SenderSight {
	Instant seen, now;
	const Zone *zone;
} SenderSight;

/* Of the message on its way: why it is late or failed; NULL where there is nothing to say. */
const char *request_delivery_sentence(const Delivery *delivery, const SenderSight *sight, Arena *arena);
bool request_delivery_warns(const Delivery *delivery, const SenderSight *sight); /* somebody has to look */

/* What to do next, NULL where nothing is. `brief`: in a row or two of 38 columns. */
const char *request_next_sentence(const RequestLook *look, bool brief, Arena *arena);
/* "Ring back only on 01872 250000." */
const char *request_ring_sentence(const RequestLook *look, Arena *arena);
/* The way of a channel, or NULL where that is not one of the card's. */
const CodeWay *request_way(const CodeWays *ways, CodeChannel channel);
/* "Text to mobile ending 111: 2 text messages in Gujarati", or why not in a few words: the key says the whole of it. */
const char *request_way_sentence(const CodeWay *way, bool brief, Arena *arena);
/* "This mobile was changed today 10:12, less than 24 hours ago …"; NULL where it was not. */
const char *request_changed_sentence(const CodeWay *way, Instant now, const Zone *zone, bool brief, Arena *arena);
const char *request_kept_sentence(const CodeWay *way, bool brief);

/* The card of a request, drawn: who asks and their listed number, how the request stands, the ways a code can take, the
 * code that is shown with its QR, the field for the code read back. Where rows are few, what matters less gives way. */

typedef struct RequestPage {
	RequestLook look;
	CodeWays ways;	      /* texts in the arena of the look */
	Instant sender_seen;  /* INSTANT_MIN: never */
	Code code;	      /* the one shown here; digits "" where none is */
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

/* Is it really the patient who stands here? Two fields that they say by themselves, ticked one by one. */

/* What they said and was right. A locked desk forgets it: somebody else may stand there since. */
typedef struct IdentityCheck {
	unsigned fields; /* IdentityField bits */
	unsigned locked; /* how often the desk had been locked by then */
} IdentityCheck;

unsigned identity_said(const IdentityCheck *check, const Desk *desk); /* IdentityField bits; 0: ask */

typedef struct IdentityArgument {
	Chart *chart;	      /* stays the caller's */
	IdentityCheck *check; /* set once two were right; in the state of the screen below */
} IdentityArgument;

extern const Screen screen_identity;

/* --- for screens that ask the same --- */

/* The fields that can be ticked here: what is on file, but of a restricted patient no address and no telephone, which
 * stand on no screen. */
unsigned identity_asked(const Chart *chart);
size_t identity_count(unsigned fields);

/* One row a field that can be ticked, with its key. `seen` has IDENTITY_FIELDS places: where each was drawn, for
 * clicks. Returns the rows used. */
int identity_draw_fields(const Chart *chart, unsigned ticked, Area area, Area *seen);
int identity_clicked(const Area *seen, Key key); /* the number of the field; −1: none */

/* The code alone, for the patient's eyes: digits and QR, no banner, no name, no key. Safe to turn the screen round. */

typedef struct CodeBareArgument {
	CodeWords words; /* copied, and forgotten when it closes */
	Instant expires; /* it closes then */
} CodeBareArgument;

extern const Screen screen_code_bare;

/* The patient's choice about a request, recorded by the practice because no code can reach the patient: who decided,
 * how identity was checked, read back, saved. */

typedef struct ChoiceArgument {
	Chart *chart;		  /* stays the caller's */
	const char *request;	  /* copied, as the others are */
	const char *organisation; /* short name */
	Answer answer;
	unsigned said;	/* IdentityField bits that were right in this visit already; else 0 */
	bool reachable; /* a code could reach the patient: said, not refused */
	bool *saved;	/* set once it is recorded; in the state of the screen below */
} ChoiceArgument;

extern const Screen screen_choice;
