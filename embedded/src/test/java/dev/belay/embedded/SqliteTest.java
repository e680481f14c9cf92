package dev.belay.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.client.Belay;
import dev.belay.client.Status;
import dev.belay.ledger.LedgerStore;
import dev.belay.store.sql.SqliteStore;
import dev.belay.testkit.Awaited;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process owns a SQLite file; everybody in it shares the store. */
class SqliteTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void everybodyInTheProcessFollowsTheOneStore() {
        try (LedgerStore store = open()) {
            Flags.create(store);
            try (Belay one = Embedded.open(store, Flags.PRODUCTION);
                    Belay other = Embedded.open(store, Flags.PRODUCTION)) {
                assertThat(one.awaitReady(PATIENCE) && other.awaitReady(PATIENCE))
                        .isTrue();

                Flags.put(store, true, "basket");

                Awaited.until(() -> one.toggle("basket").isActive()
                        && other.toggle("basket").isActive());
            }
        }
    }

    @Test
    void aSecondOwnerIsToldWhoHasTheFileAndTakesOverOnceItIsFree() {
        LedgerStore owner = open();
        Flags.create(owner);
        Flags.put(owner, true, "basket");
        try (Belay belay = Embedded.open(this::open, Flags.PRODUCTION)) {
            Awaited.until(() -> belay.status().message().contains("is in use by"));
            assertThat(belay.status().state()).isEqualTo(Status.State.NOT_READY);

            owner.close();

            Awaited.until(() -> belay.toggle("basket").isActive());
        }
    }

    private LedgerStore open() {
        return SqliteStore.open(
                folder.resolve(SqliteStore.FILE),
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString());
    }
}
