/* A play: what a person does at the terminal and should see, one step a line, read from a .play file.
 *
 *	# out of county, from the desk's side          a comment
 *	size 80 24                                     columns and rows of terminals opened from here on
 *	env NO_COLOR=1                                 for the commands that follow
 *	need "no data" test -d "$SHAREDESK_TEST_DATA"  the play is skipped, with this word, unless the command succeeds
 *	shell sharedesk init --db "$PLAY/desk.db" …    a command that must succeed
 *	run sharedesk --db "$PLAY/desk.db"             the program, on the terminal
 *	wait "Find a patient"                          until it is on the screen; `vanish` until it is not
 *	expect "Due today"                             on the screen once it is quiet, or soon; `refuse`: must not be
 *	type "ashb"                                    typed; `key enter ctrl-p alt-1 shift-tab`: pressed
 *	click "Ask"       double "ASHBY"               the mouse, on the first letter of these words
 *	wheel down                                     one notch of it, or `up`, in the middle of the screen
 *	raw "\e[200~"                                  bytes as they are: \e \n \r \t \\ \" \xHH
 *	match "✓ +✗"                                   a regular expression that something on the quiet screen is like
 *	capture CODE "([0-9]{3} [0-9]{3})"             the first match (its first group, if any) becomes $CODE
 *	let CODE tail -n 1 "$PLAY/messages"            the first line that the command says becomes $CODE
 *	mask "[0-9]{2}:[0-9]{2}"                       shown as # in screens that are compared from here on
 *	screen home                                    must be like tests/golden/tty-home.<cols>x<rows>.screen
 *	resize 40 12      desk 2                       another size; another terminal (1 to 4)
 *	settle                                         until the program has nothing to do; `pause 1500`: time (ms) for
 *	                                               something that must not happen
 *	record "$PLAY/card.bytes"                      every byte from here on also goes to this file
 *	signal TERM       exit 0                       sent to the program; it must end with this status
 *	say Words for who reads the story.             printed by --show only, as is `show`: the screen
 *
 * Texts stand in double quotes where they hold blanks; $NAME in them is the environment's. `shell`, `run`, `need`
 * and `let` are the shell's. $PLAY is a directory of the play's own, HOME too, gone afterwards. */
#pragma once

#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

typedef struct Step {
	int line; /* in the file, from 1 */
	const char *verb;
	const char *rest;   /* the line after the verb, as written */
	const char **words; /* the same in words, unquoted, not yet expanded */
	size_t count;
} Step;

typedef struct Play {
	const char *path;
	const char *name; /* the file's, without folder and ending */
	Step *steps;
	size_t count;
} Play;

bool play_read(const char *path, Arena *arena, Play *ret_play, Error *err) must_check;
/* $NAME and ${NAME} from the environment; a name that is not there becomes nothing. */
const char *play_expand(const char *text, Arena *arena);
/* \e \n \r \t \\ \" \xHH. */
const char *play_unescape(const char *text, Arena *arena);
