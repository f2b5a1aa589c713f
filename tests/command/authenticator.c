/* The app on a telephone: its code, for what is typed by hand of its secret, so many seconds later than now; and what a
 * person does to set it up, for tests that have no terminal: prints the secret and the first recovery code.
 *
 *	authenticator code "ABCD EFGH …" [SECONDS]
 *	authenticator enrol DATABASE NAME PASSPHRASE */
#include <liboath/oath.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/text.h"
#include "command/session.h"
#include "model/desk/second.h"

static bool code_at(const char *letters, time_t at, char code[7])
{
	char typed[64], *secret = NULL;
	size_t length = 0;
	text_copy(typed, sizeof typed, letters);
	const bool done = oath_base32_decode(typed, strlen(typed), &secret, &length) == OATH_OK &&
			  oath_totp_generate(secret, length, at, 30, 0, 6, code) == OATH_OK;
	free(secret);
	return done;
}

static bool enrol(Desk *desk, const char *name, const char *passphrase, Error *err)
{
	Enrolment enrolment;
	RecoveryCodes recovery;
	char code[7];
	if (!desk_sign_in(desk, name, passphrase, err) || !desk_enrol(desk, passphrase, NULL, &enrolment, err) ||
	    !code_at(enrolment.letters, time(NULL), code) || !desk_enrol_keep(desk, code, &recovery, err))
		return false;
	printf("%s\n%s\n", enrolment.letters, recovery.codes[0]);
	return true;
}

int main(int count, char **words)
{
	Session session;
	Error err = {0};
	char code[7];
	if (count >= 3 && text_is(words[1], "code") &&
	    code_at(words[2], time(NULL) + (count > 3 ? atoi(words[3]) : 0), code)) {
		printf("%s\n", code);
		return 0;
	}
	if (count != 5 || !text_is(words[1], "enrol") ||
	    !session_open_desk(words[2], STORE_OPEN, false, &session, &err)) {
		fprintf(stderr, "authenticator: %s\n", err.text);
		return 1;
	}
	const bool done = enrol(session.desk, words[3], words[4], &err);
	if (!done)
		fprintf(stderr, "authenticator: %s\n", err.text);
	session_close(&session);
	return done ? 0 : 1;
}
