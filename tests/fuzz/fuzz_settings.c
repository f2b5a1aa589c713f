#include "config/settings.h"

#include <unistd.h>

#include "base/text.h"
#include "base/utf8.h"
#include "file.h"

static void hold(const Settings *settings)
{
	const NotifySettings *notify = &settings->notify;
	const SmtpSettings *smtp = &settings->smtp;
	fuzz_hold(settings->timeout >= 1 && settings->timeout <= 60, "a service has a time to answer");
	fuzz_hold(text_starts(notify->url, "https://"), "nothing is sent in the clear");
	fuzz_hold(settings->sms != SENDER_NOTIFY || (notify->key_file && notify->sms_template), "texts can be sent");
	fuzz_hold(settings->email != SENDER_NOTIFY || (notify->key_file && notify->email_template), "mail can be sent");
	fuzz_hold(settings->email != SENDER_SMTP || (smtp->url && text_is_address(smtp->from)), "mail can be sent");
	fuzz_hold(!smtp->url || text_starts(smtp->url, "smtp://") || text_starts(smtp->url, "smtps://"),
		  "a mail server is one");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	scoped(arena_free) Arena arena = {0};
	char path[FUZZ_PATH_ROOM];
	const int fd = fuzz_file(bytes, size, path);
	Settings settings = {0};
	bool found = false;
	Error err = {0};
	if (settings_read(path, &arena, &settings, &found, &err)) {
		fuzz_hold(found, "the file is there");
		hold(&settings);
	} else {
		fuzz_hold_refusal(&err);
	}
	close(fd);
	return 0;
}
