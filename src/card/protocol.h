/* What the desk and sharedesk-card say to each other: one message a line, over a socket that keeps messages apart
 * (SOCK_SEQPACKET), which is the program's standard input. No line end; UTF-8; CARD_LINE_MAX bytes at most.
 *
 * What is set in [card] of sharedesk.ini are its words: module=PATH ca-file=PATH and, where they are set, crl-file=PATH
 * crl-required=yes identify-by=uid allow-sha1=yes. seconds=N is the time that a module has (CARD_SECONDS).
 *
 *	the desk says
 *		prove N NOW PIN         N: of this asking; NOW: seconds since 1970, by the desk's clock; the PIN is
 *		                        all that follows
 *	the program says
 *		in TURN HOLDER          a card is in; TURN counts those that were put in, HOLDER is who it says it
 *		                        is of, which nothing has proved yet
 *		out TURN                it is out
 *		trouble SENTENCE        it is not known what is in: counts as out
 *		proved N TURN IDENTITY	NAME    (a tab between) that card signed, and its certificate holds
 *		refused N SENTENCE      it did not, and why
 *
 * Each `prove` has one answer, `proved` or `refused`; the others come when something changes. It ends when the desk
 * does. Nothing of it is ever written anywhere. */
#pragma once

enum { CARD_LINE_MAX = 1024, CARD_IDENTITY_MAX = 400, CARD_SECONDS = 10 };

/* After which the desk ends a program that does not answer: a look and a signature have each their time. */
enum { CARD_ANSWER_SECONDS = 2 * CARD_SECONDS + 2 };

#define SAYS_PROVE "prove "
#define SAYS_IN "in "
#define SAYS_OUT "out "
#define SAYS_TROUBLE "trouble "
#define SAYS_PROVED "proved "
#define SAYS_REFUSED "refused "
