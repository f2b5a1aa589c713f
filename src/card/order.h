/* What the part of sharedesk-card that checks asks of the part that holds the module, a process of its own. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PIN_ROOM = 256,
	TOKEN_ROOM = 160,
	HOLDER_ROOM = 128,
	SENTENCE_ROOM = 256,
	CERTIFICATE_ROOM = 8192,
	SIGNATURE_ROOM = 1024,
	CHALLENGE_BYTES = 32
};

/* What is signed begins with this and its zero: a signature for another purpose is none for this. */
#define CHALLENGE_PREFIX "sharedesk card sign-in v1"
enum { SIGNED_BYTES = sizeof CHALLENGE_PREFIX + CHALLENGE_BYTES };

typedef enum OrderKind { ORDER_LOOK, ORDER_SIGN } OrderKind;

typedef struct Order {
	OrderKind kind;
	int64_t now; /* seconds since 1970: which of several certificates holds */
	bool allow_sha1;
	unsigned char text[SIGNED_BYTES]; /* to sign */
	char pin[PIN_ROOM];		  /* goes to C_Login, and is wiped */
} Order;

typedef enum AnswerKind { ANSWER_NOTHING, ANSWER_CARD, ANSWER_SIGNED, ANSWER_REFUSED, ANSWER_TROUBLE } AnswerKind;
typedef enum Digest { DIGEST_SHA256, DIGEST_SHA1 } Digest;

/* Of a module that nobody need trust: only a signature that holds makes something of it. */
typedef struct Answer {
	AnswerKind kind;
	char token[TOKEN_ROOM];	      /* which card it is; "": none */
	char holder[HOLDER_ROOM];     /* of the certificate, else of the card's label */
	char sentence[SENTENCE_ROOM]; /* why it was refused, or what is wrong */
	Digest digest;
	size_t certificate_size, signature_size;
	unsigned char certificate[CERTIFICATE_ROOM]; /* DER */
	unsigned char signature[SIGNATURE_ROOM];     /* RSA: PKCS #1; EC: r and s */
} Answer;
