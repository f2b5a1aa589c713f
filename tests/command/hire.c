/* hire DATABASE ADMINISTRATOR PASSPHRASE NAME ROLE NEW-PASSPHRASE : what an administrator does on the staff screen. */
#include <stdio.h>

#include "command/session.h"
#include "model/lists/lists.h"

int main(int count, char **words)
{
	Session session;
	Error err = {0};
	if (count != 7 || !session_open_desk(words[1], STORE_OPEN, false, &session, &err)) {
		fprintf(stderr, "hire: %s\n", err.text);
		return 1;
	}
	bool done = desk_sign_in(session.desk, words[2], words[3], &err) &&
		    desk_add_staff(session.desk, words[4], (Role)words_find(&role_words, words[5]), words[6], &err);
	if (!done)
		fprintf(stderr, "hire: %s\n", err.text);
	session_close(&session);
	return done ? 0 : 1;
}
