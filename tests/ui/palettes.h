/* What terminals make of their colours: the first sixteen as they come installed, and those of the cube of 256. */
#pragma once

#include <math.h>
#include <stddef.h>

typedef struct Palette {
	const char *name;
	unsigned colours[16]; /* 0xRRGGBB */
} Palette;

static const Palette palettes[] = {
	{"xterm",
	 {0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00,
	  0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff}},
	{"Linux console",
	 {0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa, 0xaaaaaa, 0x555555, 0xff5555, 0x55ff55,
	  0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff}},
	{"VTE, Tango",
	 {0x2e3436, 0xcc0000, 0x4e9a06, 0xc4a000, 0x3465a4, 0x75507b, 0x06989a, 0xd3d7cf, 0x555753, 0xef2929, 0x8ae234,
	  0xfce94f, 0x729fcf, 0xad7fa8, 0x34e2e2, 0xeeeeec}},
	{"VTE, GNOME",
	 {0x171421, 0xc01c28, 0x26a269, 0xa2734c, 0x12488b, 0xa347ba, 0x2aa1b3, 0xd0cfcc, 0x5e5c64, 0xf66151, 0x33da7a,
	  0xe9ad0c, 0x2a7bde, 0xc061cb, 0x33c7de, 0xffffff}},
	{"PuTTY",
	 {0x000000, 0xbb0000, 0x00bb00, 0xbbbb00, 0x0000bb, 0xbb00bb, 0x00bbbb, 0xbbbbbb, 0x555555, 0xff5555, 0x55ff55,
	  0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff}},
	{"Windows Terminal",
	 {0x0c0c0c, 0xc50f1f, 0x13a10e, 0xc19c00, 0x0037da, 0x881798, 0x3a96dd, 0xcccccc, 0x767676, 0xe74856, 0x16c60c,
	  0xf9f1a5, 0x3b78ff, 0xb4009e, 0x61d6d6, 0xf2f2f2}},
	{"macOS Terminal",
	 {0x000000, 0x990000, 0x00a600, 0x999900, 0x0000b2, 0xb200b2, 0x00a6b2, 0xbfbfbf, 0x666666, 0xe50000, 0x00d900,
	  0xe5e500, 0x0000ff, 0xe500e5, 0x00e5e5, 0xe5e5e5}},
};

/* WCAG 2.2, relative luminance. */
static inline double luminance(unsigned colour)
{
	static const double weights[] = {0.0722, 0.7152, 0.2126};
	double sum = 0;
	for (int i = 0; i < 3; i++) {
		const double part = (double)(colour >> (8 * i) & 0xff) / 255;
		sum += weights[i] * (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
	}
	return sum;
}

static inline double contrast_of(double a, double b)
{
	return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
}

static inline unsigned colour_of(const Palette *palette, int number)
{
	static const unsigned steps[] = {0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff};
	const unsigned cube = (unsigned)number - 16, grey = 8 + ((unsigned)number - 232) * 10;
	if (number < 16)
		return palette->colours[number];
	if (number >= 232)
		return grey << 16 | grey << 8 | grey;
	return steps[cube / 36] << 16 | steps[cube / 6 % 6] << 8 | steps[cube % 6];
}
