package dev.belay.store.redis;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.serial.Batch;
import dev.belay.ledger.serial.OutrunException;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.ArrayOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the journal and appends to it. Each batch leaves a random mark, and follows only the mark that it was made on.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time, apart from {@link #head}.
 */
final class RedisAppender {

    private static final String FORMAT = "1";
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    /** Newer than the client's own words. */
    private static final ProtocolKeyword WAITAOF = new ProtocolKeyword() {
        @Override
        public byte[] getBytes() {
            return Bytes.of("WAITAOF");
        }

        @Override
        public String toString() {
            return "WAITAOF";
        }
    };

    private final RedisLink link;
    private final RedisKeys keys;
    private final RedisSettings settings;
    private final RedisServer server;
    private final String node = UUID.randomUUID().toString();

    RedisAppender(RedisLink link, RedisKeys keys, RedisSettings settings, RedisServer server) {
        this.link = link;
        this.keys = keys;
        this.settings = settings;
        this.server = server;
    }

    /** What the others call this one when they hear of what it has appended. */
    String node() {
        return node;
    }

    /**
     * Sees that everything can be written.
     *
     * @param mayMake whether to make the journal if there is none
     * @return who the journal is; empty if there is none
     */
    Optional<String> begin(boolean mayMake) {
        List<?> journal = (List<?>) link.once(connection -> RedisScript.BEGIN.run(
                connection,
                List.of(keys.journal(), keys.probe()),
                List.of(Bytes.of(mayMake ? "1" : "0"), Bytes.of(random()), Bytes.of(random()))));
        String format = text(journal.get(0));
        if (!format.isEmpty() && !format.equals(FORMAT)) {
            throw new StoreUnavailableException("The keys {" + keys.prefix() + "} in Redis have the format " + format
                    + ", and this Belay knows " + FORMAT + "; start a newer Belay");
        }
        return format.isEmpty() ? Optional.empty() : Optional.of(text(journal.get(1)));
    }

    /** Where the server and its journal are now. */
    Look look() {
        return link.ask(connection -> {
            RedisFuture<List<KeyValue<String, byte[]>>> journal =
                    connection.async().hmget(keys.journal(), "mark", "origin");
            RedisFuture<byte[]> claim = connection.async().get(keys.turn());
            ServerFacts facts = ServerFacts.parse(connection.sync().info("replication"));
            server.inspect(connection, facts);
            List<String> values = Answers.await(journal, connection.getTimeout()).stream()
                    .map(each -> each.hasValue() ? Bytes.text(each.getValue()) : "")
                    .toList();
            return new Look(
                    values.get(0),
                    values.get(1),
                    text(Answers.await(claim, connection.getTimeout())),
                    facts,
                    connection);
        });
    }

    /**
     * Where every ledger stands, all at the same moment, and as durably as a batch: whoever appended may still wait for
     * that, or have waited in vain.
     */
    Heads heads() {
        List<String> where = List.of(keys.journal(), keys.ledgers(), keys.probe());
        List<?> both = (List<?>) link.ask(connection -> {
            Object heads = RedisScript.HEADS.run(connection, where, List.of(Bytes.of(waits() ? "1" : "0")));
            waitUntilKept(connection);
            return heads;
        });
        Map<LedgerId, HeadRow> rows = new TreeMap<>();
        List<?> pairs = (List<?>) both.get(1);
        for (int i = 0; i < pairs.size(); i += 2) {
            rows.put(LedgerId.parse(text(pairs.get(i))), HeadRow.parse(text(pairs.get(i + 1))));
        }
        return new Heads(text(both.get(0)), rows);
    }

    /** Where one ledger stands now; empty if it is gone. */
    Optional<HeadRow> head(LedgerId ledger) {
        return Optional.ofNullable(link.ask(connection -> connection.sync().hget(keys.ledgers(), ledger.text())))
                .map(bytes -> HeadRow.parse(Bytes.text(bytes)));
    }

    BatchSteps steps(Batch batch) {
        return BatchSteps.of(batch, keys);
    }

    /**
     * Stores a batch durably.
     *
     * @param on   the mark that it was made on
     * @param look what was found before; by another connection there may be another server
     * @return the mark that it has left
     * @throws OutrunException if others have appended since
     */
    String append(BatchSteps steps, String on, Look look) {
        String next = random();
        List<byte[]> arguments = new ArrayList<>(List.of(
                Bytes.of(on), Bytes.of(next), Bytes.of(look.facts().history()), Bytes.of(keys.news()), Bytes.of(node)));
        arguments.addAll(steps.arguments());
        List<String> names = new ArrayList<>(steps.keys());
        names.add(keys.turn());
        boolean done = link.onceOn(look.connection(), connection -> {
            boolean appended =
                    RedisScript.APPEND.run(connection, names, arguments).equals(1L);
            if (appended) {
                waitUntilKept(connection);
            }
            return appended;
        });
        if (!done) {
            throw new OutrunException("Others have appended to the Redis server");
        }
        return next;
    }

    private boolean waits() {
        return server.waitsForTheDisk() || settings.replicas() > 0;
    }

    private void waitUntilKept(StatefulRedisConnection<String, byte[]> connection) {
        long patience = settings.patience().toMillis() / 2;
        if (server.waitsForTheDisk()) {
            requireOnDisk(connection, patience);
        }
        if (settings.replicas() > 0) {
            long confirmed = connection.sync().waitForReplication(settings.replicas(), patience);
            if (confirmed < settings.replicas()) {
                throw new StoreUnavailableException("Only " + confirmed + " of " + settings.replicas()
                        + " replicas have confirmed what was written within " + patience + " ms; look at the replicas");
            }
        }
    }

    private static void requireOnDisk(StatefulRedisConnection<String, byte[]> connection, long patience) {
        CommandArgs<String, byte[]> arguments =
                new CommandArgs<>(CODEC).add(1).add(0).add(patience);
        List<Object> synced = connection.sync().dispatch(WAITAOF, new ArrayOutput<>(CODEC), arguments);
        if (!(synced.get(0) instanceof Long disks && disks >= 1)) {
            throw new StoreUnavailableException("The Redis server has not written everything to its disk within "
                    + patience + " ms; look at its disk");
        }
    }

    /** Empty for what there is not. */
    private static String text(@Nullable Object bytes) {
        return bytes == null ? "" : Bytes.text((byte[]) bytes);
    }

    private static String random() {
        return UUID.randomUUID().toString();
    }

    /**
     * The journal and its server.
     *
     * @param mark       of the newest batch; empty if there is no journal
     * @param origin     the history of writes that the newest batch went to
     * @param claim      who claims the next turn; empty if nobody does
     * @param connection by which they were looked at
     */
    record Look(
            String mark,
            String origin,
            String claim,
            ServerFacts facts,
            StatefulRedisConnection<String, byte[]> connection) {

        /** Whether this is another server than the one that was appended to last, and not only a start of the same. */
        boolean isRestored() {
            return !origin.isEmpty() && !origin.equals(facts.history()) && facts.continuesAnother();
        }
    }

    /** Where the ledgers stand when this is the mark. */
    record Heads(String mark, Map<LedgerId, HeadRow> rows) {}
}
