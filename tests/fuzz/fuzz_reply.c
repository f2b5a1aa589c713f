/* What GOV.UK Notify and a mail server answer. A digit stands for the status, a line end closes the key of the service,
 * and the rest is the answer. The network is left out: wire_call is the one here. */
#include <jansson.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "deliver/notify.h"
#include "deliver/reason.h"
#include "deliver/token.h"
#include "deliver/wire.h"
#include "fuzz.h"

#define KEY "desk-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0"

static WireAnswer answer;

bool wire_call(const WireCall *call, Arena *arena, WireAnswer *ret_answer, Sent *ret_sent)
{
	*ret_answer = answer;
	return true;
}

/* jansson hashes names with a number at random: the same inputs are to go the same ways. */
__attribute__((constructor)) static void hash_the_same(void)
{
	json_object_seed(1);
}

static void hold(const Sent *sent)
{
	fuzz_hold(sent->outcome <= SENT_TAKEN, "an outcome is one");
	fuzz_hold(sent->outcome == SENT_TAKEN || sent->why[0], "what was not sent has a reason");
	fuzz_hold(utf8_is_clean(sent->why) && utf8_is_clean(sent->id), "a reason can be shown");
	fuzz_hold(strspn(sent->id, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-") ==
			  strlen(sent->id),
		  "a name of the service can stand in an address");
}

static void asked(const char *key, Arena *arena)
{
	static const NotifySettings settings = {.url = "https://example.org", .sms_template = "t"};
	static const Letter letter = {
		.to = "07700900111", .message = "m", .code = "c", .organisation = "o", .until = "u"};
	const Notify notify = {.settings = &settings, .key = key, .timeout = 1};
	const Instant now = {1732269600};
	const char *why = "";
	Sent sent = notify_send(&notify, CODE_SMS, &letter, "f1", now, arena);
	hold(&sent);
	sent = (Sent){0};
	if (notify_find(&notify, "f1", now, arena, &sent) != NOTIFY_ABSENT)
		hold(&sent);
	if (notify_state(&notify, "f1", now, arena, &why) == NOTIFY_FAILED)
		fuzz_hold(why[0] && utf8_is_clean(why), "what failed has a reason");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const long status[] = {0, 200, 201, 400, 403, 404, 429, 450, 500, 550};
	scoped(arena_free) Arena arena = {0};
	const char *token, *text = fuzz_text(&arena, bytes, size);
	Error err = {0};
	if (*text < '0' || *text > '9')
		return 0;
	const long code = status[*text - '0'];
	const size_t key_length = strcspn(++text, "\n");
	const char *key = arena_bytes(&arena, text, key_length);
	text += key_length + (text[key_length] == '\n');
	answer = (WireAnswer){.status = code, .body = text, .whole = true};
	asked(KEY, &arena);
	if (!token_make(key, (Instant){1732269600}, &arena, &token, &err))
		fuzz_hold_refusal(&err);
	else
		asked(key, &arena);
	Sent sent = {0};
	reason_notify(code, text, &sent);
	hold(&sent);
	reason_smtp(code, &sent);
	hold(&sent);
	return 0;
}
