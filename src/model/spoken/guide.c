#include "model/spoken/guide.h"

#include "base/macros.h"
#include "model/spoken/phrasebook.h"

const char guide_title[] = N_("Sharing your health record: a guide for patients");

const GuideLine guide[] = {
	{GUIDE_HEADING, N_("Your records"), NULL},
	{GUIDE_PARAGRAPH,
	 N_("Every service that cares for you keeps a record about you: your GP surgery, a hospital, a "
	    "district nurse, a physiotherapist. With your agreement they can share these records by "
	    "computer, so that the people who care for you know your medicines, your allergies and your "
	    "history."),
	 NULL},
	{GUIDE_PARAGRAPH, N_("The choice is yours. You will be cared for whatever you choose."), NULL},
	{GUIDE_COUNTED, NN_("The way to share", "The {count} ways to share")},
	{GUIDE_ITEM,
	 N_("SystmOne and EMIS are computer systems that many services use for their records. Services "
	    "that use them can share your whole record with each other. We ask you about each service when "
	    "you are referred to it."),
	 NULL},
	{GUIDE_ITEM,
	 N_("The Summary Care Record is a national record of your medicines, allergies and bad reactions. "
	    "You can add more to it, such as important illnesses, operations and vaccinations, or choose "
	    "not to have one."),
	 NULL},
	{GUIDE_ITEM,
	 N_("The Medical Interoperability Gateway, or MIG, lets local services such as the ambulance "
	    "service and 111 look at parts of your GP record. They ask you each time."),
	 NULL},
	{GUIDE_PARAGRAPH, N_("These are separate choices. What you say about one does not change another."), NULL},
	{GUIDE_PARAGRAPH, N_("Sharing in this way is never for insurance, marketing or sale."), NULL},
	{GUIDE_COUNTED, NN_("The question", "The {count} questions")},
	{GUIDE_ITEM,
	 N_("Share Out: may what this service records about you be seen by other services that care for "
	    "you?"),
	 NULL},
	{GUIDE_ITEM, N_("Share In: may this service see what other services have shared about you?"), NULL},
	{GUIDE_HEADING, N_("An example"), NULL},
	{GUIDE_PARAGRAPH,
	 N_("You are cared for by a GP, a nurse and a stop-smoking adviser. You want the GP and the nurse "
	    "to know everything, also how you get on with the adviser. You do not want the adviser to see "
	    "the rest of your record."),
	 NULL},
	{GUIDE_PARAGRAPH,
	 N_("So you say yes to both questions for the GP and for the nurse. For the adviser you say yes to "
	    "Share Out and no to Share In."),
	 NULL},
	{GUIDE_HEADING, N_("When your care ends"), NULL},
	{GUIDE_PARAGRAPH,
	 N_("Your answers belong to one course of care. When it ends, the agreement ends too. If you are "
	    "referred again, even to the same service, we ask you again."),
	 NULL},
	{GUIDE_HEADING, N_("Changing your mind"), NULL},
	{GUIDE_PARAGRAPH, N_("You can change your mind at any time. Tell us, or tell the service."), NULL},
	{GUIDE_PARAGRAPH,
	 N_("What was shared before you change your mind stays shared. Only what is recorded later is not."), NULL},
	{GUIDE_HEADING, N_("Keeping something private"), NULL},
	{GUIDE_PARAGRAPH,
	 N_("You can ask us to keep any single entry in your record private. It is hidden at once, and a "
	    "doctor or nurse talks to you about it. A private entry is not shared with other services in "
	    "any way."),
	 NULL},
	{GUIDE_HEADING, N_("Far from home"), NULL},
	{GUIDE_PARAGRAPH,
	 N_("If a service further away asks for your record, for example while you are on holiday, we send "
	    "a code to your mobile phone or your email. If you want to share, tell them the code. If you "
	    "do not, keep it to yourself."),
	 NULL},
	{GUIDE_PARAGRAPH,
	 N_("If we have no mobile number or email address for you, your GP surgery can record your choice."), NULL},
	{GUIDE_HEADING, N_("Emergencies"), NULL},
	{GUIDE_PARAGRAPH,
	 N_("If you cannot answer in an emergency, or if somebody may be in danger, staff may look at your "
	    "record without asking you. Each time is recorded with a reason, and checked by somebody else."),
	 NULL},
	{GUIDE_HEADING, N_("Research and planning"), NULL},
	{GUIDE_PARAGRAPH,
	 N_("You can choose whether information that names you is used for research and planning. This "
	    "does not change your care. You set the national choice yourself, at "
	    "nhs.uk/your-nhs-data-matters or by telephone on 0300 303 5678."),
	 NULL},
	{GUIDE_HEADING, N_("Questions and complaints"), NULL},
	{GUIDE_PARAGRAPH,
	 N_("You can have an interpreter, for sign language too. It costs you nothing: ask us for one."), NULL},
	{GUIDE_SETTING, N_("Our privacy notice says how we use what is recorded about you: {words}"), "privacy-notice"},
	{GUIDE_SETTING, N_("Our data protection impact assessment says how we keep your record safe: {words}"),
	 "impact-assessment"},
	{GUIDE_PARAGRAPH,
	 N_("If you are not happy with how we use what is recorded about you, you can complain to us."), NULL},
	{GUIDE_SETTING, N_("This is where to complain to us: {words}"), "complaints"},
	{GUIDE_PARAGRAPH,
	 N_("If that does not help, you can complain to the Information Commissioner's Office (ICO), at "
	    "ico.org.uk/make-a-complaint or by telephone on 0303 123 1113."),
	 NULL},
};

const size_t guide_count = countof(guide);

unsigned long guide_items(const GuideLine *line)
{
	unsigned long items = 0;
	for (line++; line < guide + guide_count && line->kind != GUIDE_HEADING && line->kind != GUIDE_COUNTED; line++)
		items += line->kind == GUIDE_ITEM;
	return items;
}
