package dev.belay.server.sinks.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.ledger.LedgerId;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.server.sinks.storage.Leases.Lease;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one database; the test is their clock. */
class LeasesTest {

    private static final LedgerId FLAGS = LedgerId.flagSet("shop", "production");

    @TempDir
    private Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private OperationsDatabase database;
    private Leases one;
    private Leases other;

    @BeforeEach
    void open() {
        database = OperationsDatabase.open(folder.resolve(OperationsDatabase.FILE));
        SampleSink.add(database, "s", FLAGS, new Position("e", 5));
        one = new Leases(database, "one", false, nanos::get);
        other = new Leases(database, "other", false, nanos::get);
    }

    @Test
    void oneNodeHoldsALease() {
        assertThat(one.hold("s", Optional.empty())).isPresent();
        assertThat(other.hold("s", Optional.empty())).isEmpty();
    }

    @Test
    void aLeaseThatIsRenewedIsNotTakenOver() {
        Optional<Lease> lease = one.hold("s", Optional.empty());
        for (int second = 0; second < 60; second++) {
            pass(Duration.ofSeconds(1));
            lease = one.hold("s", lease);
            assertThat(other.hold("s", Optional.empty())).isEmpty();
        }
        assertThat(lease).hasValueSatisfying(held -> assertThat(held.isValid()).isTrue());
    }

    @Test
    void aLeaseThatStandsStillIsTakenOverAfterItCannotBeValidAnyMore() {
        Lease lease = one.hold("s", Optional.empty()).orElseThrow();
        assertThat(other.hold("s", Optional.empty())).isEmpty();

        pass(Duration.ofSeconds(6));
        assertThat(lease.isValid()).isFalse();
        assertThat(other.hold("s", Optional.empty())).isEmpty();

        pass(Duration.ofSeconds(5));
        Lease taken = other.hold("s", Optional.empty()).orElseThrow();
        assertThat(taken.fence()).isGreaterThan(lease.fence());
        assertThat(one.hold("s", Optional.of(lease))).isEmpty();
    }

    @Test
    void aLeaseThatWasReleasedIsTakenAtOnce() {
        one.release(one.hold("s", Optional.empty()).orElseThrow());

        assertThat(other.hold("s", Optional.empty())).isPresent();
    }

    @Test
    void aNodeThatIsAloneTakesWhateverItsPredecessorHeld() {
        one.hold("s", Optional.empty());
        Leases alone = new Leases(database, "next", true, nanos::get);

        assertThat(alone.hold("s", Optional.empty()))
                .hasValueSatisfying(held -> assertThat(held.isValid()).isTrue());
    }

    @Test
    void aFormerHolderStoresNothing() {
        CursorStore cursors = new CursorStore(database);
        Cursor cursor = cursors.of("s").get(0);
        Lease former = one.hold("s", Optional.empty()).orElseThrow();
        one.release(former);
        Lease present = other.hold("s", Optional.empty()).orElseThrow();

        assertThat(cursors.store(cursor.at(new Position("e", 9), Optional.empty()), former.fence()))
                .isFalse();
        assertThat(cursors.store(cursor.at(new Position("e", 2), Optional.empty()), present.fence()))
                .isTrue();
        assertThat(cursors.of("s").get(0).position()).isEqualTo(new Position("e", 2));
    }

    @Test
    void aLineStoresNothingOverACursorThatWasMoved() {
        CursorStore cursors = new CursorStore(database);
        Cursor cursor = cursors.of("s").get(0);
        Lease lease = one.hold("s", Optional.empty()).orElseThrow();
        cursors.move("s", FLAGS, new Position("e", 1));

        assertThat(cursors.store(cursor.at(new Position("e", 6), Optional.empty()), lease.fence()))
                .isFalse();
        assertThat(cursors.of("s").get(0).position()).isEqualTo(new Position("e", 1));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
