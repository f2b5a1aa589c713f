#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "deliver/mail.h"

static const Mail plain = {.from = "records@practice.example",
			   .to = "m@patient.example",
			   .subject = "Code",
			   .message = "One\nTwo",
			   .reference = "0a1b",
			   .date = {1700000000}};

static const char *print(const Mail *mail, Arena *arena)
{
	const char *text = NULL;
	Error err = {0};
	if (!mail_print(mail, arena, &text, &err))
		fail_msg("%s", err.text);
	return text;
}

static void test_whole(void **state)
{
	Arena arena = {0};
	assert_string_equal(print(&plain, &arena), "Date: Tue, 14 Nov 2023 22:13:20 +0000\r\n"
						   "From: <records@practice.example>\r\n"
						   "To: <m@patient.example>\r\n"
						   "Subject: =?UTF-8?B?Q29kZQ==?=\r\n"
						   "Message-ID: <0a1b@practice.example>\r\n"
						   "MIME-Version: 1.0\r\n"
						   "Content-Type: text/plain; charset=utf-8\r\n"
						   "Content-Transfer-Encoding: base64\r\n"
						   "Auto-Submitted: auto-generated\r\n"
						   "\r\n"
						   "T25lDQpUd28NCg==\r\n");
	arena_wipe(&arena);
}

/* Every week day, and a day before 1970. */
static void test_days(void **state)
{
	static const char *const days[] = {"Wed, 31 Dec 1969", "Thu, 1 Jan 1970", "Fri, 2 Jan 1970", "Sat, 3 Jan 1970",
					   "Sun, 4 Jan 1970",  "Mon, 5 Jan 1970", "Tue, 6 Jan 1970", "Wed, 7 Jan 1970"};
	Arena arena = {0};
	for (int i = 0; i < (int)countof(days); i++) {
		Mail mail = plain;
		mail.date.seconds = (i - 1) * 86400;
		assert_non_null(strstr(print(&mail, &arena), days[i]));
	}
	arena_free(&arena);
}

/* Whatever the subject holds, it makes no header of its own, no long line, and no word that ends within a character. */
static void test_subjects(void **state)
{
	Arena arena = {0};
	for (int length = 0; length < 200; length++) {
		char subject[1024] = "";
		for (int i = 0; i < length; i++)
			strcat(subject, i % 7 == 3 ? "\n" : i % 3 ? "ક" : "a");
		strcat(subject, "\r\nBcc: x@y.example\r\n\r\n");
		Mail mail = plain;
		mail.subject = subject;
		const char *text = print(&mail, &arena);
		const char *body = strstr(text, "\r\n\r\n");
		assert_null(strstr(text, "Bcc"));
		assert_non_null(strstr(text, "Auto-Submitted"));
		assert_true(strstr(text, "Auto-Submitted") < body);
		for (const char *line = text; *line; line = strstr(line, "\r\n") + 2)
			assert_true(strstr(line, "\r\n") - line <= 76);
		for (const char *c = text; *c; c++)
			assert_true((*c >= ' ' && *c < 127) || *c == '\r' || *c == '\n');
		arena_clear(&arena);
	}
	arena_free(&arena);
}

static void test_addresses(void **state)
{
	static const char *const right[] = {"a@b", "maureen.o'neil+x@patient.example", "A_1@x-y.z"};
	static const char *const wrong[] = {"",	     "a",	"@",	 "a@",	  "@b",	   "a@b@c",   "a b@c",
					    "a@b\n", "a\r\n@b", "<a@b>", "a@b,c", "a@b;c", "\"a\"@b", "a@[1.2.3.4]",
					    "ą@b",   "a@b\x7f", "a:b@c", "a\\@b", "a(b)@c"};
	Arena arena = {0};
	for (size_t i = 0; i < countof(right); i++) {
		Mail mail = plain;
		mail.to = right[i];
		assert_non_null(strstr(print(&mail, &arena), right[i]));
	}
	for (size_t i = 0; i < countof(wrong); i++) {
		Mail mail = plain;
		Error err = {0};
		const char *text = NULL;
		mail.to = wrong[i];
		assert_false(mail_print(&mail, &arena, &text, &err));
		if (strlen(wrong[i]) > 3)
			assert_null(strstr(err.text, wrong[i]));
		mail = plain;
		mail.from = wrong[i];
		assert_false(mail_print(&mail, &arena, &text, &err));
		assert_null(text);
	}
	arena_free(&arena);
}

SUITE
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_whole), cmocka_unit_test(test_days),
					   cmocka_unit_test(test_subjects), cmocka_unit_test(test_addresses)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
