package dev.belay.store.redis;

import dev.belay.json.entry.Change;
import dev.belay.json.entry.EntryFormat;
import dev.belay.json.state.Document;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.serial.Batch;
import dev.belay.ledger.serial.IdempotencyRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The steps of a batch, as the script that appends takes them. What only adds comes first, so that a step that the
 * server refuses leaves nothing behind that anybody looks at.
 *
 * <p><b>Thread-safety:</b> confined to one thread.
 */
final class BatchSteps {

    private final RedisKeys keys;
    private final Map<String, Integer> indexes = new LinkedHashMap<>();
    private final List<byte[]> arguments = new ArrayList<>();
    private final Map<LedgerId, HeadRow> moved = new LinkedHashMap<>();

    private BatchSteps(RedisKeys keys) {
        this.keys = keys;
        index(keys.journal());
    }

    static BatchSteps of(Batch batch, RedisKeys keys) {
        BatchSteps steps = new BatchSteps(keys);
        batch.written().forEach(written -> steps.documents(written, batch));
        batch.created().forEach(created -> steps.moved.put(created.ledger(), HeadRow.created(created.epoch())));
        batch.written().forEach(steps::entry);
        steps.moved.forEach(steps::head);
        batch.records().forEach(record -> steps.record(record, batch.recordsExpireAt()));
        return steps;
    }

    /** The keys that the steps name by their places, the journal's first. */
    List<String> keys() {
        return List.copyOf(indexes.keySet());
    }

    List<byte[]> arguments() {
        return arguments;
    }

    /** Where the ledgers of the batch stand afterwards. */
    Map<LedgerId, HeadRow> moved() {
        return moved;
    }

    private void documents(Batch.Written written, Batch batch) {
        written.chunks().forEach(chunk -> document(batch.document(chunk)));
        written.newDocuments().forEach(this::document);
    }

    private void document(Document document) {
        step("HSETNX", keys.documents(), Bytes.of(document.hash()), document.bytes());
    }

    private void entry(Batch.Written written) {
        LedgerId ledger = written.ledger();
        step(
                "XADD",
                keys.entries(ledger),
                Bytes.of(written.entry().revision() + "-0"),
                Bytes.of(EntryTexts.AT),
                Bytes.of(written.entry().at().toEpochMilli()),
                Bytes.of(EntryTexts.BODY),
                EntryFormat.write(written.entry()));
        for (Change change : written.entry().changes()) {
            byte[] row = Bytes.of(ChangeRow.of(written.entry(), change).text());
            step(
                    "ZADD",
                    keys.changes(ledger, change.subject()),
                    Bytes.of(written.entry().revision()),
                    row);
            step("HSET", keys.subjects(ledger), Bytes.of(change.subject().toString()), row);
        }
        moved.put(ledger, HeadRow.after(written));
    }

    private void head(LedgerId ledger, HeadRow row) {
        step("HSET", keys.ledgers(), Bytes.of(ledger.text()), Bytes.of(row.text()));
    }

    private void record(IdempotencyRecord record, Instant expireAt) {
        long lifetime = Math.max(1, Duration.between(expireAt, record.at()).toMillis());
        step(
                "SET",
                keys.idempotency(record.key()),
                Bytes.of(IdempotencyText.write(record)),
                Bytes.of("PX"),
                Bytes.of(lifetime));
    }

    private void step(String command, String key, byte[]... values) {
        arguments.add(Bytes.of(command));
        arguments.add(Bytes.of(index(key)));
        arguments.add(Bytes.of(values.length));
        arguments.addAll(List.of(values));
    }

    private int index(String key) {
        return indexes.computeIfAbsent(key, fresh -> indexes.size() + 1);
    }
}
