package dev.belay.verification.cluster;

import dev.belay.core.Position;
import dev.belay.testkit.postgres.PostgresProcess;
import dev.belay.testkit.process.BelayProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * An upgrade under load: an old node serves alone, a new one joins and brings the tables up to date meanwhile, both
 * serve, the old one is asked to end without any notice to those who use it, the new one serves alone. In the end the
 * ledger must explain every answer, and nobody may have been refused anything.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class UpgradeCampaign {

    private static final List<String> FLAGS = List.of("one", "two", "three", "four", "five");
    private static final int SAMPLE_MILLIS = 200;

    private final Path folder;
    private final Path oldLauncher;
    private final Path newLauncher;
    private final UpgradeOptions options;
    private final Consumer<String> progress;
    private final ClusterApi api = new ClusterApi(BelayProcess.ADMIN_TOKEN);
    private final InService inService = new InService();
    private final Traffic traffic = new Traffic();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong seenDiverged = new AtomicLong();

    /**
     * A campaign that has not begun.
     *
     * @param folder   an empty one to use
     * @param progress is told of every step
     */
    UpgradeCampaign(
            Path oldLauncher, Path newLauncher, Path folder, UpgradeOptions options, Consumer<String> progress) {
        this.oldLauncher = oldLauncher;
        this.newLauncher = newLauncher;
        this.folder = folder;
        this.options = options;
        this.progress = progress;
    }

    UpgradeReport run() throws IOException, InterruptedException {
        try (PostgresProcess database = PostgresProcess.start(folder.resolve("database"));
                Node old = new Node(oldLauncher, database.url());
                Node fresh = new Node(newLauncher, database.url())) {
            old.start();
            inService.add(old.address());
            Ledgers ledgers = new Ledgers(database.url());
            String schema = ledgers.schema();
            Recorder recorder = new Recorder(createFlags(old.address()));
            String key = api.makeKey(old.address());
            try (Balancer balancer = Balancer.to(inService);
                    Applications applications = Applications.follow(balancer.address(), key, options.applications())) {
                upgrade(old, fresh, clients(recorder, key));
                return judge(fresh, recorder, applications, ledgers, schema + " -> " + ledgers.schema(), old.address());
            }
        }
    }

    private void upgrade(Node old, Node fresh, List<Thread> clients) throws IOException, InterruptedException {
        long quarter = options.length().toMillis() / 4;
        clients.forEach(Thread::start);
        progress.accept("the old node serves alone");
        TimeUnit.MILLISECONDS.sleep(quarter);
        fresh.start();
        inService.add(fresh.address());
        progress.accept("the new node has joined, and both serve");
        TimeUnit.MILLISECONDS.sleep(2 * quarter);
        progress.accept("the old node is asked to end");
        old.stop();
        inService.remove(old.address());
        progress.accept("the old node has ended, and the new one serves alone");
        TimeUnit.MILLISECONDS.sleep(quarter);
        over.set(true);
        for (Thread client : clients) {
            client.join();
        }
    }

    private Position createFlags(URI node) throws IOException, InterruptedException {
        Position last = new Position("none", 0);
        for (String flag : FLAGS) {
            ClusterApi.Answer answer = api.put(node, flag, "create-" + flag, "");
            if (answer.status() != 201) {
                throw new IllegalStateException("The flag " + flag + " was not created: " + answer);
            }
            last = answer.position();
        }
        return last;
    }

    private List<Thread> clients(Recorder recorder, String key) {
        FailoverClient.Shared shared = new FailoverClient.Shared(api, inService, FLAGS, recorder, traffic);
        SplittableRandom random = new SplittableRandom(options.writers());
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < options.writers() + options.readers(); number++) {
            FailoverClient client = new FailoverClient(shared, key, "client-" + number, random.split());
            boolean writes = number < options.writers();
            threads.add(thread(() -> {
                if (writes) {
                    client.writeUntil(over::get);
                } else {
                    client.readUntil(over::get);
                }
            }));
        }
        threads.add(thread(this::sample));
        return threads;
    }

    /** Looks again and again whether a node knows of an application that has diverged. */
    private void sample() throws InterruptedException {
        while (!over.get()) {
            for (URI node : inService.inTurn()) {
                try {
                    seenDiverged.accumulateAndGet(api.diverged(node), Math::max);
                } catch (IOException stopping) {
                    // Another one answers; refusals are counted where they matter.
                }
            }
            TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
        }
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static Thread thread(Work work) {
        return Thread.ofVirtual().unstarted(() -> {
            try {
                work.run();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private UpgradeReport judge(
            Node fresh, Recorder recorder, Applications applications, Ledgers ledgers, String schema, URI old)
            throws IOException, InterruptedException {
        List<Entry> entries = api.history(fresh.address(), recorder.newest());
        Map<String, String> newest = new HashMap<>();
        entries.stream().filter(entry -> !entry.isRenewal()).forEach(entry -> newest.put(entry.flag(), entry.id()));
        long diverged = applications.diverged(entries.getLast().position(), newest);
        List<String> others = new ArrayList<>(applications.violations());
        others.addAll(ledgers.verify());
        History history = new History(entries);
        List<Operation> operations = recorder.operations();
        return new UpgradeReport(
                schema,
                traffic.answersOf(old),
                traffic.answersOf(fresh.address()),
                history,
                operations,
                HistoryCheck.of(history, operations),
                traffic,
                applications.changes(),
                Math.max(diverged, seenDiverged.get()),
                others);
    }
}
