/* The accounts on paper: for who goes through them once a year, and signs that it was done. */
#include "model/paper/paper.h"

void accounts_sheet_make(Desk *desk, const AccountReview *review, Arena *arena, Sheet *ret_sheet)
{
	const Organisation *practice = desk_practice(desk);
	Sheet sheet = sheet_new(arena, "accounts", &languages[0]);
	Text says = {.arena = arena};
	char day[16];
	date_print_staff(zone_date(desk_zone(desk), desk_now(desk)), day);
	account_review_say(review, &says);
	sheet_add(&sheet, SHEET_TITLE, "Accounts", NULL);
	sheet_add(&sheet, SHEET_PARAGRAPH,
		  arena_print(arena, "%s, %s: %s.", practice ? practice->name : "", day, text_done(&says)), NULL);
	for (size_t i = 0; i < review->account_count; i++) {
		Text line = {.arena = arena};
		account_say(desk, &review->accounts[i], &line);
		sheet_add(&sheet, SHEET_BOX, text_done(&line), NULL);
	}
	sheet_add(&sheet, SHEET_HEADING, "Changed in the last 12 months", NULL);
	for (size_t i = 0; i < review->change_count; i++) {
		const AuditRow *row = &review->changes[i];
		date_print_staff(zone_date(desk_zone(desk), row->at), day);
		sheet_add(&sheet, SHEET_ITEM,
			  arena_print(arena, "%s, %s: %s.", day, *row->by ? row->by : "nobody named", row->text), NULL);
	}
	if (review->change_count == 0)
		sheet_add(&sheet, SHEET_PARAGRAPH, "Nothing.", NULL);
	sheet_field(&sheet, "Looked through by", NULL, NULL, NULL);
	*ret_sheet = sheet;
}
