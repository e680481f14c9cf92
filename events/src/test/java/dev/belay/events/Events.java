package dev.belay.events;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.events.ChangeEvent.State;
import dev.belay.json.Json;
import dev.belay.json.entry.Actor;
import dev.belay.json.state.Subject;
import java.time.Instant;
import java.util.Optional;

/** Events as sinks send them. */
final class Events {

    static final String FLAG_SET = "shop/production";
    static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");
    static final String EPOCH = "k3f9";

    private Events() {}

    /** The only change of an entry that follows the one before. */
    static ChangeEvent change(long revision) {
        return change(revision, 1, 1);
    }

    static ChangeEvent change(long revision, int index, int total) {
        return change(new Position(EPOCH, revision), index, total, new Position(EPOCH, revision - 1));
    }

    static ChangeEvent change(Position position, int index, int total, Position previous) {
        return new ChangeEvent(
                FLAG_SET,
                position,
                Optional.of(previous),
                index,
                total,
                Subject.flag("flag-" + index),
                position.revision(),
                State.ENABLED,
                AT,
                "flag.enabled",
                new Actor("token", "t-1", "ada"),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
    }

    /** The same change of another subject. */
    static ChangeEvent change(long revision, Subject subject, boolean referenced) {
        ChangeEvent change = change(revision);
        return new ChangeEvent(
                change.flagSet(),
                change.position(),
                change.previous(),
                change.index(),
                change.total(),
                subject,
                change.version(),
                change.state(),
                change.at(),
                change.action(),
                change.actor(),
                change.onBehalfOf(),
                change.reason(),
                referenced,
                change.document());
    }

    static ChangeEvent detailed() {
        Value document = Json.read("{\"enabled\":false,\"key\":\"checkout.日本\"}");
        return new ChangeEvent(
                FLAG_SET,
                new Position(EPOCH, 42),
                Optional.of(new Position(EPOCH, 40)),
                2,
                3,
                Subject.flag("checkout.日本"),
                7,
                State.DISABLED,
                AT,
                "flags.changed",
                new Actor("token", "t-1", "deploy bot"),
                Optional.of("ana"),
                Optional.of("errors \"up\""),
                false,
                Optional.of(document));
    }

    static ResetEvent reset(String epoch, long revision) {
        return new ResetEvent(
                FLAG_SET,
                new Position(epoch, revision),
                Optional.of(new Position(EPOCH, 100)),
                AT,
                ResetEvent.Cause.NEW_EPOCH);
    }
}
