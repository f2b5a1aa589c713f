#include "model/choices/inside.h"

#include <string.h>

#include "base/text.h"

static const char part_why[] = "Why: ", part_asked[] = "patient asked: ", part_not_asked[] = "patient not asked: ",
		  part_private[] = "private entries: ", between[] = "; ";

static void add_part(Text *note, const char *heading, const char *words)
{
	if (text_empty(words))
		return;
	text_add(note, note->length > 0 ? between : "");
	text_add(note, heading);
	for (const char *c = words; *c; c++)
		text_add_char(note, *c == ';' ? ',' : *c == '\n' ? ' ' : *c);
}

const char *override_words_write(const OverrideWords *words, Arena *arena)
{
	Text note = {.arena = arena};
	add_part(&note, part_why, words->why);
	add_part(&note, words->asked ? part_asked : part_not_asked, words->asked_words);
	add_part(&note, part_private, words->private_why);
	return text_done(&note);
}

static bool starts(const char *part, size_t length, const char *heading)
{
	return length >= strlen(heading) && memcmp(part, heading, strlen(heading)) == 0;
}

static const char *rest(const char *part, size_t length, const char *heading, Arena *arena)
{
	return arena_bytes(arena, part + strlen(heading), length - strlen(heading));
}

/* A note that was not written here (an import's) is all `why`. */
void override_words_read(const char *note, Arena *arena, OverrideWords *ret_words)
{
	OverrideWords words = {0};
	for (const char *part = text_or(note, ""); *part;) {
		const char *end = strstr(part, between);
		size_t length = end ? (size_t)(end - part) : strlen(part);
		if (starts(part, length, part_why))
			words.why = rest(part, length, part_why, arena);
		else if (starts(part, length, part_asked))
			words.asked = true, words.asked_words = rest(part, length, part_asked, arena);
		else if (starts(part, length, part_not_asked))
			words.asked_words = rest(part, length, part_not_asked, arena);
		else if (starts(part, length, part_private))
			words.private_why = rest(part, length, part_private, arena);
		part += length + (end ? strlen(between) : 0);
	}
	if (!words.why && !text_empty(note))
		words = (OverrideWords){.why = arena_text(arena, note)};
	*ret_words = words;
}
