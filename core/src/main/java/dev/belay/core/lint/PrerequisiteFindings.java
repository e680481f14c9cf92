package dev.belay.core.lint;

import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Prerequisite;
import dev.belay.core.snapshot.SnapshotFlag;
import org.jspecify.annotations.Nullable;

/** Looks for prerequisites that are not met, now or ever. */
final class PrerequisiteFindings {

    private final Knowledge knowledge;
    private final Remarks remarks;

    PrerequisiteFindings(Knowledge knowledge, Remarks remarks) {
        this.knowledge = knowledge;
        this.remarks = remarks;
    }

    void look(Flag flag) {
        for (int at = 0; at < flag.prerequisites().size(); at++) {
            look(flag.prerequisites().get(at), "/prerequisites/" + at);
        }
    }

    /** All prerequisites together, where each by itself could be met. */
    void lookTogether(Flag flag, Decisions decisions) {
        boolean eachCould = flag.prerequisites().stream().allMatch(each -> conflict(each) == null);
        if (!decisions.prerequisitesCanHold() && eachCould) {
            remarks.add(
                    RemarkCode.PREREQUISITE_NEVER_MET,
                    "/prerequisites",
                    "These prerequisites can never be met together, so the off variant is served to everyone;"
                            + " correct them",
                    "they want different things of one flag");
        }
    }

    private void look(Prerequisite prerequisite, String path) {
        Conflict never = conflict(prerequisite);
        SnapshotFlag found = knowledge.snapshot().flag(prerequisite.flag());
        if (never != null) {
            remarks.add(
                    RemarkCode.PREREQUISITE_NEVER_MET,
                    path,
                    "This prerequisite can never be met, so the off variant is served to everyone: " + never.reason()
                            + "; correct it, or remove it",
                    never.reason());
        } else if (found instanceof SnapshotFlag.Understood readable) {
            lookAtNow(prerequisite, readable.flag(), path);
        }
    }

    private void lookAtNow(Prerequisite prerequisite, Flag other, String path) {
        boolean wantsDisabled = prerequisite instanceof Prerequisite.Disabled;
        if (wantsDisabled == other.enabled()) {
            String state = other.enabled() ? "enabled" : "disabled";
            remarks.add(
                    RemarkCode.PREREQUISITE_NOT_MET_NOW,
                    path,
                    "This prerequisite is not met as long as " + Words.quoted(other.key()) + " is " + state
                            + ", so the off variant is served to everyone; " + (wantsDisabled ? "disable" : "enable")
                            + " that flag if that is not meant",
                    Words.quoted(other.key()) + " is " + state);
        }
    }

    private @Nullable Conflict conflict(Prerequisite prerequisite) {
        Conjunction alone = new Conjunction(knowledge).add(Claim.holds(Decisions.condition(prerequisite)));
        return alone.isPossible() ? null : alone.conflict();
    }
}
