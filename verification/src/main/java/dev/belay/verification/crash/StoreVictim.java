package dev.belay.verification.crash;

import dev.belay.store.sql.SqliteStore;
import dev.belay.testkit.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A process that does nothing but write to a store. */
final class StoreVictim implements Victim {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final RandomGenerator random;

    StoreVictim(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public Life liveAndDie(Path folder, Duration life, List<Acknowledged> earlier)
            throws IOException, InterruptedException {
        String file = folder.resolve(SqliteStore.FILE).toString();
        try (ChildProcess child = ChildProcess.startMain(
                WritingProcess.class, List.of(file, Long.toString(random.nextLong())), Map.of())) {
            child.await(line -> Acknowledged.parse(line).isPresent(), PATIENCE);
            Thread.sleep(life);
            child.kill();
            List<Acknowledged> acknowledged = child.lines().stream()
                    .flatMap(line -> Acknowledged.parse(line).stream())
                    .toList();
            return new Life(acknowledged, List.of());
        }
    }
}
