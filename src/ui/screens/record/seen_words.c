#include "ui/screens/record/inside.h"

#include "base/text.h"

const char *seen_sign(const Glyphs *glyphs, Verdict verdict)
{
	switch (verdict) {
	case VERDICT_ALLOW: return glyphs->yes;
	case VERDICT_ASK: return glyphs->ask;
	case VERDICT_DENY: return glyphs->no;
	}
	return glyphs->no;
}

const char *seen_reason(const Decision *decision, Arena *arena)
{
	char *words = arena_text(arena, text_or(reason_text(decision->reason), ""));
	for (char *c = words; *c; c++) {
		if (*c == '-')
			*c = ' ';
	}
	return words;
}
