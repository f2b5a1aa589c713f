/* May organisation X see entry E of patient P at time T, and why: the G, E, M, S, P and C rules.
 *
 * A Decision is an immutable value. Its zero value is a denial: a fault while deciding is never an allow. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "model/rules/kin.h"

typedef enum Verdict { VERDICT_DENY, VERDICT_ASK, VERDICT_ALLOW } Verdict;
typedef enum Via { VIA_NOTHING, VIA_OWN, VIA_OVERRIDE, VIA_EDSM, VIA_MIG, VIA_SCR } Via;
typedef enum Channel { CHANNEL_EDSM, CHANNEL_MIG, CHANNEL_SCR, CHANNELS } Channel;

/* The rules that can decide, as RULES names them. */
#define RULES(X) \
	X(G0) \
	X(G1) \
	X(G2) \
	X(G3) \
	X(G4) \
	X(E1) \
	X(E2) \
	X(E3) \
	X(E4) \
	X(E5) \
	X(E6) \
	X(E7) \
	X(M1) \
	X(M2) \
	X(M3) \
	X(M4) \
	X(S0) \
	X(S1) \
	X(S2) \
	X(S3) \
	X(S4) \
	X(P1) \
	X(R1) \
	X(R2) \
	X(R3) \
	X(R4) \
	X(R5) \
	X(R6)
#define RULE_ENUM_(name) RULE_##name,
typedef enum Rule { RULE_NONE, RULES(RULE_ENUM_) RULE_COUNT_ } Rule;

#define REASONS(X) \
	X(REASON_NOT_YET_RECORDED, "not-yet-recorded") \
	X(REASON_OWN_RECORD, "own-record") \
	X(REASON_PRIVATE, "private") \
	X(REASON_OVERRIDE, "override") \
	X(REASON_OPTED_OUT_PLANNED, "opted-out-planned") \
	X(REASON_OPTED_OUT_UNPLANNED, "opted-out-unplanned") \
	X(REASON_NO_SHARED_SYSTEM, "no-shared-system") \
	X(REASON_PROHIBITED, "prohibited") \
	X(REASON_AGREEMENT_ENDED, "agreement-ended") \
	X(REASON_NO_AGREEMENT, "no-agreement") \
	X(REASON_VERIFICATION_REFUSED, "verification-refused") \
	X(REASON_NOT_VERIFIED, "not-verified") \
	X(REASON_SHARE_IN_STOPPED, "share-in-stopped") \
	X(REASON_SHARE_IN_REFUSED, "share-in-refused") \
	X(REASON_SHARE_IN_NOT_ASKED, "share-in-not-asked") \
	X(REASON_SHARE_OUT_STOPPED, "share-out-stopped") \
	X(REASON_SHARE_OUT_REFUSED, "share-out-refused") \
	X(REASON_SHARE_OUT_NOT_ASKED, "share-out-not-asked") \
	X(REASON_SHARED, "shared") \
	X(REASON_NOT_A_MIG_PARTNER, "not-a-mig-partner") \
	X(REASON_NOT_GP_RECORD, "not-gp-record") \
	X(REASON_MIG_DISSENT, "mig-dissent") \
	X(REASON_NOT_IN_MIG_VIEW, "not-in-mig-view") \
	X(REASON_NOT_AN_SCR_VIEWER, "not-an-scr-viewer") \
	X(REASON_SCR_DISSENT, "scr-dissent") \
	X(REASON_NOT_IN_SCR, "not-in-scr") \
	X(REASON_SCR_EXCLUDED, "scr-excluded") \
	X(REASON_PERMISSION_GIVEN, "permission-given") \
	X(REASON_VIEW_REFUSED, "view-refused") \
	X(REASON_UNABLE_TO_ASK, "unable-to-ask") \
	X(REASON_ASK_FIRST, "ask-first") \
	X(REASON_DE_IDENTIFIED, "de-identified") \
	X(REASON_PUBLIC_HEALTH, "public-health") \
	X(REASON_STUDY_CONSENT, "study-consent") \
	X(REASON_STUDY_REFUSED, "study-refused") \
	X(REASON_RESEARCH_OPT_OUT, "research-opt-out") \
	X(REASON_NATIONAL_OPT_OUT, "national-opt-out") \
	X(REASON_NO_OBJECTION, "no-objection")

WORD_LIST(Reason, REASONS);

enum { BECAUSE_MAX = 3 };

/* What one rule said, and the facts it rests on. */
typedef struct Ruling {
	Verdict verdict : 8; /* bytes: a decision is made of four of these */
	Reason reason : 8;
	Rule rule : 8;
	const Fact *because[BECAUSE_MAX]; /* NULL where unused; none twice */
} Ruling;

typedef struct Decision {
	Verdict verdict : 8;
	Via via : 8;
	Reason reason : 8;
	Rule rule : 8;
	bool general;	  /* a G rule decided: there are no channels */
	bool needs_basis; /* of research: no permission, whoever asks still needs a lawful basis (R3, R6) */
	uint8_t because_count;
	Ruling channels[CHANNELS];
	const Fact *because[BECAUSE_MAX]; /* oldest first in replay order */
	const char *viewer;		  /* the code of the organisation; NULL where none asked (research) */
	const Entry *entry;		  /* NULL: the record as a whole */
} Decision;

/* All about the viewing organisation that no single entry changes; made once, asked for each entry. */
typedef struct Viewer {
	const Reach *reach;
	const Organisation *organisation;
	const char *code;
	bool home;
	uint32_t place;	  /* of the organisation, in reach->agreements.places; INDEX_NONE: never met */
	uint32_t home_at; /* the place of home where it can share, or INDEX_NONE */
	StandingOf standing;
	const Fact *override_any, *override_private; /* in force at T (G2); NULL if none */
	const Fact *opt_out;			     /* G4 */
	Purpose purpose;
	Ruling edsm;	  /* E1 to E5 as far as no entry is needed: `reason` 0 where they let pass */
	Watermark in;	  /* W1 */
	Ruling in_closed; /* what E5 says of an entry that is not inside `in` */
	const Fact *verification;
	bool shares;			       /* E1: it uses SystmOne or EMIS */
	Ruling mig, scr;		       /* M1, S0, S1 where they rule out every entry; `reason` 0 otherwise */
	ScrState summary;		       /* S1 */
	Ruling mig_permission, scr_permission; /* P1 */
} Viewer;

Viewer viewer_of(const Reach *reach, const char *org);
/* E4, for an organisation of this standing: the verification of the episode counts. */
bool episode_verified(const Reach *reach, const StandingOf *standing, const Episode *episode);
/* Of an entry of reach->world->entries. */
void decide_into(const Viewer *viewer, size_t number, Decision *ret_decision);
static inline Decision decide(const Viewer *viewer, size_t number)
{
	Decision decision;
	decide_into(viewer, number, &decision);
	return decision;
}

const char *verdict_text(Verdict verdict); /* allow, deny, ask */
const char *via_text(Via via);		   /* own, override, edsm, mig, scr; NULL for nothing */
const char *reason_text(Reason reason);
const char *rule_text(Rule rule); /* "E5" */
const char *channel_text(Channel channel);

/* What one organisation can see of the patient: counts and lists agree with single decisions, entry by entry
 * (property 6). */
typedef struct View {
	size_t visible, ask, withheld; /* withheld: denied, of those recorded by T */
	size_t recorded;	       /* entries recorded by T */
	size_t ask_mig, ask_scr;       /* how `ask` splits by channel */
	size_t by_edsm;		       /* of the visible: through eDSM */
} View;

View view_of(const Viewer *viewer);

/* The same, and what explains it best: where eDSM is closed to the whole record, or all is seen, or nothing is
 * recorded, what eDSM says of the record as a whole; else the decision on one entry of the largest group that is not
 * seen for one reason. */
typedef struct Example {
	Decision decision;
	size_t group; /* how many entries are not seen for this reason */
	bool mixed;   /* they rest on different facts: what is said of all names none (decisions_alike) */
} Example;

/* `kins`: of the viewer's reach, where many look; NULL: each entry is decided by itself. */
View view_with_example(const Viewer *viewer, const Kins *kins, Example *ret_example);
/* On the first entry that is decided so; false: none is, and `*ret_example` stays. */
bool example_decided(const Viewer *viewer, const Kins *kins, Verdict verdict, Example *ret_example);

/* Entries of categories of one part are decided alike, as far as the category goes. */
int decision_part(Category category);

/* The same verdict and reason, resting on the same facts or, where there are none, on the same absence. */
bool decisions_alike(const Decision *a, const Decision *b);
