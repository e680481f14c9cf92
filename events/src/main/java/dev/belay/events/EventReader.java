package dev.belay.events;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.events.ChangeEvent.State;
import dev.belay.events.ResetEvent.Cause;
import dev.belay.json.InstantFormat;
import dev.belay.json.entry.Actor;
import dev.belay.json.state.Subject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Reads events out of JSON. */
final class EventReader {

    private EventReader() {}

    static FlagSetEvent read(Value value) {
        try {
            Fields event = Fields.of("the event", value);
            if (!event.text("specversion").equals("1.0")) {
                throw new IllegalArgumentException(
                        "it is of CloudEvents " + event.text("specversion") + ", and 1.0 is understood");
            }
            return read(event, event.text("type"));
        } catch (IllegalArgumentException wrong) {
            throw new InvalidEventException("The message is no event that is understood: " + wrong.getMessage(), wrong);
        }
    }

    private static FlagSetEvent read(Fields event, String type) {
        if (type.equals(EventFormat.RESET)) {
            return reset(event.fields("data"), at(event));
        }
        if (type.startsWith(EventFormat.PREFIX) && type.endsWith(EventFormat.CHANGED)) {
            return change(event.fields("data"), at(event));
        }
        throw new IllegalArgumentException("its type is " + type);
    }

    private static Instant at(Fields event) {
        return InstantFormat.parse(event.text("time"));
    }

    private static ResetEvent reset(Fields data, Instant at) {
        return new ResetEvent(
                data.text("flagSet"),
                Position.parse(data.text("position")),
                previous(data),
                at,
                cause(data.text("cause")));
    }

    private static ChangeEvent change(Fields data, Instant at) {
        return new ChangeEvent(
                data.text("flagSet"),
                Position.parse(data.text("position")),
                previous(data),
                Math.toIntExact(data.integer("index")),
                Math.toIntExact(data.integer("total")),
                new Subject(data.text("kind"), data.text("key")),
                data.integer("version"),
                state(data.text("state")),
                at,
                data.text("action"),
                actor(data.fields("actor")),
                data.findText("onBehalfOf"),
                data.findText("reason"),
                data.find("referenced").filter(Value.of(true)::equals).isPresent(),
                data.find("document"));
    }

    private static Optional<Position> previous(Fields data) {
        return data.findText("previous").map(Position::parse);
    }

    private static Actor actor(Fields actor) {
        return new Actor(actor.text("kind"), actor.text("id"), actor.text("name"));
    }

    // A word of a newer version says no more than that something changed.
    private static State state(String word) {
        return Arrays.stream(State.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElse(State.UNKNOWN);
    }

    // Whatever the cause, a receiver does the same.
    private static Cause cause(String word) {
        return word.equals(Cause.COMPACTED.word()) ? Cause.COMPACTED : Cause.NEW_EPOCH;
    }
}
