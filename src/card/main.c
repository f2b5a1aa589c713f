/* sharedesk-card: watches a card reader by a PKCS #11 module, and says whose card signed what it was given
 * (card/protocol.h). Run by the desk, which links no module and no libcrypto. The module is in a process of its own:
 * one that hangs is ended, one that crashes takes nothing else with it. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/macros.h"
#include "base/text.h"
#include "card/protocol.h"
#include "card/watch.h"

enum { EXIT_DONE = 0, EXIT_USAGE = 2, SECONDS_MAX = 60 };

static const char usage[] = "usage: sharedesk-card module=PATH ca-file=PATH [crl-file=PATH] [crl-required=yes]\n"
			    "                      [identify-by=uid] [allow-sha1=yes] [seconds=N]\n"
			    "  asks a smartcard who it is of; the desk runs it\n";

static bool take(const char *word, const char *name, const char **ret_value)
{
	const size_t length = strlen(name);
	if (strncmp(word, name, length) != 0 || word[length] != '=' || !word[length + 1])
		return false;
	*ret_value = word + length + 1;
	return true;
}

static bool is_yes(const char *value)
{
	return text_is(value, "yes");
}

static bool read_words(char **words, CardSettings *settings, int *ret_seconds)
{
	const char *crl = NULL, *by = NULL, *sha1 = NULL, *seconds = NULL;
	for (char **word = words + 1; *word; word++)
		if (!take(*word, "module", &settings->module) && !take(*word, "ca-file", &settings->ca_file) &&
		    !take(*word, "crl-file", &settings->crl_file) && !take(*word, "crl-required", &crl) &&
		    !take(*word, "identify-by", &by) && !take(*word, "allow-sha1", &sha1) &&
		    !take(*word, "seconds", &seconds))
			return false;
	settings->crl_required = is_yes(crl);
	settings->by_uid = text_is(by, "uid");
	settings->allow_sha1 = is_yes(sha1);
	*ret_seconds = seconds ? atoi(seconds) : CARD_SECONDS;
	return settings->module && settings->ca_file && *ret_seconds >= 1 && *ret_seconds <= SECONDS_MAX;
}

static bool is_socket(void)
{
	int kind = 0;
	socklen_t size = sizeof kind;
	return getsockopt(STDIN_FILENO, SOL_SOCKET, SO_TYPE, &kind, &size) == 0 && kind == SOCK_SEQPACKET;
}

int main(int count, char **words)
{
	CardSettings settings = {0};
	int seconds = 0;
	setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
	prctl(PR_SET_DUMPABLE, 0);
	if (count == 2 && strcmp(words[1], "--version") == 0)
		return printf("sharedesk-card %s\n", SHAREDESK_VERSION) < 0;
	if (!read_words(words, &settings, &seconds) || !is_socket()) {
		fputs(usage, stderr);
		return EXIT_USAGE;
	}
	watch(&settings, STDIN_FILENO, seconds);
	return EXIT_DONE;
}
