/* queue DATABASE FACT sms|email ADDRESS SECONDS : puts a message into the outbox, as the desk does. Makes the database
 * and desk.key where they are missing. The message has letters of several alphabets, and a subject longer than a
 * line. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "command/host.h"
#include "config/secret.h"
#include "model/codes/codes.h"
#include "store/store.h"

static bool put(Ledger ledger, char **words, Arena *arena, Error *err)
{
	unsigned char key[SECRET_KEY_BYTES];
	Entropy entropy = host_entropy();
	Instant now = {time(NULL)};
	Letter letter = {
		.to = words[4],
		.subject = "Your code — તમારો કોડ — Twój kod, Zażółć gęślą jaźń, for the Infirmary of Łódź",
		.message =
			"Far Hospitals asks to see your record.\n\nYour code is 271 828, until 2:30pm.\nતમારો કોડ 271 828 છે.\n",
		.code = "271 828",
		.organisation = "Far Hospitals",
		.until = "2:30pm",
	};
	Parcel parcel = {.fact = words[2],
			 .request = "r1",
			 .channel = strcmp(words[3], "sms") == 0 ? CODE_SMS : CODE_EMAIL,
			 .queued = now,
			 .expires = instant_add(now, atoi(words[5]))};
	return secret_desk_key(words[1], key, err) &&
	       parcel_seal(key, &entropy, parcel.fact, &letter, arena, &parcel.sealed, &parcel.size, err) &&
	       ledger.ops->begin(ledger.self, err) && ledger.ops->put_parcel(ledger.self, &parcel, err) &&
	       ledger.ops->commit(ledger.self, err);
}

int main(int count, char **words)
{
	Store *store = NULL;
	Arena arena = {0};
	Error err = {0};
	bool done = count == 6 && store_open(words[1], STORE_CREATE, &store, &err) &&
		    put(store_ledger(store), words, &arena, &err);
	if (!done)
		fprintf(stderr, "queue: %s\n", err.text);
	store_close(store);
	arena_free(&arena);
	return done ? 0 : 1;
}
