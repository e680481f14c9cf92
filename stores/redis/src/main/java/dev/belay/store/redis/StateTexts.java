package dev.belay.store.redis;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.SubjectVersion;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads states by the index of changes: for each subject its newest change that is not after a revision. Others may
 * append meanwhile.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
record StateTexts(RedisLink link, RedisKeys keys, DocumentTexts documents) {

    /** The state that an entry left. */
    LedgerState after(LedgerId ledger, LedgerEntry entry) {
        Map<Subject, ChangeRow> rows = rowsAt(ledger, entry.revision());
        Map<String, Document> found = documents.findAll(rows.values().stream()
                .flatMap(row -> row.version().hash().stream())
                .toList());
        List<SubjectState> subjects = new ArrayList<>(rows.size());
        rows.forEach((subject, row) -> subjects.add(new SubjectState(
                subject,
                row.version().version(),
                row.version().hash().map(hash -> document(ledger, row, found.get(hash), hash)))));
        return LedgerState.of(entry.position(), entry.at(), subjects);
    }

    /** Every version that a subject has had, ascending. */
    List<SubjectVersion> versions(LedgerId ledger, Subject subject) {
        return link.ask(connection -> connection.sync().zrange(keys.changes(ledger, subject), 0, -1)).stream()
                .map(text -> ChangeRow.parse(Bytes.text(text)).version())
                .toList();
    }

    private Map<Subject, ChangeRow> rowsAt(LedgerId ledger, long revision) {
        return link.ask(connection -> {
            Map<Subject, ChangeRow> rows = new TreeMap<>();
            List<String> later = new ArrayList<>();
            connection.sync().hgetall(keys.subjects(ledger)).forEach((name, text) -> {
                ChangeRow newest = ChangeRow.parse(Bytes.text(text));
                if (newest.revision() <= revision) {
                    rows.put(subject(name), newest);
                } else {
                    later.add(name);
                }
            });
            earlier(connection, ledger, later, revision).forEach((name, row) -> rows.put(subject(name), row));
            return rows;
        });
    }

    /** The newest changes up to a revision, of subjects that have changed since; asked for all at once. */
    private Map<String, ChangeRow> earlier(
            StatefulRedisConnection<String, byte[]> connection, LedgerId ledger, List<String> names, long revision) {
        Map<String, RedisFuture<List<byte[]>>> answers = new TreeMap<>();
        for (String name : names) {
            answers.put(
                    name,
                    connection
                            .async()
                            .zrevrangebyscore(
                                    keys.changes(ledger, name), Range.create(0, revision), Limit.create(0, 1)));
        }
        Map<String, ChangeRow> rows = new TreeMap<>();
        answers.forEach((name, answer) -> Answers.await(answer, connection.getTimeout()).stream()
                .findFirst()
                .ifPresent(text -> rows.put(name, ChangeRow.parse(Bytes.text(text)))));
        return rows;
    }

    private static Subject subject(String name) {
        int slash = name.indexOf('/');
        return new Subject(name.substring(0, slash), name.substring(slash + 1));
    }

    private static Document document(LedgerId ledger, ChangeRow row, @Nullable Document found, String hash) {
        return Optional.ofNullable(found)
                .orElseThrow(() -> new LedgerBrokenException(
                        new BrokenEntry(ledger, row.revision(), "the document " + hash + " is missing")));
    }
}
