#include "model/choices/inside.h"

#include <string.h>

#include "base/macros.h"
#include "base/text.h"

static const char part_why[] = "Why: ", part_asked[] = "patient asked: ", part_not_asked[] = "patient not asked: ",
		  part_private[] = "private entries: ", part_not_told[] = "patient not told: ", between[] = "; ";

/* Whether `text`, behind a semicolon, is a blank and the heading of a part that follows another. */
static bool begins_part(const char *text)
{
	static const char *const later[] = {part_asked, part_not_asked, part_private, part_not_told};
	for (size_t i = 0; i < countof(later); i++)
		if (*text == ' ' && text_starts(text + 1, later[i]))
			return true;
	return false;
}

/* As typed; but semicolons that would be taken for the end of the part are written twice. `more`: a part follows. */
static void add_words(Text *note, const char *words, bool more)
{
	while (*words) {
		const size_t run = strspn(words, ";");
		const char *after = words + run;
		const bool twice = begins_part(after) || (!*after && more);
		for (size_t i = 0; i < (twice ? 2 * run : run); i++)
			text_add_char(note, ';');
		if (run == 0)
			text_add_char(note, *words);
		words += run ? run : 1;
	}
}

static void add_part(Text *note, const char *heading, const char *words, bool more)
{
	if (text_empty(words))
		return;
	text_add(note, note->length > 0 ? between : "");
	text_add(note, heading);
	add_words(note, words, more);
}

const char *override_words_write(const OverrideWords *words, Arena *arena)
{
	Text note = {.arena = arena};
	const bool private = !text_empty(words->private_why), untold = !text_empty(words->not_told);
	add_part(&note, part_why, words->why, private || untold || !text_empty(words->asked_words));
	add_part(&note, words->asked ? part_asked : part_not_asked, words->asked_words, private || untold);
	add_part(&note, part_private, words->private_why, untold);
	add_part(&note, part_not_told, words->not_told, false);
	return text_done(&note);
}

/* The words at `*at`, up to the next part; `*at` goes on to it. */
static const char *read_words(const char **at, Arena *arena)
{
	Text words = {.arena = arena};
	bool ended = false;
	while (**at && !ended) {
		const size_t run = strspn(*at, ";");
		const bool breaks = run > 0 && begins_part(*at + run);
		for (size_t i = 0; i < (breaks ? run / 2 : run); i++)
			text_add_char(&words, ';');
		if (run == 0)
			text_add_char(&words, **at);
		ended = breaks && run % 2 == 1;
		*at += run ? run + ended : 1;
	}
	return text_done(&words);
}

static bool takes(const char **at, const char *heading)
{
	const bool taken = text_starts(*at, heading);
	*at += taken ? strlen(heading) : 0;
	return taken;
}

/* A note that was not written here (an import's) is all `why`. */
void override_words_read(const char *note, Arena *arena, OverrideWords *ret_words)
{
	OverrideWords words = {0};
	bool ours = true;
	for (const char *at = text_or(note, ""); *at && ours;) {
		if (takes(&at, part_why))
			words.why = read_words(&at, arena);
		else if (takes(&at, part_asked))
			words.asked = true, words.asked_words = read_words(&at, arena);
		else if (takes(&at, part_not_asked))
			words.asked_words = read_words(&at, arena);
		else if (takes(&at, part_private))
			words.private_why = read_words(&at, arena);
		else if (takes(&at, part_not_told))
			words.not_told = read_words(&at, arena);
		else
			ours = false;
	}
	if ((!ours || !words.why) && !text_empty(note))
		words = (OverrideWords){.why = arena_text(arena, note)};
	*ret_words = words;
}
