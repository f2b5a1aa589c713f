#include "model/spoken/choice_words.h"

#include "model/spoken/phrasebook.h"

/* G4, G2: an opt-out closes every way but that of an override. */
#define OF_CARE \
	.yes = N_("If you say yes, that alone lets nobody see your record."), \
	.no = N_("If you say no, they see only what they record themselves, except in an emergency.")

#define VIEW \
	.what = N_("Your answer is for this visit, and holds for 24 hours at most. It is neither Share Out nor Share " \
		   "In."), \
	.yes = N_("If you say yes, it can look now."), \
	.no = N_("If you say no, it cannot look, and may not know something that matters.")

const ChoiceWords spoken_choices[ABOUT_COUNT_] = {
	[ABOUT_SCR] =
		{
			.question = N_("Are you happy to have a Summary Care Record?"),
			.what = N_(
				"It is a short national summary of your GP record: your medicines, allergies and bad "
				"reactions to medicines. NHS staff who look after you elsewhere, for example in an "
				"emergency, can look at it. They ask you each time, unless you cannot answer."),
			.yes = N_("If you say yes, staff who look at it know your medicines and allergies."),
			.no = N_("If you say no, nobody sees a summary, not even in an emergency."),
			.back_no = N_("Summary Care Record: you chose not to have one."),
		},
	[ABOUT_SCR_MORE] =
		{
			.question = N_("Are you happy for the summary to show additional information too?"),
			.what = N_("That is: illnesses and health problems, operations and treatments, plans for your "
				   "care, help you need to communicate, wishes about care at the end of life, and "
				   "vaccinations. Sensitive entries, for example about fertility treatment, stay out "
				   "unless you say yes to each."),
			.yes = N_("If you say yes, staff know more about you and ask you less."),
			.no = N_("If you say no, they see only your medicines, allergies and bad reactions."),
			.back_yes = N_("Summary Care Record: your medicines, allergies and bad reactions, and also "
				       "important illnesses, operations and vaccinations."),
			.back_no = N_("Summary Care Record: your medicines, allergies and bad reactions, and nothing "
				      "else."),
		},
	[ABOUT_SCR_ENTRY] =
		{
			.question = N_("Are you happy for the entry of {day} to be in your Summary Care Record?"),
			.what = N_(
				"Sensitive entries stay out unless you ask for them: about fertility treatment, "
				"infections passed on by sex, ending a pregnancy, or gender. We do not read this one "
				"aloud."),
			.yes = N_("If you say yes, staff see it too, but only with the additional information."),
			.no = N_("If you say no, it stays out."),
			.back_yes = N_("Yes: the entry of {day} is put into your Summary Care Record."),
			.back_no = N_("No: the entry of {day} stays out of your Summary Care Record."),
		},
	[ABOUT_MIG] =
		{
			.question =
				N_("Are you happy for local services, such as ambulances and 111, to look at your GP "
				   "record?"),
			.what = N_("They look at it by computer, and see no letters and no free text. Nothing is kept "
				   "there. They ask you each time, unless you cannot answer."),
			.yes = N_("If you say yes, they still ask you before they look."),
			.no = N_("If you say no, none of them can look in this way."),
			.back_yes = N_("Local services such as the ambulance service and 111 may look at parts of your "
				       "GP record if you agree at the time, as far as your other choices allow."),
			.back_no = N_("You said no to the local view, by which services such as the ambulance service "
				      "and 111 look at parts of your GP record."),
		},
	[ABOUT_PLANNED] =
		{
			.question = N_("Are you happy for your record to be shared for planned care?"),
			.what = N_("Planned care is when you are referred: hospitals, clinics and community services. "
				   "This is one choice for all of them. We still ask you about each service."),
			OF_CARE,
			.back_yes = N_("Planned care: your record can be shared."),
			.back_no = N_("Planned care: you opted out of sharing your record."),
		},
	[ABOUT_UNPLANNED] =
		{
			.question = N_("Are you happy for your record to be shared for unplanned care?"),
			.what = N_(
				"Unplanned care is when you need help quickly: emergency departments, minor injuries "
				"units, ambulances, 111 and out-of-hours doctors. This is one choice for all of them, "
				"and covers your Summary Care Record there."),
			OF_CARE,
			.back_yes = N_("Unplanned care: your record can be shared."),
			.back_no = N_("Unplanned care: you opted out of sharing your record."),
		},
	[ABOUT_RESEARCH] =
		{
			.question = N_("Are you happy for your GP record to be used for planning and research?"),
			.what = N_(
				"The NHS plans services and looks for better treatments with data from records. Your "
				"care stays the same, whatever you say. A no does not cover figures about many "
				"people, risks to public health, or a study that you say yes to."),
			.yes = N_("If you say yes, it can be used where the law allows."),
			.no = N_("If you say no, we stop at once. Others may need 21 days."),
			.back_yes = N_("Planning and research: your record can be used where the law allows."),
			.back_no = N_("Planning and research: you opted out of the use of your record."),
		},
	[ABOUT_STUDY] =
		{
			.question = N_("Are you happy for the study {words} to use your record?"),
			.what = N_(
				"It can use information that names you. Your answer is for this study alone, and your "
				"care stays the same."),
			.yes = N_("If you say yes, it can where the law allows, even if you said no to research."),
			.no = N_("If you say no, it cannot."),
			.back_yes =
				N_("You agreed that the study {words} can use your record where the law allows. It can "
				   "use information that names you."),
			.back_no = N_("You said no to the study {words}."),
		},
	[ABOUT_NATIONAL] =
		{
			.question = N_("Does the national service show today that you have opted out?"),
			.what = N_("The national data opt-out is about planning and research. It changes nothing about "
				   "your own care."),
			.yes = N_("You alone can set it: at nhs.uk/your-nhs-data-matters, or by telephone on 0300 303 "
				  "5678."),
			.no = N_("We cannot set it for you. We only note what it shows."),
			.back_yes = N_("National data opt-out: noted that you have opted out."),
			.back_no = N_("National data opt-out: noted that you have not opted out."),
		},
	[ABOUT_VIEW_MIG] =
		{
			.question = N_("Are you happy for {organisation} to look at your GP record now?"),
			VIEW,
			.back_yes = N_("{organisation} asked to look at your GP record this once: you said yes."),
			.back_no = N_("{organisation} asked to look at your GP record this once: you said no."),
		},
	[ABOUT_VIEW_SCR] =
		{
			.question = N_("Are you happy for {organisation} to look at your Summary Care Record now?"),
			VIEW,
			.back_yes =
				N_("{organisation} asked to look at your Summary Care Record this once: you said yes."),
			.back_no =
				N_("{organisation} asked to look at your Summary Care Record this once: you said no."),
		},
};
