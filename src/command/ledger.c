/* sharedesk ledger export and verify. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"
#include "command/command.h"
#include "command/session.h"
#include "exchange/ledger_lines.h"
#include "model/chain.h"
#include "model/desk_export.h"
#include "store/verify.h"

enum { WRITE_AT = 256 * 1024 };

typedef struct Export {
	int fd;
	int64_t until; /* lines told from here on are not part of it */
	Arena arena;
	Text text;
	size_t lines;
} Export;

static bool write_out(Export *export, Error *err)
{
	const char *bytes = text_done(&export->text);
	for (size_t done = 0; done < export->text.length;) {
		ssize_t wrote = write(export->fd, bytes + done, export->text.length - done);
		if (wrote < 0 && errno != EINTR)
			return fail(err, ERROR_SYSTEM, "The export could not be written: %s.", strerror(errno));
		done += wrote > 0 ? (size_t)wrote : 0;
	}
	text_clear(&export->text);
	return true;
}

static bool export_line(void *self, const Line *line, int64_t seq, LineSource source, const Seal *seal, Error *err)
{
	Export *export = self;
	(void)source;
	(void)seal;
	if (seq >= export->until)
		return true;
	ledger_line_write(line, &export->text);
	export->lines++;
	return export->text.length < WRITE_AT || write_out(export, err);
}

/* Who signed in leaves a fact that they exported; it is told first, and is not part of what they get. */
static bool export_all(Session *session, Export *export, Error *err)
{
	if (!desk_export(session->desk, NULL, &export->until, err))
		return false;
	export->text.arena = &export->arena;
	return store_walk(session->store, 0, export_line, export, err) && write_out(export, err) &&
	       (export->fd == STDOUT_FILENO || fsync(export->fd) == 0 ||
		fail(err, ERROR_SYSTEM, "The export could not be written: %s.", strerror(errno)));
}

/* A file is written under another name first, so that a full disk never leaves half an export under its own. */
static bool export_to(Session *session, const char *path, Export *export, Error *err)
{
	char draft[4096];
	if (!path) {
		export->fd = STDOUT_FILENO;
		return export_all(session, export, err);
	}
	text_print(draft, sizeof draft, "%s.part", path);
	export->fd = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (export->fd < 0)
		return fail(err, ERROR_SYSTEM, "%s: It cannot be written: %s.", path, strerror(errno));
	bool done = export_all(session, export, err);
	close(export->fd);
	if (done && rename(draft, path) != 0)
		done = fail(err, ERROR_SYSTEM, "The export could not be given its name: %s.", strerror(errno));
	if (!done)
		unlink(draft);
	return done || fail_at(err, "%s", path);
}

int command_ledger_export(int count, char **words)
{
	SessionOptions options = {0};
	Export export = {0};
	Error err = {0};
	Session session;
	int rest, status;
	const Option table[] = {SESSION_OPTIONS(options)};
	if (!options_read("ledger export", count, words, table, countof(table), &rest, &status))
		return status;
	if (count - rest > 1)
		return command_usage("ledger export", "Name one file, or none for standard output.");
	if (!session_open(&options, STORE_OPEN, ACT_BACKUP, &session, &err))
		return command_fail(&err);
	const char *path = rest < count ? words[rest] : NULL;
	bool done = export_to(&session, path, &export, &err);
	if (done && path)
		printf("%s: %zu lines.\n", utf8_clean(&export.arena, path), export.lines);
	arena_free(&export.arena);
	session_close(&session);
	return done ? EXIT_DONE : command_fail(&err);
}

/* Who can write the file can seal a chain of their own; kept elsewhere, the seal shows it. */
static void print_seal(const Seal *seal)
{
	char printed[2 * SEAL_BYTES + 1];
	seal_print(seal, printed);
	printf("The seal of the last line: %s\n", printed);
}

int command_ledger_verify(int count, char **words)
{
	SessionOptions options = {0};
	VerifyReport report;
	Error err = {0};
	Session session;
	int status;
	const Option table[] = {SESSION_OPTIONS(options)};
	if (!options_read("ledger verify", count, words, table, countof(table), NULL, &status))
		return status;
	if (!session_open(&options, STORE_OPEN, ACT_VERIFY, &session, &err))
		return command_fail(&err);
	bool done = store_verify(session.store, &report, &err);
	session_close(&session);
	if (!done)
		return command_fail(&err);
	fprintf(report.fault == VERIFY_WHOLE ? stdout : stderr, "%s\n", report.sentence);
	if (report.fault == VERIFY_WHOLE)
		print_seal(&report.seal);
	return report.fault == VERIFY_WHOLE ? EXIT_DONE : EXIT_WRONG;
}
