/* The peer of a key: a bar that keys move over a full screen of rows, and nothing else. What curses and a terminal cost
 * by themselves: arrows move it, p turns the page, q ends. With a word behind its name it writes all of its rows anew
 * for each key, as a program does that draws what it has. */
#include <curses.h>
#include <locale.h>
#include <stdlib.h>

enum { PAGES = 1000 };

static void draw(int page)
{
	erase();
	for (int row = 0; row < LINES - 1; row++)
		mvprintw(row, 1, "Patient %06d   %03d %03d %04d   born %02d-Jan-19%02d", page * LINES + row,
			 page % 1000, row * 37 % 1000, row * 7919 % 10000, row % 28 + 1, row * 13 % 100);
}

int main(int argc, char **argv)
{
	int page = 0, bar = 0;
	setlocale(LC_CTYPE, "");
	initscr();
	raw();
	noecho();
	keypad(stdscr, TRUE);
	curs_set(0);
	draw(page);
	for (int key = 0; key != 'q' && key != ERR; key = getch()) {
		mvchgat(bar, 0, -1, A_NORMAL, 0, NULL);
		bar = (bar + (key == KEY_DOWN) - (key == KEY_UP) + LINES - 1) % (LINES - 1);
		page = (page + (key == 'p')) % PAGES;
		if (key == 'p' || argc > 1)
			draw(page);
		mvchgat(bar, 0, -1, A_REVERSE, 0, NULL);
		refresh();
	}
	endwin();
	return EXIT_SUCCESS;
}
