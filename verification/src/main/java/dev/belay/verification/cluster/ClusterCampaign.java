package dev.belay.verification.cluster;

import dev.belay.core.Position;
import dev.belay.testkit.postgres.PostgresProcess;
import dev.belay.testkit.process.BelayProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Several nodes on one PostgreSQL database, clients that read and write at all of them, and faults; in the end every node must
 * tell the same history, and the history must explain every answer. <b>Thread-safety:</b> confined to one thread at a time.
 */
final class ClusterCampaign {

    private static final List<String> FLAGS = List.of("one", "two", "three", "four", "five");

    private final Path launcher;
    private final Path folder;
    private final ClusterOptions options;
    private final Consumer<String> progress;
    private final ClusterApi api = new ClusterApi(BelayProcess.ADMIN_TOKEN);

    /**
     * A campaign that has not begun.
     *
     * @param launcher starts the nodes
     * @param folder   an empty one to use
     * @param progress is told of every fault
     */
    ClusterCampaign(Path launcher, Path folder, ClusterOptions options, Consumer<String> progress) {
        this.launcher = launcher;
        this.folder = folder;
        this.options = options;
        this.progress = progress;
    }

    ClusterReport run() throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(options.seed());
        try (PostgresProcess database = PostgresProcess.start(folder.resolve("database"))) {
            List<Node> nodes = nodes(database.url());
            try {
                return run(nodes, database, random);
            } finally {
                nodes.forEach(Node::close);
            }
        }
    }

    private ClusterReport run(List<Node> nodes, PostgresProcess database, SplittableRandom random)
            throws IOException, InterruptedException {
        for (Node node : nodes) {
            node.start();
        }
        Recorder recorder = new Recorder(createFlags(nodes.getFirst()));
        Faults faults = new Faults(nodes, database, random.split(), progress);
        long end = System.nanoTime() + options.length().toNanos();
        BooleanSupplier over = () -> System.nanoTime() >= end;
        List<Thread> clients = clients(nodes, recorder, random, over);
        clients.forEach(Thread::start);
        faults.causeUntil(over);
        for (Thread client : clients) {
            client.join();
        }
        return judge(nodes, recorder, faults);
    }

    private List<Node> nodes(String store) {
        List<Node> nodes = new ArrayList<>();
        for (int number = 0; number < options.nodes(); number++) {
            nodes.add(new Node(launcher, store));
        }
        return nodes;
    }

    private Position createFlags(Node node) throws IOException, InterruptedException {
        Position last = null;
        for (String flag : FLAGS) {
            ClusterApi.Answer answer = api.put(node.address(), flag, "create-" + flag, "");
            if (answer.status() != 201) {
                throw new IllegalStateException("The flag " + flag + " was not created: " + answer);
            }
            last = answer.position();
        }
        if (last == null) {
            throw new IllegalStateException("There are no flags");
        }
        return last;
    }

    private List<Thread> clients(List<Node> nodes, Recorder recorder, SplittableRandom random, BooleanSupplier over) {
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < options.writers() + options.readers(); number++) {
            boolean writes = number < options.writers();
            Client client = new Client(api, nodes, FLAGS, recorder, "client-" + number, random.split());
            threads.add(Thread.ofVirtual().name("client-" + number).unstarted(() -> {
                try {
                    if (writes) {
                        client.writeUntil(over);
                    } else {
                        client.readUntil(over);
                    }
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        return threads;
    }

    private ClusterReport judge(List<Node> nodes, Recorder recorder, Faults faults)
            throws IOException, InterruptedException {
        Position newest = recorder.newest();
        List<Entry> entries = api.history(nodes.getFirst().address(), newest);
        List<String> differences = new ArrayList<>();
        for (Node node : nodes) {
            if (!api.history(node.address(), newest).equals(entries)) {
                differences.add("the node at " + node.address() + " tells another history");
            }
        }
        History history = new History(entries);
        List<Operation> operations = recorder.operations();
        return new ClusterReport(
                history, operations, HistoryCheck.of(history, operations), differences, faults.summary());
    }
}
