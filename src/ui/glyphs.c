#include "ui/glyphs.h"

const Glyphs glyphs_utf8 = {
	.utf8 = true,
	.yes = "✓", .no = "✗", .ask = "?", .stopped = "↓", .waiting = "…", .nothing = "·",
	.cut = "…", .dot = "·", .bullet = "•",
	.line = "─", .upright = "│", .corner = {"┌", "┐", "└", "┘"},
	.selected = "▌", .lower_half = "▄",
	.up = "↑", .down = "↓", .pattern = "░",
	.on = "[✓]", .off = "[ ]",
};

const Glyphs glyphs_ascii = {
	.utf8 = false,
	.yes = "Y", .no = "N", .ask = "?", .stopped = "v", .waiting = "~", .nothing = ".",
	.cut = "~", .dot = "-", .bullet = "*",
	.line = "-", .upright = "|", .corner = {"+", "+", "+", "+"},
	.selected = ">", .lower_half = "▄",
	.up = "^", .down = "v", .pattern = ":",
	.on = "[x]", .off = "[ ]",
};
