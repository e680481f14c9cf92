package dev.belay.verification.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Starts a process that writes, kills it without warning, opens what it left and looks for every entry that it had
 * acknowledged; again and again. A data folder lives through several kills, then a new one begins.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class CrashCampaign {

    private static final int KILLS_PER_FOLDER = 10;
    private static final int SHORTEST_MILLIS = 20;
    private static final int LONGEST_MILLIS = 350;

    private final Victim victim;
    private final RandomGenerator random;
    private final Consumer<String> progress;
    private final List<Acknowledged> acknowledged = new ArrayList<>();
    private long entries;

    /**
     * A campaign that has not begun.
     *
     * @param progress is told of every kill
     */
    CrashCampaign(Victim victim, RandomGenerator random, Consumer<String> progress) {
        this.victim = victim;
        this.random = random;
        this.progress = progress;
    }

    /** Kills so many times. Folders that show a loss or a break are kept, and named. */
    CrashReport run(int kills) throws IOException, InterruptedException {
        CrashReport report = CrashReport.NOTHING;
        while (report.kills() < kills) {
            report = inOneFolder(report, Math.min(kills, report.kills() + KILLS_PER_FOLDER));
        }
        return report;
    }

    private CrashReport inOneFolder(CrashReport before, int kills) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("belay-crash-");
        acknowledged.clear();
        entries = 0;
        CrashReport report = before;
        while (report.kills() < kills) {
            report = kill(folder, report);
        }
        if (report.lost() == before.lost() && report.broken() == before.broken()) {
            delete(folder);
        } else {
            progress.accept("What was left is kept in " + folder);
        }
        return report;
    }

    private CrashReport kill(Path folder, CrashReport before) throws IOException, InterruptedException {
        Duration life = Duration.ofMillis(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS + 1));
        Victim.Life lived = victim.liveAndDie(folder, life, List.copyOf(acknowledged));
        acknowledged.addAll(lived.acknowledged());
        Aftermath aftermath = Aftermath.of(folder, acknowledged);
        long unconfirmed = aftermath.entries() - entries - lived.acknowledged().size();
        entries = aftermath.entries();
        CrashReport report = before.plus(lived, aftermath, unconfirmed);
        progress.accept("kill %d after %d ms: %,d acknowledged, %d lost, %d of %d chains intact"
                .formatted(
                        report.kills(),
                        life.toMillis(),
                        lived.acknowledged().size(),
                        lived.forgotten().size() + aftermath.lost().size(),
                        aftermath.intactChains(),
                        aftermath.chains().size()));
        return report;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
