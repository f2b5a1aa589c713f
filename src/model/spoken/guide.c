#include "model/spoken/guide.h"

#include "base/macros.h"
#include "model/spoken/phrasebook.h"

#define PARAGRAPHS(...) \
	(const char *const[]) \
	{ \
		__VA_ARGS__, NULL \
	}

const char guide_title[] = N_("Sharing your health record: a guide for patients");

const GuideSection guide[] = {
	{N_("Your records"),
	 PARAGRAPHS(
		 N_("Every service that cares for you keeps a record about you: your GP surgery, a hospital, a district nurse, a "
		    "physiotherapist. With your agreement they can share these records by computer, so that the people who care "
		    "for you know your medicines, your allergies and your history."),
		 N_("The choice is yours. You will be cared for whatever you choose."))},
	{N_("The 4 ways to share"),
	 PARAGRAPHS(
		 N_("SystmOne and EMIS are computer systems that many services use for their records. Services that use them can "
		    "share your whole record with each other. We ask you about each service when you are referred to it."),
		 N_("The Summary Care Record is a national record of your medicines, allergies and bad reactions. You can add more "
		    "to it, such as important illnesses, operations and vaccinations, or choose not to have one."),
		 N_("The Medical Interoperability Gateway, or MIG, lets local services such as the ambulance service and 111 look "
		    "at parts of your GP record. They ask you each time."),
		 N_("These are separate choices. What you say about one does not change another."))},
	{N_("The 2 questions"),
	 PARAGRAPHS(
		 N_("Share Out: may what this service records about you be seen by other services that care for you?"),
		 N_("Share In: may this service see what other services have shared about you?"))},
	{N_("An example"),
	 PARAGRAPHS(
		 N_("You are cared for by a GP, a nurse and a stop-smoking adviser. You want the GP and the nurse to know everything, "
		    "also how you get on with the adviser. You do not want the adviser to see the rest of your record."),
		 N_("So you say yes to both questions for the GP and for the nurse. For the adviser you say yes to Share Out and no to "
		    "Share In."))},
	{N_("When your care ends"),
	 PARAGRAPHS(N_(
		 "Your answers belong to one course of care. When it ends, the agreement ends too. If you are referred again, "
		 "even to the same service, we ask you again."))},
	{N_("Changing your mind"),
	 PARAGRAPHS(
		 N_("You can change your mind at any time. Tell us, or tell the service."),
		 N_("What was shared before you change your mind stays shared. Only what is recorded later is not."))},
	{N_("Keeping something private"),
	 PARAGRAPHS(N_(
		 "You can ask us to keep any single entry in your record private. It is hidden at once, and a doctor or nurse talks to "
		 "you about it. A private entry is not shared with other services in any way."))},
	{N_("Far from home"),
	 PARAGRAPHS(
		 N_("If a service further away asks for your record, for example while you are on holiday, we send a code to your mobile "
		    "phone or your email. If you want to share, tell them the code. If you do not, keep it to yourself."),
		 N_("If we have no mobile number or email address for you, your GP surgery can record your choice."))},
	{N_("Emergencies"),
	 PARAGRAPHS(N_(
		 "If you cannot answer in an emergency, or if somebody may be in danger, staff may look at your record without asking "
		 "you. Each time is recorded with a reason, and checked by somebody else."))},
	{N_("Research and planning"),
	 PARAGRAPHS(
		 N_("You can choose whether information that names you is used for research and planning. This does not change your care. "
		    "You set the national choice yourself, at nhs.uk/your-nhs-data-matters or by telephone on 0300 303 5678."),
		 N_("We never share your record for insurance, for marketing or for sale."))},
};

const size_t guide_count = countof(guide);
