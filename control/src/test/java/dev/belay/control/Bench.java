package dev.belay.control;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Segment;
import dev.belay.json.Json;
import dev.belay.json.flag.FlagFormat;
import dev.belay.json.flag.SegmentFormat;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.memory.InMemoryLedgerStore;
import dev.belay.testkit.Epochs;
import dev.belay.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A store in memory with the first project, and short words for what tests do with it. */
final class Bench implements AutoCloseable {

    static final Principal ADMIN =
            new Principal(Principal.TOKEN, "t-1", "ada", Set.of(Permission.ADMINISTER), Scope.EVERYWHERE);
    static final LedgerId FLAG_SET = LedgerId.flagSet("default", "production");
    static final LedgerId CATALOGUE = LedgerId.catalogue("default");

    final ManualClock clock = ManualClock.standing();
    final LedgerStore store = InMemoryLedgerStore.open(clock, new Epochs());
    final AtomicInteger salts = new AtomicInteger();

    /** What the evaluators that follow can do. */
    final List<Set<String>> evaluators = new ArrayList<>();

    final FlagSets flagSets = new FlagSets(store, clock, () -> "salt-" + salts.incrementAndGet(), _ -> evaluators);
    final Projects projects = new Projects(store, clock);
    final History history = new History(store);

    Bench() {
        projects.initialise();
    }

    static WriteRequest request() {
        return WriteRequest.by(ADMIN);
    }

    WriteResult apply(Operation operation) {
        return apply(request(), operation);
    }

    WriteResult apply(WriteRequest request, Operation operation) {
        clock.advance(Duration.ofSeconds(1));
        return flagSets.apply("default", "production", request, operation);
    }

    WriteResult changeSet(Operation... operations) {
        clock.advance(Duration.ofSeconds(1));
        return flagSets.apply("default", "production", request(), List.of(operations));
    }

    WriteResult rollback(long revision) {
        return rollback(request(), new RollbackTarget.ToRevision(revision));
    }

    WriteResult rollback(WriteRequest request, RollbackTarget target) {
        clock.advance(Duration.ofSeconds(1));
        return flagSets.rollback("default", "production", request, target);
    }

    WriteResult rollback(long revision, Set<String> flags) {
        clock.advance(Duration.ofSeconds(1));
        return flagSets.rollback("default", "production", request(), new RollbackTarget.ToRevision(revision), flags);
    }

    /** Puts a flag whatever its version is. */
    WriteResult put(Flag flag) {
        return apply(new Operation.PutFlag(flag, base(Subject.flag(flag.key()))));
    }

    /** Puts a segment whatever its version is. */
    WriteResult put(Segment segment) {
        return apply(new Operation.PutSegment(segment, base(Subject.segment(segment.key()))));
    }

    LedgerState head() {
        return store.head(FLAG_SET);
    }

    long revision() {
        return head().position().revision();
    }

    SubjectState flagState(String key) {
        SubjectState state = head().subject(Subject.flag(key));
        if (state == null) {
            throw new AssertionError("There was never a flag " + key);
        }
        return state;
    }

    static RefusedException refusal(Runnable request) {
        return catchThrowableOfType(RefusedException.class, request::run);
    }

    /** A boolean flag with the variants on and off. */
    static Flag flag(String key) {
        return flag(key, "");
    }

    /** A boolean flag with further members, each with a comma in front. */
    static Flag flag(String key, String members) {
        return FlagFormat.read(Json.read("""
                {"key": "%s", "type": "boolean", "enabled": true, "offVariant": "off",
                 "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}],
                 "otherwise": {"variant": "on"}%s}
                """.formatted(key, members)));
    }

    /** A flag that asks another one to serve a variant. */
    static Flag dependent(String key, String other, String variant) {
        return flag(key, """
                , "prerequisites": [{"flag": "%s", "variants": ["%s"]}]""".formatted(other, variant));
    }

    /** A flag with a rule on a segment. */
    static Flag segmented(String key, String segment) {
        return flag(key, """
                , "rules": [{"id": "r", "when": {"segment": "%s"}, "serve": {"variant": "off"}}]""".formatted(segment));
    }

    static Segment segment(String key, String... included) {
        return segment(key, "\"included\": [\"" + String.join("\", \"", included) + "\"]");
    }

    static Segment segment(String key, String members) {
        return SegmentFormat.read(Json.read("{\"key\": \"" + key + "\", " + members + "}"));
    }

    private Precondition base(Subject subject) {
        SubjectState state = head().subject(subject);
        return state == null || !state.isLive() ? Precondition.NONE : Precondition.version(state.version());
    }

    @Override
    public void close() {
        store.close();
    }
}
