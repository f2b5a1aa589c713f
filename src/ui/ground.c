#include "ui/ground.h"

#include <stdlib.h>
#include <string.h>

enum { ANSWER_SECONDS = 3 }; /* on the slowest line */

void ground_ask(Ground *ground)
{
	clock_gettime(CLOCK_MONOTONIC, &ground->asked);
}

bool ground_is_asked(const Ground *ground)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return ground->asked.tv_sec != 0 && now.tv_sec - ground->asked.tv_sec < ANSWER_SECONDS;
}

/* sRGB to light, by a polynomial that is right to three digits. */
static double light_of(double part)
{
	return part * (part * (part * 0.305306011 + 0.682171111) + 0.012522878);
}

/* One to four hexadecimal digits, of which the highest number is full light. */
static bool read_part(const char **at, char before, double *ret_light)
{
	const size_t digits = **at == before ? strspn(*at + 1, "0123456789abcdefABCDEF") : 0;
	if (digits == 0 || digits > 4)
		return false;
	*ret_light = light_of((double)strtol(*at + 1, NULL, 16) / (double)((1 << (4 * digits)) - 1));
	*at += 1 + digits;
	return true;
}

bool ground_hear(Ground *ground, const char *answer)
{
	double red, green, blue;
	const char *at = strchr(answer, ':');
	ground->asked = (struct timespec){0};
	if (strncmp(answer, "rgb", 3) != 0 || !at)
		return false;
	if (!read_part(&at, ':', &red) || !read_part(&at, '/', &green) || !read_part(&at, '/', &blue))
		return false;
	ground->luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
	return true;
}

bool ground_listen(Ground *ground, GroundNext *next)
{
	enum { ANSWER_MAX = 64, BEL = 0x07, ESC = 0x1B };

	char answer[ANSWER_MAX];
	size_t n = 0;
	uint32_t point = 0;
	while (next(GROUND_PAUSE, &point) && point != BEL && point != ESC)
		if (n < sizeof answer - 1)
			answer[n++] = point < 0x80 ? (char)point : '?';
	if (point == ESC)
		next(GROUND_PAUSE, &point);
	answer[n] = '\0';

	const char *colour = strstr(answer, "rgb");

	return ground_hear(ground, colour ? colour : answer);
}
