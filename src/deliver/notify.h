/* GOV.UK Notify (REST, v2): one message for SMS or e-mail, whether one with a reference is there, how one fared. */
#pragma once

#include "base/arena.h"
#include "base/date.h"
#include "config/settings.h"
#include "deliver/sent.h"
#include "model/codes/codes.h"

typedef struct Notify {
	const NotifySettings *settings;
	const char *key; /* what key-file holds; its owner wipes it */
	int timeout;
} Notify;

/* The arena holds what was sent: wipe it. */
Sent notify_send(const Notify *notify, CodeChannel channel, const Letter *letter, const char *reference, Instant now,
		 Arena *arena);

typedef enum NotifyFound { NOTIFY_ABSENT, NOTIFY_PRESENT, NOTIFY_UNKNOWN } NotifyFound;

/* Asked before a message is sent that may have been sent already. NOTIFY_UNKNOWN: `ret_sent` says why, send nothing. */
NotifyFound notify_find(const Notify *notify, const char *reference, Instant now, Arena *arena, Sent *ret_sent);

typedef enum NotifyState { NOTIFY_UNDER_WAY, NOTIFY_DELIVERED, NOTIFY_FAILED, NOTIFY_NO_ANSWER } NotifyState;

/* NOTIFY_FAILED: `ret_why` is a sentence of ours. */
NotifyState notify_state(const Notify *notify, const char *id, Instant now, Arena *arena, const char **ret_why);
