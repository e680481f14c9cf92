package dev.belay.verification.cluster;

import dev.belay.core.Position;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes flags at whichever node, and records what it is told. <b>Thread-safety:</b> confined to one thread at a
 * time.
 */
final class Client {

    /** Every other write is conditional on what was read before. */
    private static final int KINDS = 2;

    private static final int PAUSE_MILLIS = 20;
    private static final int CONFLICT = 412;

    private final ClusterApi api;
    private final List<Node> nodes;
    private final List<String> flags;
    private final Recorder recorder;
    private final String name;
    private final SplittableRandom random;
    private int count;

    /** @param name begins the identity of everything that it writes */
    Client(
            ClusterApi api,
            List<Node> nodes,
            List<String> flags,
            Recorder recorder,
            String name,
            SplittableRandom random) {
        this.api = api;
        this.nodes = nodes;
        this.flags = flags;
        this.recorder = recorder;
        this.name = name;
        this.random = random;
    }

    void readUntil(BooleanSupplier over) throws InterruptedException {
        while (!over.getAsBoolean()) {
            if (read(anyFlag()) == null) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    void writeUntil(BooleanSupplier over) throws InterruptedException {
        while (!over.getAsBoolean()) {
            String flag = anyFlag();
            Operation.Read seen = random.nextInt(KINDS) == 0 ? read(flag) : null;
            if (!write(flag, seen)) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    private String anyFlag() {
        return flags.get(random.nextInt(flags.size()));
    }

    private URI anyNode() {
        return nodes.get(random.nextInt(nodes.size())).address();
    }

    /** Null if there was no answer; whoever is told nothing has seen nothing. */
    private Operation.@Nullable Read read(String flag) throws InterruptedException {
        long invoked = System.nanoTime();
        try {
            ClusterApi.Answer answer = api.get(anyNode(), flag, recorder.newest());
            if (answer.status() != 200) {
                return null;
            }
            Operation.Read read = new Operation.Read(
                    returned(invoked, answer.position()),
                    flag,
                    answer.position(),
                    answer.version(),
                    ClusterApi.value(answer));
            recorder.add(read);
            return read;
        } catch (IOException away) {
            return null;
        }
    }

    private boolean write(String flag, Operation.@Nullable Read seen) throws InterruptedException {
        String id = name + "-" + count++;
        long basedOn = seen == null ? 0 : seen.version();
        String match = seen == null ? "*" : '"' + seen.position().epoch() + ":" + basedOn + '"';
        long invoked = System.nanoTime();
        try {
            ClusterApi.Answer answer = api.put(anyNode(), flag, id, match);
            recorder.add(outcome(answer, invoked, flag, id, basedOn));
            return answer.status() == 200;
        } catch (IOException away) {
            recorder.add(new Operation.InDoubt(invoked, flag, id, basedOn, Operation.InDoubt.NO_ANSWER));
            return false;
        }
    }

    private Operation outcome(ClusterApi.Answer answer, long invoked, String flag, String id, long basedOn) {
        if (answer.status() == 200) {
            Position position = answer.position();
            return new Operation.Written(returned(invoked, position), flag, id, basedOn, position, answer.version());
        }
        if (answer.status() == CONFLICT && basedOn != 0) {
            return new Operation.Outrun(new Operation.Span(invoked, System.nanoTime()), flag, id, basedOn);
        }
        return new Operation.InDoubt(invoked, flag, id, basedOn, answer.status());
    }

    private Operation.Span returned(long invoked, Position position) {
        recorder.heardOf(position);
        return new Operation.Span(invoked, System.nanoTime());
    }
}
