#include "deliver/notify.h"

#include <jansson.h>
#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "deliver/reason.h"
#include "deliver/token.h"
#include "deliver/wire.h"

static bool call(const Notify *notify, const char *path, const char *body, Instant now, Arena *arena,
		 WireAnswer *ret_answer, Sent *ret_sent)
{
	Error err = {0};
	WireCall wire = {.url = arena_print(arena, "%s%s", notify->settings->url, path),
			 .body = body,
			 .ca_file = notify->settings->ca_file,
			 .proxy = notify->settings->proxy,
			 .timeout = notify->timeout};
	*ret_answer = (WireAnswer){.body = ""};
	if (!token_make(notify->key, now, arena, &wire.token, &err)) {
		*ret_sent = (Sent){.outcome = SENT_NEVER};
		text_copy(ret_sent->why, sizeof ret_sent->why, err.text);
		return false;
	}
	return wire_call(&wire, arena, ret_answer, ret_sent);
}

static const char *field(const json_t *object, const char *name)
{
	return text_or(json_string_value(json_object_get(object, name)), "");
}

/* Identifiers go into addresses: only letters, digits and dashes are one. */
static bool is_id(const char *text)
{
	size_t length = strspn(text, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-");
	return length && !text[length] && length < SENT_ID_ROOM;
}

static void refused(const WireAnswer *answer, Sent *ret_sent)
{
	json_t *root = json_loads(answer->body, 0, NULL);
	const json_t *first = json_array_get(json_object_get(root, "errors"), 0);
	reason_notify(answer->status, field(first, "message"), ret_sent);
	json_decref(root);
}

/* 201 without a name for it: it was taken in all likelihood. The next try asks by reference, and finds it or not. */
static Sent taken(const WireAnswer *answer)
{
	Sent sent = {.outcome = SENT_TAKEN};
	json_t *root = json_loads(answer->body, 0, NULL);
	const char *id = field(root, "id");
	if (is_id(id))
		text_copy(sent.id, sizeof sent.id, id);
	else
		reason_notify(answer->status, "", &sent);
	json_decref(root);
	return sent;
}

static const char *request_body(const Notify *notify, CodeChannel channel, const Letter *letter, const char *reference,
				Arena *arena)
{
	bool sms = channel == CODE_SMS;
	json_t *root = json_pack(
		"{s:s, s:s, s:s, s:{s:s, s:s, s:s, s:s, s:s}}", sms ? "phone_number" : "email_address", letter->to,
		"template_id", sms ? notify->settings->sms_template : notify->settings->email_template, "reference",
		reference, "personalisation", "message", letter->message, "code", letter->code, "organisation",
		letter->organisation, "until", letter->until, "subject", text_or(letter->subject, ""));
	if (sms && notify->settings->sms_sender)
		json_object_set_new(root, "sms_sender_id", json_string(notify->settings->sms_sender));
	size_t size = json_dumpb(root, NULL, 0, JSON_COMPACT);
	char *body = arena_alloc(arena, size + 1);
	json_dumpb(root, body, size, JSON_COMPACT);
	json_decref(root);
	return size ? body : NULL;
}

Sent notify_send(const Notify *notify, CodeChannel channel, const Letter *letter, const char *reference, Instant now,
		 Arena *arena)
{
	Sent sent = {.outcome = SENT_NEVER, .why = "The message is no text: it cannot be sent."};
	WireAnswer answer;
	const char *path = channel == CODE_SMS ? "/v2/notifications/sms" : "/v2/notifications/email";
	const char *body = request_body(notify, channel, letter, reference, arena);
	if (!body || !call(notify, path, body, now, arena, &answer, &sent))
		return sent;
	if (answer.status == 201)
		return taken(&answer);
	refused(&answer, &sent);
	return sent;
}

NotifyFound notify_find(const Notify *notify, const char *reference, Instant now, Arena *arena, Sent *ret_sent)
{
	WireAnswer answer;
	const char *path = arena_print(arena, "/v2/notifications?reference=%s", reference);
	if (!is_id(reference)) {
		*ret_sent = (Sent){.outcome = SENT_NEVER, .why = "The message has no reference: it cannot be sent."};
		return NOTIFY_UNKNOWN;
	}
	if (!call(notify, path, NULL, now, arena, &answer, ret_sent))
		return NOTIFY_UNKNOWN;
	if (answer.status != 200) {
		refused(&answer, ret_sent);
		return NOTIFY_UNKNOWN;
	}
	json_t *root = json_loads(answer.body, 0, NULL);
	const json_t *list = json_object_get(root, "notifications");
	const char *id = field(json_array_get(list, 0), "id");
	NotifyFound found = !json_is_array(list) ? NOTIFY_UNKNOWN : is_id(id) ? NOTIFY_PRESENT : NOTIFY_ABSENT;
	if (found == NOTIFY_UNKNOWN || (found == NOTIFY_ABSENT && json_array_size(list))) {
		reason_notify(0, "", ret_sent);
		found = NOTIFY_UNKNOWN;
	}
	if (found == NOTIFY_PRESENT) {
		*ret_sent = (Sent){.outcome = SENT_TAKEN};
		text_copy(ret_sent->id, sizeof ret_sent->id, id);
	}
	json_decref(root);
	return found;
}

/* What is not here is under way: created, sending, pending, sent (abroad, where no more is known). */
static const struct {
	const char *status;
	NotifyState state;
	const char *why;
} states[] = {
	{"delivered", NOTIFY_DELIVERED, ""},
	{"permanent-failure", NOTIFY_FAILED, "It did not arrive: there is no such number or address."},
	{"temporary-failure", NOTIFY_FAILED, "It did not arrive: the phone is off or the inbox is full."},
	{"technical-failure", NOTIFY_FAILED, "It did not arrive: GOV.UK Notify had a fault."},
	{"validation-failed", NOTIFY_FAILED, "It did not arrive: GOV.UK Notify would not send it."},
};

NotifyState notify_state(const Notify *notify, const char *id, Instant now, Arena *arena, const char **ret_why)
{
	WireAnswer answer;
	Sent sent;
	if (!is_id(id) ||
	    !call(notify, arena_print(arena, "/v2/notifications/%s", id), NULL, now, arena, &answer, &sent) ||
	    answer.status != 200)
		return NOTIFY_NO_ANSWER;
	json_t *root = json_loads(answer.body, 0, NULL);
	NotifyState state = json_is_object(root) ? NOTIFY_UNDER_WAY : NOTIFY_NO_ANSWER;
	for (size_t i = 0; i < countof(states); i++)
		if (text_is(states[i].status, field(root, "status"))) {
			state = states[i].state;
			*ret_why = states[i].why;
		}
	json_decref(root);
	return state;
}
