/* What was recorded elsewhere while a sitting was under way: told before the read back, and asked again. */
#include "base/text.h"
#include "model/care/inside.h"
#include "model/desk/meanwhile.h"
#include "model/spoken/language_dates.h"

/* --- finding it --- */

static SittingItem *item_about(Sitting *sitting, const Fact *fact)
{
	for (size_t i = 0; i < sitting->item_count; i++) {
		SittingItem *item = &sitting->items[i];
		if (text_is(item->episode, fact->episode) && item->direction == (Direction)fact->direction)
			return item;
	}
	return NULL;
}

/* A name that the reading of the chart will not take away. */
static SittingItem about_of(Sitting *sitting, const Fact *fact)
{
	const Episode *episode =
		fact->episode ? agreements_episode(&sitting->chart->now.agreements, fact->episode) : NULL;
	if (!episode)
		return (SittingItem){0};
	return (SittingItem){
		.episode = arena_text(&sitting->arena, fact->episode),
		.org = arena_text(&sitting->arena, episode->org),
		.called = sitting_called(sitting, episode),
		.direction = (Direction)fact->direction,
		.answer = (Answer)fact->answer,
	};
}

static void add_news(Sitting *sitting, const Fact *fact)
{
	SittingItem *item = fact->kind == FACT_ANSWERED ? item_about(sitting, fact) : NULL;
	const bool answered = fact->kind == FACT_ANSWERED;
	const bool ended = fact->kind == FACT_ENDED || fact->kind == FACT_DISCHARGED;
	sitting->news[sitting->news_count++] = (SittingNews){
		.by = arena_text(&sitting->arena, fact->by),
		.at = fact->at,
		.about = answered || ended ? about_of(sitting, fact) : (SittingItem){0},
		.ended = ended,
	};
	if (item)
		item->again = true;
	/* whatever else it was, the questions of that agreement stand on it */
	for (size_t i = 0; i < sitting->item_count && !answered; i++)
		if (text_is(sitting->items[i].episode, fact->episode))
			sitting->items[i].again = true;
}

/* --- what still stands of the questions --- */

static bool still_asked(const Sitting *sitting, const SittingItem *item)
{
	const Episode *episode;
	return desk_open_episode(&sitting->chart->now, item->episode, &episode, NULL);
}

/* From here on each is asked in full: the service whose words stood for the rows may be gone. */
static void drop_what_ended(Sitting *sitting)
{
	size_t kept = 0;
	for (size_t i = 0; i < sitting->item_count; i++)
		if (still_asked(sitting, &sitting->items[i]))
			sitting->items[kept++] = sitting->items[i];
	sitting->item_count = sitting->full = kept;
}

/* A choice that was made elsewhere is asked anew; of one kind the first that was told says it. */
static void add_choice_news(Sitting *sitting, FactList facts, int64_t since)
{
	for (size_t i = 0; i < sitting->chosen_count; i++) {
		SittingChosen *chosen = &sitting->chosen[i];
		const FactKind kind = choice_kind(&chosen->choice);
		const Fact *fact = meanwhile_next(sitting->chart, facts, since, kind, NULL);
		const bool told = i > 0 && choice_kind(&chosen[-1].choice) == kind;
		chosen->again = fact != NULL && sitting->more;
		if (chosen->again && !told)
			add_news(sitting, fact);
		if (chosen->again)
			chosen->answer = 0;
	}
}

static void ask_anew(Sitting *sitting)
{
	sitting->asks_again = false;
	for (size_t i = 0; i < sitting->item_count; i++) {
		SittingItem *item = &sitting->items[i];
		if (item->again)
			*item = (SittingItem){item->episode, item->org, item->called, item->direction, .again = true};
		sitting->asks_again |= item->again;
	}
	for (size_t i = 0; i < sitting->chosen_count; i++)
		sitting->asks_again |= sitting->chosen[i].again;
}

bool sitting_look(Sitting *sitting)
{
	int64_t since = sitting->chart->shown;
	sitting->news_count = 0;
	for (size_t i = 0; i < sitting->item_count; i++)
		sitting->items[i].again = false;
	if (!desk_refresh_chart(sitting->desk, sitting->chart, NULL, NULL))
		return false;
	const FactList facts = sitting->chart->world.facts;
	sitting->news = arena_array(&sitting->arena, facts.count + sitting->chosen_count, sizeof *sitting->news);
	add_choice_news(sitting, facts, since);
	for (const Fact *fact; (fact = meanwhile_next(sitting->chart, facts, since, FACT_ANSWERED, NULL));
	     since = fact->seq)
		add_news(sitting, fact);
	if (sitting->news_count == 0)
		return true;
	drop_what_ended(sitting);
	ask_anew(sitting);
	sitting_find_others(sitting);
	return true;
}

/* --- saying it --- */

static const char *before(const SittingNews *news, const Sitting *sitting, const Language *language, Arena *arena)
{
	char time[LANGUAGE_TIME_MAX];
	language_print_time(language, zone_local(sitting->chart->world.zone, news->at), time);
	return text_empty(news->by) ? arena_print(arena, "%s: ", time) : arena_print(arena, "%s, %s: ", time, news->by);
}

static ScriptText said_of(const Sitting *sitting, const SittingNews *news, Arena *arena)
{
	const Chart *told = sitting_told(sitting, arena);
	if (!news->about.org)
		return SCRIPT_MEANWHILE_ELSE;
	return news->ended ? SCRIPT_MEANWHILE_ENDED
			   : sitting_read_back(&news->about, &told->now, told->matrix.probe).said;
}

/* When and by whom stands before what was recorded, in either language as it writes the hour. */
void sitting_news_lines(const Sitting *sitting, SittingLines *lines)
{
	Arena *arena = lines->arena;
	sitting_line(lines, SCRIPT_MEANWHILE, (ScriptWords){0});
	for (size_t i = 0; i < sitting->news_count; i++) {
		const SittingNews *news = &sitting->news[i];
		sitting_line(lines, said_of(sitting, news, arena), (ScriptWords){.organisation = news->about.called});
		SittingLine *line = &lines->items[lines->count - 1];
		line->english = arena_print(arena, "%s%s", before(news, sitting, &languages[0], arena), line->english);
		if (line->own)
			line->own =
				arena_print(arena, "%s%s", before(news, sitting, sitting->language, arena), line->own);
	}
}

/* Of the questions, where they are asked again, those alone that are to be. */
static bool ask_next_again(Sitting *sitting, size_t from)
{
	for (size_t i = from; i < sitting->item_count; i++)
		if (sitting->items[i].again) {
			sitting->step = SITTING_ASK;
			sitting->at = i;
			return true;
		}
	return false;
}

bool sitting_next_again(Sitting *sitting)
{
	const SittingStep step = sitting->step;
	size_t from = step == SITTING_CHOOSE ? sitting->at + 1 : 0;
	if ((step == SITTING_MEANWHILE && ask_next_again(sitting, 0)) ||
	    (step == SITTING_ASK && ask_next_again(sitting, sitting->at + 1)))
		return true;
	const bool chosen = sitting_chosen_again(sitting, &from);
	sitting->step = chosen ? SITTING_CHOOSE : SITTING_MEANWHILE;
	sitting->at = chosen ? from : 0;
	sitting->asks_again = chosen;
	return chosen;
}
