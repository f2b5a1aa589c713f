#include "command/copying.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "command/output.h"
#include "command/printing.h"
#include "command/typed_path.h"
#include "exchange/fhir/export.h"

enum { NAMES_MAX = 999, PATH_ROOM = 512, FILES = 2 };

typedef struct Drafts {
	char draft[FILES][PATH_ROOM]; /* "" where there is none */
	char path[FILES][PATH_ROOM];
} Drafts;

static void take_away(Drafts *drafts)
{
	for (size_t i = 0; i < FILES; i++)
		if (drafts->draft[i][0])
			unlink(drafts->draft[i]);
	free(drafts);
}

/* --- Names --- */

/* One number for both: "everything-kept-2026-11-22.pdf", then "everything-kept-2026-11-22-2.pdf". */
static bool find_names(const char *folder, Date today, Drafts *drafts, Error *err)
{
	static const char *const ends[FILES] = {"pdf", "json"};
	char day[16];
	date_print(today, day);
	for (int n = 1; n <= NAMES_MAX; n++) {
		char number[8] = "";
		bool is_free = true;
		if (n > 1)
			text_print(number, sizeof number, "-%d", n);
		for (size_t i = 0; i < FILES; i++) {
			if (text_print(drafts->path[i], PATH_ROOM, "%s/everything-kept-%s%s.%s", folder, day, number,
				       ends[i]) >= PATH_ROOM - sizeof ".part-XXXXXX")
				return fail(err, ERROR_INPUT, "The name of that folder is too long: choose another.");
			is_free = is_free && access(drafts->path[i], F_OK) != 0;
		}
		if (is_free)
			return true;
	}
	return fail(err, ERROR_SYSTEM, "%s has no name left for another copy today: empty it.", folder);
}

static bool make_folder(const char *folder, Error *err)
{
	return mkdir(folder, 0700) == 0 || errno == EEXIST ||
	       fail(err, ERROR_SYSTEM, "The folder %s cannot be made: %s.", folder, strerror(errno));
}

/* --- What stands in them --- */

static bool write_sheet(const CopyHost *host, const CopyJob *job, int fd, Error *err)
{
	return printing_pdf(job->sheet, fd, err);
}

static bool write_bundle(const CopyHost *host, const CopyJob *job, int fd, Error *err)
{
	scoped(arena_wipe) Arena arena = {0};
	Text text = {.arena = &arena};
	FhirExported exported;
	const FhirExport export = {
		.ledger = host->ledger,
		.patient = job->patient,
		.zone = host->zone,
		.now = job->now,
		.until = job->until,
		.left_out = job->left_out,
		.left_out_count = job->left_out_count,
	};
	if (!host->ledger->ops->read_begin(host->ledger->self, err))
		return false;
	const bool made = fhir_export(&export, &text, &exported, err);
	host->ledger->ops->read_end(host->ledger->self);
	return made && output_write(fd, "The copy", text_done(&text), text.length, err);
}

/* --- The port --- */

static bool draft_one(const CopyHost *host, const CopyJob *job, Drafts *drafts, size_t i, Error *err)
{
	text_print(drafts->draft[i], PATH_ROOM, "%s.part-XXXXXX", drafts->path[i]);
	const int fd = mkstemp(drafts->draft[i]); /* 0600 */
	if (fd < 0) {
		drafts->draft[i][0] = '\0';
		return fail(err, ERROR_SYSTEM, "%s cannot be written: %s.", drafts->path[i], strerror(errno));
	}
	bool done = (i == 0 ? write_sheet : write_bundle)(host, job, fd, err);
	if (done && fsync(fd) != 0)
		done = fail(err, ERROR_SYSTEM, "%s could not be written: %s.", drafts->path[i], strerror(errno));
	close(fd);
	return done;
}

static bool draft(void *self, const CopyJob *job, void **ret_drafts, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const char *folder = typed_path(job->folder, &arena);
	Drafts *drafts = calloc(1, sizeof *drafts);
	if (!drafts)
		abort();
	bool done = make_folder(folder, err) && find_names(folder, job->today, drafts, err);
	for (size_t i = 0; done && i < FILES; i++)
		done = draft_one(self, job, drafts, i, err);
	if (!done) {
		take_away(drafts);
		return false;
	}
	text_copy(job->sheet_path, job->room, drafts->path[0]);
	text_copy(job->bundle_path, job->room, drafts->path[1]);
	*ret_drafts = drafts;
	return true;
}

static bool keep(void *self, void *made, Error *err)
{
	Drafts *drafts = made;
	for (size_t i = 0; i < FILES; i++) {
		if (output_give_name(drafts->draft[i], drafts->path[i], err)) {
			drafts->draft[i][0] = '\0';
			continue;
		}
		if (i > 0)
			unlink(drafts->path[0]); /* one without the other is no copy */
		take_away(drafts);
		return fail_at(err, "The copy");
	}
	const bool kept = output_keep_name(drafts->path[0], err);
	free(drafts);
	return kept;
}

static void drop(void *self, void *made)
{
	take_away(made);
}

CopyPort copying_open(CopyHost *host, const Ledger *ledger, const Zone *zone)
{
	*host = (CopyHost){ledger, zone};
	return (CopyPort){.draft = draft, .keep = keep, .drop = drop, .self = host};
}
