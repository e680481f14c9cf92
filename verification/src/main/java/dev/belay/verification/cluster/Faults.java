package dev.belay.verification.cluster;

import dev.belay.testkit.postgres.PostgresProcess;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Kills, pauses and restarts the parts of a cluster, one after another. <b>Thread-safety:</b> confined to one thread at a time. */
final class Faults {

    private static final int LONGEST_QUIET_MILLIS = 4_000;
    private static final int LONGEST_ABSENCE_MILLIS = 2_000;

    /** Longer than a node may be silent in the middle of its turn. */
    private static final int LONGEST_PAUSE_MILLIS = 13_000;

    private final List<Node> nodes;
    private final PostgresProcess database;
    private final SplittableRandom random;
    private final Consumer<String> progress;
    private int kills;
    private int crashes;
    private int pauses;

    Faults(List<Node> nodes, PostgresProcess database, SplittableRandom random, Consumer<String> progress) {
        this.nodes = nodes;
        this.database = database;
        this.random = random;
        this.progress = progress;
    }

    /** Causes one fault after another; at the end everything runs. */
    void causeUntil(BooleanSupplier over) throws IOException, InterruptedException {
        while (!over.getAsBoolean()) {
            pause(LONGEST_QUIET_MILLIS);
            int kind = random.nextInt(8);
            if (kind < 5) {
                kill(random.nextInt(nodes.size()));
            } else if (kind < 7) {
                crash();
            } else {
                hang(random.nextInt(nodes.size()));
            }
        }
    }

    void kill(int number) throws IOException, InterruptedException {
        kills++;
        progress.accept("node " + (number + 1) + " is killed");
        nodes.get(number).kill();
        pause(LONGEST_ABSENCE_MILLIS);
        nodes.get(number).start();
        progress.accept("node " + (number + 1) + " is back");
    }

    void crash() throws IOException, InterruptedException {
        crashes++;
        progress.accept("the database is shut down at once");
        database.crash();
        pause(LONGEST_ABSENCE_MILLIS);
        database.start();
        progress.accept("the database is back");
    }

    private void hang(int number) throws IOException, InterruptedException {
        pauses++;
        progress.accept("node " + (number + 1) + " hangs");
        nodes.get(number).signal("STOP");
        pause(LONGEST_PAUSE_MILLIS);
        nodes.get(number).signal("CONT");
        progress.accept("node " + (number + 1) + " goes on");
    }

    /** How often what was done. */
    String summary() {
        return kills + " kills of nodes, " + crashes + " crashes of the database, " + pauses + " nodes that hung";
    }

    private void pause(int longestMillis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(longestMillis / 10, longestMillis + 1));
    }
}
