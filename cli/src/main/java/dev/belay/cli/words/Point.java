package dev.belay.cli.words;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.session.UsageException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;

/** A point in a flag set's history, as a person names it. */
public sealed interface Point {

    /** Names the point in a request: a member for a revision, another for an instant. */
    void writeTo(ObjectNode body, String revisionMember, String instantMember);

    /** The point as it was understood. */
    String words(InstantWords instants);

    /**
     * Reads a revision ({@code 17}), an instant ({@code 2026-11-21T03:12:00Z}), a local time
     * ({@code 2026-11-21T03:12}) or an age ({@code 10m}).
     *
     * @throws UsageException if the text is none of these
     */
    static Point parse(String option, String text, InstantWords instants) {
        if (text.matches("\\d{1,15}")) {
            return new AtRevision(Long.parseLong(text));
        }
        Matcher age = Age.PATTERN.matcher(text);
        if (age.matches()) {
            return new AtInstant(Age.before(instants.clock().instant(), age));
        }
        try {
            Instant instant = text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text.replace(' ', 'T'))
                            .atZone(instants.zone())
                            .toInstant();
            return new AtInstant(instant.truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException notATime) {
            throw new UsageException(option + " takes a revision such as 17, a time such as 2026-11-21T03:12 (local) or"
                    + " 2026-11-21T03:12:00Z, or an age such as 10m; this is " + text + ".");
        }
    }

    /** The state after this entry. */
    record AtRevision(long revision) implements Point {
        @Override
        public void writeTo(ObjectNode body, String revisionMember, String instantMember) {
            body.put(revisionMember, revision);
        }

        @Override
        public String words(InstantWords instants) {
            return "revision " + revision;
        }
    }

    /** The state that held at this instant. */
    record AtInstant(Instant instant) implements Point {
        @Override
        public void writeTo(ObjectNode body, String revisionMember, String instantMember) {
            body.put(instantMember, Age.WIRE.format(instant));
        }

        @Override
        public String words(InstantWords instants) {
            return instants.of(instant.toString());
        }
    }
}
