#include "deliver/mail.h"

#include <sodium.h>
#include <string.h>

#include "base/text.h"

enum {
	BASE64 = sodium_base64_VARIANT_ORIGINAL,
	SUBJECT_BYTES = 39, /* 52 characters of base64: with "Subject: " a line of 73, of at most 76 (RFC 2047 §2) */
	BODY_BYTES = 57,    /* 76 characters, the longest line of base64 (RFC 2045) */
};

static void add_base64(Text *out, const char *bytes, size_t size)
{
	char line[sodium_base64_ENCODED_LEN(BODY_BYTES, BASE64)];
	text_add(out, sodium_bin2base64(line, sizeof line, (const unsigned char *)bytes, size, BASE64));
	sodium_memzero(line, sizeof line);
}

/* The longest part of at most `most` bytes that does not end within a character. */
static size_t whole_characters(const char *text, size_t most)
{
	size_t size = strnlen(text, most + 1);
	if (size <= most)
		return size;
	size = most;
	while (size > 1 && ((unsigned char)text[size] & 0xC0) == 0x80)
		size--;
	return size;
}

static void add_subject(Text *out, const char *subject)
{
	text_add(out, "Subject:");
	for (size_t size; *subject; subject += size) {
		size = whole_characters(subject, SUBJECT_BYTES);
		text_add(out, " =?UTF-8?B?");
		add_base64(out, subject, size);
		text_add(out, subject[size] ? "?=\r\n" : "?=");
	}
	text_add(out, "\r\n");
}

static void add_date(Text *out, Instant at)
{
	static const char days[][4] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"}; /* 1970 began on a Thursday */
	static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
					 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	Zone utc = {0};
	LocalTime now = zone_local(&utc, at);
	int64_t day = date_days(now.date) % 7;
	text_add_print(out, "Date: %s, %d %s %04d %02d:%02d:%02d +0000\r\n", days[day < 0 ? day + 7 : day],
		       now.date.day, months[now.date.month - 1], now.date.year, now.hour, now.minute, now.second);
}

/* The message with the line ends of mail. */
static const char *with_line_ends(Arena *arena, const char *message)
{
	Text out = {.arena = arena};
	for (; *message; message++)
		if (*message == '\n')
			text_add(&out, "\r\n");
		else if (*message != '\r')
			text_add_char(&out, *message);
	text_add(&out, "\r\n");
	return text_done(&out);
}

static void add_body(Text *out, const char *body)
{
	size_t left = strlen(body);
	while (left) {
		size_t size = left < BODY_BYTES ? left : BODY_BYTES;
		add_base64(out, body, size);
		text_add(out, "\r\n");
		body += size;
		left -= size;
	}
}

bool mail_print(const Mail *mail, Arena *arena, const char **ret_text, Error *err)
{
	Text out = {.arena = arena};
	if (!text_is_address(mail->from))
		return fail(err, ERROR_INPUT, "The address of \"from\" in sharedesk.ini is not one e-mail address.");
	if (!text_is_address(mail->to))
		return fail(err, ERROR_INPUT, "The e-mail address on file is not one that mail can be sent to.");
	add_date(&out, mail->date);
	text_add_print(&out, "From: <%s>\r\nTo: <%s>\r\n", mail->from, mail->to);
	add_subject(&out, mail->subject);
	text_add_print(&out, "Message-ID: <%s%s>\r\n", mail->reference, strchr(mail->from, '@'));
	text_add(&out, "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
		       "Content-Transfer-Encoding: base64\r\nAuto-Submitted: auto-generated\r\n\r\n");
	add_body(&out, with_line_ends(arena, mail->message));
	*ret_text = text_done(&out);
	return true;
}
