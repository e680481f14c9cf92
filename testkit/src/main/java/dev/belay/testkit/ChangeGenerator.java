package dev.belay.testkit;

import dev.belay.json.state.Subject;
import dev.belay.ledger.DraftChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Makes change sets over a few flags and segments, so that subjects are often changed, removed and created again.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class ChangeGenerator {

    private static final int SUBJECTS = 6;
    private static final int AT_MOST = 4;

    private final RandomGenerator random;

    /** Draws every choice from {@code random}. */
    public ChangeGenerator(RandomGenerator random) {
        this.random = random;
    }

    /** One to four changes of different subjects, some of which may change nothing. */
    public List<DraftChange> changeSet() {
        Map<Subject, DraftChange> changes = new LinkedHashMap<>();
        for (int left = 1 + random.nextInt(AT_MOST); left > 0; left--) {
            DraftChange change = change();
            changes.put(change.subject(), change);
        }
        return new ArrayList<>(changes.values());
    }

    /** One change: a new document in most cases, otherwise a removal. */
    public DraftChange change() {
        String key = "key-" + random.nextInt(SUBJECTS);
        boolean flag = random.nextInt(SUBJECTS) > 0;
        Subject subject = flag ? Subject.flag(key) : Subject.segment(key);
        if (random.nextInt(4) == 0) {
            return DraftChange.remove(subject);
        }
        return DraftChange.put(
                subject, flag ? FlagDocuments.anyFlag(key, random) : FlagDocuments.anySegment(key, random));
    }
}
