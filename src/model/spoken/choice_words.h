/* What is read aloud of each choice that stands beside Share Out and Share In: what it is, the question, what a yes and
 * a no mean for care, what is read back.
 *
 * The short form leaves out `what`, not what was answered before.
 * Question, yes and no are up to 40 words, all of it up to 120 with what is said of
 * every choice. Places in braces as in script.h; English is the key of a translation. What each is: docs/rules.md. */
#pragma once

typedef enum ChoiceAbout {
	ABOUT_SCR,	/* a Summary Care Record at all (S1) */
	ABOUT_SCR_MORE, /* with additional information (S3): asked after a yes to the one above */
	ABOUT_SCR_ENTRY,
	ABOUT_MIG,
	ABOUT_PLANNED,
	ABOUT_UNPLANNED,
	ABOUT_RESEARCH,
	ABOUT_STUDY,
	ABOUT_NATIONAL, /* only noted */
	ABOUT_VIEW_MIG, /* permission to look, at the point of care (P1) */
	ABOUT_VIEW_SCR,
	ABOUT_COUNT_
} ChoiceAbout;

typedef struct ChoiceWords {
	const char *what, *question, *yes, *no;
	const char *back_yes, *back_no; /* NULL: another one says it */
} ChoiceWords;

extern const ChoiceWords spoken_choices[ABOUT_COUNT_];
