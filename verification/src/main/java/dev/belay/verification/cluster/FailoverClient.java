package dev.belay.verification.cluster;

import dev.belay.core.Position;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Reads and writes as behind a load balancer: a request goes to the node whose turn it is; when its connection is
 * refused or cut before there is an answer, it is repeated once at each other node in service, writes under the same
 * idempotency key. Any other answer than the one that was asked for, an error of a node that stops among them, is a
 * refusal, and so is none at all.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class FailoverClient {

    private static final int OK = 200;
    private static final int PAUSE_MILLIS = 5;

    private final ClusterApi api;
    private final String key;
    private final InService nodes;
    private final List<String> flags;
    private final Recorder recorder;
    private final Traffic traffic;
    private final String name;
    private final SplittableRandom random;
    private int count;

    /**
     * A client that has asked nothing yet.
     *
     * @param key of the flag set, for evaluations
     */
    FailoverClient(Shared shared, String key, String name, SplittableRandom random) {
        this.api = shared.api;
        this.key = key;
        this.nodes = shared.nodes;
        this.flags = shared.flags;
        this.recorder = shared.recorder;
        this.traffic = shared.traffic;
        this.name = name;
        this.random = random;
    }

    /** What all clients have in common. */
    record Shared(ClusterApi api, InService nodes, List<String> flags, Recorder recorder, Traffic traffic) {}

    private interface Question {
        ClusterApi.Answer ask(URI node) throws IOException, InterruptedException;
    }

    /** Asks the management API and OFREP in turn. */
    void readUntil(BooleanSupplier over) throws InterruptedException {
        while (!over.getAsBoolean()) {
            timed(() -> read(anyFlag()));
            timed(() -> evaluate(anyFlag()));
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    void writeUntil(BooleanSupplier over) throws InterruptedException {
        while (!over.getAsBoolean()) {
            write(anyFlag());
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private interface Reading {
        void run() throws InterruptedException;
    }

    private void timed(Reading reading) throws InterruptedException {
        long begun = System.nanoTime();
        reading.run();
        traffic.readTook(System.nanoTime() - begun);
    }

    private String anyFlag() {
        return flags.get(random.nextInt(flags.size()));
    }

    private void read(String flag) throws InterruptedException {
        long invoked = System.nanoTime();
        Position atLeast = recorder.newest();
        try {
            ClusterApi.Answer answer = ask(node -> api.get(node, flag, atLeast));
            if (answer.status() != OK) {
                traffic.refuseRead("the flag " + flag + ": " + answer);
                return;
            }
            recorder.add(new Operation.Read(
                    returned(invoked, answer.position()),
                    flag,
                    answer.position(),
                    answer.version(),
                    ClusterApi.value(answer)));
        } catch (IOException nobody) {
            traffic.refuseRead("the flag " + flag + ": " + nobody);
        }
    }

    private void evaluate(String flag) throws InterruptedException {
        try {
            ClusterApi.Answer answer = ask(node -> api.evaluate(node, key, flag));
            if (answer.status() != OK) {
                traffic.refuseRead("an evaluation of " + flag + ": " + answer);
            }
        } catch (IOException nobody) {
            traffic.refuseRead("an evaluation of " + flag + ": " + nobody);
        }
    }

    private void write(String flag) throws InterruptedException {
        String id = name + "-" + count++;
        long invoked = System.nanoTime();
        int status = Operation.InDoubt.NO_ANSWER;
        try {
            ClusterApi.Answer answer = ask(node -> api.put(node, flag, id, "*"));
            if (answer.status() == OK) {
                Position position = answer.position();
                recorder.add(
                        new Operation.Written(returned(invoked, position), flag, id, 0, position, answer.version()));
                return;
            }
            status = answer.status();
            traffic.refuseWrite(id + ": " + answer);
        } catch (IOException nobody) {
            traffic.refuseWrite(id + ": " + nobody);
        }
        recorder.add(new Operation.InDoubt(invoked, flag, id, 0, status));
    }

    private ClusterApi.Answer ask(Question question) throws IOException, InterruptedException {
        IOException last = new IOException("no node is in service");
        for (URI node : nodes.inTurn()) {
            try {
                ClusterApi.Answer answer = question.ask(node);
                traffic.answeredBy(node);
                return answer;
            } catch (IOException cut) {
                traffic.passOn();
                last = cut;
            }
        }
        throw last;
    }

    private Operation.Span returned(long invoked, Position position) {
        recorder.heardOf(position);
        return new Operation.Span(invoked, System.nanoTime());
    }
}
