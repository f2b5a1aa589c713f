#include "ui/screens/chart/chart.h"

#include "base/text.h"
#include "model/readings/explain.h"
#include "ui/form.h"

enum { SPEAKER_DONE = 1 };
enum { ROW_WHO, ROW_NAME, ROW_CAPACITY, ROW_HOW, ROW_INTERPRETER, ROW_REASON, ROWS };

typedef struct SpeakerState {
	ChartScreen base; /* first; the chart is the caller's */
	SpokenBy *spoken;
	Form form;
} SpeakerState;

static const Binding speaker_keys[] = {
	{KC_CTRL('s'), SPEAKER_DONE, "Done", "Keep this for the choices that follow.", .bar = true},
};

/* As the choices below. */
static const Who speakers[] = {
	WHO_PATIENT, WHO_PARENTAL_RESPONSIBILITY, WHO_HEALTH_WELFARE_LPA, WHO_DEPUTY, WHO_BEST_INTEREST,
};
static const char *const speaker_names[] = {
	"the patient",
	"parent (under 16)",
	"attorney, health and welfare",
	"deputy of the court",
	"best interest, by a clinician",
	NULL,
};
static const Capacity capacities[] = {Capacity_NOT_GIVEN_, CAPACITY_HAS, CAPACITY_LACKS};
static const char *const capacity_names[] = {"not in question", "can decide", "cannot decide", NULL};
static const How ways[] = {HOW_IN_PERSON, HOW_PHONE, HOW_VIDEO, HOW_PAPER, HOW_ONLINE};
static const char *const way_names[] = {"in person", "by telephone", "by video", "on paper", "online", NULL};

static const FormRow speaker_rows[ROWS] = {
	[ROW_WHO] = {.label = "Who speaks",
		     .kind = FORM_CHOICE,
		     .choices = speaker_names,
		     .help = "Left and Right change it. Others than the patient only where the patient cannot decide."},
	[ROW_NAME] = {.label = "Their name",
		      .kind = FORM_TEXT,
		      .help = "Of who speaks for the patient; else leave it empty."},
	[ROW_CAPACITY] = {.label = "The patient",
			  .kind = FORM_CHOICE,
			  .choices = capacity_names,
			  .help = "Can the patient decide this? From 11 on, ask it of a child too: one who can answers "
				  "alone."},
	[ROW_HOW] = {.label = "How", .kind = FORM_CHOICE, .choices = way_names, .help = "How they spoke to you."},
	[ROW_INTERPRETER] = {.label = "Interpreter", .kind = FORM_TEXT, .help = "Who interpreted, if anybody did."},
	[ROW_REASON] = {.label = "Best interest",
			.kind = FORM_TEXT,
			.max = SPEAKER_BYTES - 1,
			.help = "For a best-interest decision: why it is in the patient's interest."},
};

Speaker speaker_of(const SpokenBy *spoken, const Chart *chart)
{
	return (Speaker){
		.who = spoken->who ? spoken->who : WHO_PATIENT,
		.how = chart->how ? chart->how : HOW_IN_PERSON,
		.capacity = spoken->capacity,
		.name = text_empty(spoken->name) ? NULL : spoken->name,
		.reason = text_empty(spoken->reason) ? NULL : spoken->reason,
		.interpreter = text_empty(spoken->interpreter) ? NULL : spoken->interpreter,
	};
}

static size_t speaker_at(Who who)
{
	size_t at = 0;
	while (at < countof(speakers) && speakers[at] != who)
		at++;
	return at < countof(speakers) ? at : 0;
}

void speaker_say(const SpokenBy *spoken, const Chart *chart, Text *out)
{
	const Speaker speaker = speaker_of(spoken, chart);
	text_add(out, "Speaks: ");
	if (speaker.name)
		text_add_print(out, "%s, ", speaker.name);
	text_add_print(out, "%s, %s", speaker_names[speaker_at(speaker.who)], explain_how(speaker.how));
	if (speaker.interpreter)
		text_add_print(out, ", interpreter %s", speaker.interpreter);
	text_add(out, ".");
}

static size_t capacity_at(Capacity capacity)
{
	return capacity == CAPACITY_HAS ? 1 : capacity == CAPACITY_LACKS ? 2 : 0;
}

static size_t way_at(How how)
{
	for (size_t i = 0; i < countof(ways); i++)
		if (ways[i] == how)
			return i;
	return 0;
}

static bool speaker_enter(App *app, void *self, const void *argument, Error *err)
{
	SpeakerState *state = self;
	const SpeakerArgument *given = argument;
	const SpokenBy *spoken = given->spoken;
	chart_on(app, &state->base, given->chart);
	state->spoken = given->spoken;
	form_open(&state->form, app_arena(app), speaker_rows, ROWS);
	form_choose(&state->form, ROW_WHO, speaker_at(spoken->who));
	form_set(&state->form, ROW_NAME, spoken->name);
	form_choose(&state->form, ROW_CAPACITY, capacity_at(spoken->capacity));
	form_choose(&state->form, ROW_HOW, way_at(given->chart->how));
	form_set(&state->form, ROW_INTERPRETER, spoken->interpreter);
	form_set(&state->form, ROW_REASON, spoken->reason);
	return desk_allows(app_desk(app), ACT_ASK, err);
}

/* Years old today; −1 where the birth date is not known. */
static int age_of(const SpeakerState *state)
{
	const Date born = state->base.chart->world.person->born;
	return date_is_none(born) ? -1 : date_age(born, desk_today(state->base.desk));
}

static bool check_parent(const SpeakerState *state, Capacity capacity, Error *err)
{
	const int age = age_of(state);
	if (age >= ADULT_FROM)
		return fail(err, ERROR_REFUSED, "At 16 and over a parent does not decide: ask the patient.");
	if (capacity == CAPACITY_HAS)
		return fail(err, ERROR_REFUSED, "A child who can decide answers for themselves: ask the child.");
	return age < CHILD_MAY_DECIDE_FROM || capacity == CAPACITY_LACKS ||
	       fail(err, ERROR_INPUT,
		    "From 11 on a child may decide alone: say in \"The patient\" whether this child can.");
}

/* What the desk would refuse at the first choice is said while the form is still open. */
static bool speaker_check(const SpeakerState *state, Error *err)
{
	const Who who = speakers[form_chosen(&state->form, ROW_WHO)];
	const Capacity capacity = capacities[form_chosen(&state->form, ROW_CAPACITY)];
	if (who == WHO_PATIENT)
		return capacity != CAPACITY_LACKS ||
		       fail(err, ERROR_REFUSED,
			    "A patient who cannot decide does not answer: say who speaks for them.");
	if (text_empty(form_text(&state->form, ROW_NAME)))
		return fail(err, ERROR_INPUT, "Write down the name of who speaks for the patient.");
	if (who == WHO_PARENTAL_RESPONSIBILITY)
		return check_parent(state, capacity, err);
	if (capacity != CAPACITY_LACKS)
		return fail(err, ERROR_REFUSED, "They speak only where the patient cannot decide: ask the patient.");
	if (who != WHO_BEST_INTEREST)
		return true;
	if (text_empty(form_text(&state->form, ROW_REASON)))
		return fail(err, ERROR_INPUT, "A best-interest decision needs its reason: write it down.");
	return desk_allows(state->base.desk, ACT_BEST_INTEREST, err);
}

static void speaker_done(App *app, SpeakerState *state)
{
	SpokenBy *spoken = state->spoken;
	Text said = {.arena = app_scratch(app)};
	if (!app_done(app, speaker_check(state, app_error(app))))
		return;
	spoken->who = speakers[form_chosen(&state->form, ROW_WHO)];
	spoken->capacity = capacities[form_chosen(&state->form, ROW_CAPACITY)];
	state->base.chart->how = ways[form_chosen(&state->form, ROW_HOW)];
	text_copy(spoken->name, sizeof spoken->name,
		  spoken->who == WHO_PATIENT ? "" : form_text(&state->form, ROW_NAME));
	text_copy(spoken->interpreter, sizeof spoken->interpreter, form_text(&state->form, ROW_INTERPRETER));
	text_copy(spoken->reason, sizeof spoken->reason,
		  spoken->who == WHO_BEST_INTEREST ? form_text(&state->form, ROW_REASON) : "");
	speaker_say(spoken, state->base.chart, &said);
	app_close(app);
	app_notice(app, NOTICE_GOOD, "%s It holds until this patient is closed or another is named.", text_done(&said));
}

static void speaker_act(App *app, void *self, int action)
{
	if (action == SPEAKER_DONE)
		speaker_done(app, self);
}

static void speaker_draw(const void *self, const App *app, Area area)
{
	const SpeakerState *state = self;
	form_draw(&state->form, area_part(area, area.rows > ROWS + 4, 1, -1, area.cols - 2));
}

const Screen screen_speaker = {
	.name = "speaker",
	.title = "Who speaks for the patient",
	.keymap = KEYMAP(speaker_keys),
	.size = sizeof(SpeakerState),
	.form = SCREEN_AT(SpeakerState, form),
	.finished = SPEAKER_DONE,
	.enter = speaker_enter,
	.draw = speaker_draw,
	.act = speaker_act,
	.patient = chart_patient,
};
