#include "tty/play.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static const char *skip_blanks(const char *at)
{
	while (*at == ' ' || *at == '\t')
		at++;
	return at;
}

/* One word, quoted or not; a backslash stays, with what it stands before. */
static const char *take_word(const char **at, Arena *arena)
{
	const bool quoted = **at == '"';
	Text word = {.arena = arena};
	*at += quoted;
	text_add(&word, "");
	while (**at && (quoted ? **at != '"' : **at != ' ' && **at != '\t')) {
		if (**at == '\\' && (*at)[1])
			text_add_char(&word, *(*at)++);
		text_add_char(&word, *(*at)++);
	}
	*at += quoted && **at == '"';
	return text_done(&word);
}

static void read_step(const char *line, Arena *arena, Step *step)
{
	const char *at = line;
	step->verb = take_word(&at, arena);
	at = skip_blanks(at);
	step->rest = arena_text(arena, at);
	while (*at) {
		const char *word = take_word(&at, arena);
		step->words = arena_grow(arena, step->words, step->count, step->count + 1, sizeof *step->words);
		step->words[step->count++] = word;
		at = skip_blanks(at);
	}
}

static void read_lines(FILE *file, Arena *arena, Play *play)
{
	char line[4096];
	for (int number = 1; fgets(line, sizeof line, file); number++) {
		line[strcspn(line, "\n")] = '\0';

		const char *at = skip_blanks(line);

		if (*at == '\0' || *at == '#')
			continue;
		play->steps = arena_grow(arena, play->steps, play->count, play->count + 1, sizeof *play->steps);
		play->steps[play->count].line = number;
		read_step(at, arena, &play->steps[play->count++]);
	}
}

bool play_read(const char *path, Arena *arena, Play *ret_play, Error *err)
{
	const char *slash = strrchr(path, '/'), *file_name = slash ? slash + 1 : path;
	FILE *file = fopen(path, "re");
	Play play = {.path = path, .name = arena_bytes(arena, file_name, strcspn(file_name, "."))};
	if (!file)
		return fail(err, ERROR_MISSING, "The play %s cannot be read: %s.", path, strerror(errno));
	read_lines(file, arena, &play);
	fclose(file);
	*ret_play = play;
	return true;
}

const char *play_expand(const char *text, Arena *arena)
{
	Text out = {.arena = arena};
	text_add(&out, "");
	while (*text) {
		const bool braced = text[0] == '$' && text[1] == '{';
		const char *name = text + 1 + braced;
		size_t n = 0;
		while (text[0] == '$' && (isalnum((unsigned char)name[n]) || name[n] == '_'))
			n++;
		if (n == 0) {
			text_add_char(&out, *text++);
			continue;
		}
		text_add(&out, text_or(getenv(arena_bytes(arena, name, n)), ""));
		text = name + n + (braced && name[n] == '}');
	}
	return text_done(&out);
}

static char unescaped(const char **at)
{
	static const char from[] = "enrt", to[] = "\033\n\r\t";
	const char *found = strchr(from, **at);
	if (**at == 'x' && isxdigit((unsigned char)(*at)[1]) && isxdigit((unsigned char)(*at)[2])) {
		const char digits[] = {(*at)[1], (*at)[2], '\0'};
		*at += 3;
		return (char)strtol(digits, NULL, 16);
	}
	(*at)++;
	return found ? to[found - from] : (*at)[-1];
}

const char *play_unescape(const char *text, Arena *arena)
{
	Text out = {.arena = arena};
	text_add(&out, "");
	while (*text) {
		if (*text == '\\' && text[1]) {
			text++;
			text_add_char(&out, unescaped(&text));
		} else {
			text_add_char(&out, *text++);
		}
	}
	return text_done(&out);
}
