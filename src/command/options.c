#include "command/options.h"

#include <assert.h>
#include <getopt.h>
#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "command/say.h"
#include "command/version.h"

enum { OPTIONS_MAX = 24, LONG = 256 /* the row of a long option is told by a number above those of letters */ };
enum { HELP, VERSION };

/* What may stand before a command. Each command knows all of them, if only to say that it has no use for one: cut
 * short, an option means the same before and after. */
static const struct option shared[] = {
	[HELP] = {"help", no_argument, NULL, LONG + HELP},
	[VERSION] = {"version", no_argument, NULL, LONG + VERSION},
	{"db", required_argument, NULL, LONG + 2},
	{"as", required_argument, NULL, LONG + 3},
	{"passphrase-file", required_argument, NULL, LONG + 4},
	{"app-code", required_argument, NULL, LONG + 5},
	{"ascii", no_argument, NULL, LONG + 6},
	{"theme", required_argument, NULL, LONG + 7},
	{0},
};
enum { SHARED = countof(shared) - 1 };

static bool is_shared(const char *name)
{
	for (size_t i = 0; i < SHARED; i++)
		if (text_is(shared[i].name, name))
			return true;
	return false;
}

static int refuse(const char *command, const char *before, const char *name, const char *after)
{
	scoped(arena_free) Arena arena = {0};
	return command_usage(command, arena_print(&arena, "%s%s%s", before, name, after));
}

/* Says what is wrong with the option at which getopt_long answered `found`; of a value given with it nothing is
 * shown. */
static int refuse_word(const char *command, int found, const char *word, const char *where)
{
	scoped(arena_free) Arena arena = {0};
	const char letter[] = {'-', (char)optopt, '\0'};
	const char *name = arena_bytes(&arena, word, strcspn(word, "="));
	if (found == ':')
		return refuse(command, "", name, " wants a value.");
	if (optopt >= LONG)
		return refuse(command, "", name, " takes no value.");
	return refuse(command, "There is no option ", optopt ? letter : name, where);
}

static void begin(void)
{
	optind = 0; /* also forgets in which order the words before were read */
	opterr = 0;
}

static int row_of(int found)
{
	return found == 'h' ? HELP : found - LONG;
}

bool options_ahead(int count, char **words, Arena *arena, char **own, int *own_count, int *ret_next)
{
	bool help = false;
	begin();
	for (int found; (found = getopt_long(count, words, "+:h", shared, NULL)) != -1;) {
		const int row = row_of(found);
		if (found == '?' || found == ':') {
			refuse_word("", found, words[optind - 1], " before a command.");
			return false;
		}
		if (row == HELP)
			help = true; /* "-hh" is two of them in one word */
		else
			own[(*own_count)++] = arena_print(arena, "--%s%s%s", shared[row].name, optarg ? "=" : "",
							  text_or(optarg, ""));
	}
	if (help)
		own[(*own_count)++] = arena_text(arena, "--help");
	*ret_next = optind;
	return true;
}

static void list_options(const Option *table, size_t rows, struct option longs[SHARED + OPTIONS_MAX + 1])
{
	int count = SHARED;
	assert(rows <= OPTIONS_MAX);
	memcpy(longs, shared, sizeof shared);
	for (size_t i = 0; i < rows; i++)
		if (!is_shared(table[i].name)) {
			int value = table[i].flag ? no_argument : required_argument;
			longs[count] = (struct option){table[i].name, value, NULL, LONG + count};
			count++;
		}
}

/* Puts the option just read where it belongs. False: the command has no such place. */
static bool put(const char *name, const Option *table, size_t rows)
{
	for (size_t i = 0; i < rows; i++)
		if (text_is(table[i].name, name)) {
			if (table[i].flag)
				*table[i].flag = true;
			else
				*table[i].value = optarg;
			return true;
		}
	return false;
}

bool options_read(const char *command, int count, char **words, const Option *table, size_t rows, int *ret_rest,
		  int *ret_status)
{
	struct option longs[SHARED + OPTIONS_MAX + 1] = {0};
	list_options(table, rows, longs);
	begin();
	for (int found; (found = getopt_long(count, words, ":h", longs, NULL)) != -1;) {
		const int row = row_of(found);
		if (found == '?' || found == ':')
			*ret_status = refuse_word(command, found, words[optind - 1], ".");
		else if (row == HELP)
			*ret_status = EXIT_HELP;
		else if (row == VERSION)
			*ret_status = version_print();
		else if (optarg && text_empty(optarg))
			*ret_status = refuse(command, "--", longs[row].name, " wants a value.");
		else if (put(longs[row].name, table, rows))
			continue;
		else
			*ret_status = refuse(command, "It has no use for --", longs[row].name, ".");
		return false;
	}
	if (ret_rest)
		*ret_rest = optind;
	else if (optind < count)
		*ret_status = command_usage(command, "It takes options only.");
	return ret_rest || optind == count;
}
