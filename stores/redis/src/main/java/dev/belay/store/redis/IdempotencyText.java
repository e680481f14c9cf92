package dev.belay.store.redis;

import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.serial.IdempotencyRecord;
import dev.belay.ledger.serial.IdempotencyRecord.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What a request with a key led to, as text: the body's hash, the instant, and a line for each outcome. */
final class IdempotencyText {

    private static final String APPENDED = "appended";
    private static final String UNCHANGED = "unchanged";

    private IdempotencyText() {}

    static String write(IdempotencyRecord record) {
        String outcomes = record.outcomes().stream()
                .map(each ->
                        "\n" + each.ledger() + " " + each.revision() + " " + (each.appended() ? APPENDED : UNCHANGED))
                .collect(Collectors.joining());
        return record.at().toEpochMilli() + " " + record.key().bodyHash() + outcomes;
    }

    /**
     * Reads what {@link #write} wrote for a request with this scope and key.
     *
     * @throws RuntimeException if it is something else
     */
    static IdempotencyRecord read(IdempotencyKey asked, String text) {
        List<String> lines = text.lines().toList();
        int space = lines.get(0).indexOf(' ');
        IdempotencyKey stored =
                new IdempotencyKey(asked.scope(), asked.key(), lines.get(0).substring(space + 1));
        List<Outcome> outcomes =
                lines.stream().skip(1).map(IdempotencyText::outcome).toList();
        return new IdempotencyRecord(
                stored, Instant.ofEpochMilli(Long.parseLong(lines.get(0).substring(0, space))), outcomes);
    }

    private static Outcome outcome(String line) {
        String[] parts = line.split(" ", 3);
        return new Outcome(LedgerId.parse(parts[0]), Long.parseLong(parts[1]), parts[2].equals(APPENDED));
    }
}
