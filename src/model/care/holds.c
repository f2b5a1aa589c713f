/* What holds of an answer, in words for the patient. */
#include "model/care/sitting.h"

ScriptText obstacle_text(Obstacle obstacle)
{
	static const ScriptText texts[] = {
		[OBSTACLE_OPTED_OUT_PLANNED] = SCRIPT_OPTED_OUT_PLANNED,
		[OBSTACLE_OPTED_OUT_UNPLANNED] = SCRIPT_OPTED_OUT_UNPLANNED,
		[OBSTACLE_PROHIBITED] = SCRIPT_PROHIBITED,
		[OBSTACLE_NOT_LINKED] = SCRIPT_NOT_LINKED,
		[OBSTACLE_NOT_KNOWN] = SCRIPT_NOT_KNOWN,
		[OBSTACLE_NO_HOME] = SCRIPT_NO_HOME,
		[OBSTACLE_CODE] = SCRIPT_NEEDS_CODE,
		[OBSTACLE_NOT_SHARED] = SCRIPT_NOT_SHARED,
	};
	return texts[obstacle];
}

static Holds of_yes_in(const Viewer *viewer, Sight sight)
{
	if (sight == SIGHT_WHOLE)
		return (Holds){SCRIPT_BACK_IN_YES, 0};
	if (sight == SIGHT_UP_TO && !viewer->home)
		return (Holds){SCRIPT_SEES_UP_TO, 0};
	return (Holds){SCRIPT_BACK_IN_SAID_YES, obstacle_text(obstacle_of(viewer))};
}

static Holds of_no_in(const Viewer *viewer, Sight sight)
{
	switch (sight) {
	case SIGHT_NONE:
	case SIGHT_ASKS: return (Holds){SCRIPT_BACK_IN_NO, 0};
	case SIGHT_UP_TO: return (Holds){viewer->home ? SCRIPT_IN_STOPS : SCRIPT_NO_LONGER, 0};
	case SIGHT_WHOLE: return (Holds){SCRIPT_BACK_IN_OTHER, 0};
	case SIGHT_PART: break;
	}
	return (Holds){SCRIPT_BACK_IN_SAID_NO, 0};
}

Holds holds_in_agreement(const Viewer *viewer, Answer answer)
{
	Viewer agreed = *viewer;
	agreed.override_any = agreed.override_private = NULL;
	Sight sight = agreed.home ? sight_of_others(&agreed) : sight_of(&agreed).sight;
	return answer == ANSWER_YES ? of_yes_in(&agreed, sight) : of_no_in(&agreed, sight);
}

/* While an override is on, what is seen rests on no answer: then only what was answered is said. */
Holds holds_in(const Reach *probe, const char *org, Answer answer)
{
	Viewer viewer = viewer_of(probe, org);
	if (viewer.override_any)
		return (Holds){answer == ANSWER_YES ? SCRIPT_BACK_IN_SAID_YES : SCRIPT_BACK_IN_SAID_NO, 0};
	return holds_in_agreement(&viewer, answer);
}

bool opted_out_of_all_care(const Reach *reach)
{
	return reach_opt_out(reach, PURPOSE_PLANNED) && reach_opt_out(reach, PURPOSE_UNPLANNED);
}

ScriptText unlinked_text(const Reach *reach, const char *org)
{
	if (sight_shares(reach, org))
		return 0;
	return sight_known(reach, org) ? SCRIPT_NOT_LINKED : SCRIPT_NOT_KNOWN;
}

static Holds of_yes_out(const Reach *reach, const char *org, Sight sight)
{
	if (sight == SIGHT_WHOLE && reach_is_home(reach, org) && opted_out_of_all_care(reach))
		return (Holds){SCRIPT_BACK_OUT_SAID_YES, SCRIPT_OPTED_OUT_BOTH};
	if (sight == SIGHT_WHOLE)
		return (Holds){SCRIPT_BACK_OUT_YES, 0};
	return (Holds){SCRIPT_BACK_OUT_SAID_YES, unlinked_text(reach, org)};
}

Holds holds_out(const Reach *reach, const char *org, Answer answer)
{
	Sight sight = sight_out(reach, org);
	if (answer == ANSWER_YES)
		return of_yes_out(reach, org, sight);
	return (Holds){sight == SIGHT_WHOLE   ? SCRIPT_BACK_OUT_OTHER
		       : sight == SIGHT_UP_TO ? SCRIPT_BACK_OUT_UP_TO
					      : SCRIPT_BACK_OUT_NO,
		       0};
}
