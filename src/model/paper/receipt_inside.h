/* The parts of a receipt; nothing but receipt*.c includes it. */
#pragma once

#include "model/paper/paper.h"
#include "model/paper/receipt.h"

typedef struct ReceiptPage {
	Paper paper;
	const Reach *reach;
	Instant since; /* INSTANT_MIN: all that holds */
	bool answered[Direction_COUNT_][Answer_COUNT_]; /* such an answer was told: its meaning follows */
	const Fact **told; /* the facts behind what was told: who recorded them, who spoke */
	size_t told_count;
} ReceiptPage;

/* The answers of each course of care; the choices that hold everywhere; entries kept private, as a number. */
void receipt_answers(ReceiptPage *page);
void receipt_choices(ReceiptPage *page);
void receipt_overrides(Paper *paper, Instant after); /* every one that was started later than this */
