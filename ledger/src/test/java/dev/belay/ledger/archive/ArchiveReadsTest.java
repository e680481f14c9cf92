package dev.belay.ledger.archive;

import static dev.belay.ledger.archive.TwoArchives.DEPOT;
import static dev.belay.ledger.archive.TwoArchives.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.ledger.ForwardingLedgerStore;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveReadsTest {

    private static final int PLACES = 2;
    private static final String UNKNOWN = "0123456789abcdef".repeat(4);

    @TempDir
    Path folder;

    private final ExecutorService others = Executors.newFixedThreadPool(PLACES);
    private final CountDownLatch reading = new CountDownLatch(PLACES);
    private final CountDownLatch done = new CountDownLatch(1);
    private TwoArchives two;

    @BeforeEach
    void archive() throws IOException {
        two = new TwoArchives(folder);
    }

    @AfterEach
    void close() {
        done.countDown();
        others.shutdownNow();
        two.close();
    }

    @Test
    void answersTheOldestRevisionAndMissesWhileOthersRead() throws Exception {
        ArchiveReads reads = new ArchiveReads(new SlowForSome(two.store), two.archives);
        Future<?> busy = occupy(reads);

        assertThat(reads.oldest(SHOP)).isZero();
        assertThat(reads.document(UNKNOWN)).isEmpty();

        assertThat(busy).isNotDone();
    }

    @Test
    void waitsForATurnNoLongerThanItsThreadMayRun() throws Exception {
        ArchiveReads reads = new ArchiveReads(new SlowForSome(two.store), two.archives);
        Future<?> busy = occupy(reads);

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> reads.entry(SHOP, 2))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("Interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(busy).isNotDone();
    }

    @Test
    void readsNoArchiveForADocumentThatItsIndexDoesNotName() throws IOException {
        Files.delete(two.files(DEPOT).content());
        ArchiveReads reads = new ArchiveReads(two.store, two.archives);

        assertThat(reads.document(UNKNOWN)).isEmpty();
        assertThat(reads.document(TwoArchives.document(SHOP, 3).hash())).isPresent();
    }

    @Test
    void remembersManifestsUntilFilesComeOrGo() throws IOException {
        KnownArchives known = new KnownArchives(two.store, two.archives, Duration.ofNanos(-1));

        List<Archive> first = known.of(SHOP);
        assertThat(known.of(SHOP)).isSameAs(first);
        two.archive(SHOP, 6);

        assertThat(known.of(SHOP)).hasSize(2);
        assertThat(known.chain(SHOP).archives()).hasSize(2);
    }

    /** Takes both places, and answers what ends when they are free again. */
    private Future<?> occupy(ArchiveReads reads) throws InterruptedException {
        Future<?> last = others.submit(() -> reads.at(SHOP, 2));
        for (int other = 1; other < PLACES; other++) {
            last = others.submit(() -> reads.at(SHOP, 2));
        }
        assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
        return last;
    }

    /** Keeps other threads than the test's in the middle of their reads. */
    private final class SlowForSome extends ForwardingLedgerStore {

        private final Thread test = Thread.currentThread();

        SlowForSome(LedgerStore store) {
            super(store);
        }

        @Override
        public long oldest(LedgerId ledger) {
            if (!Thread.currentThread().equals(test)) {
                reading.countDown();
                try {
                    done.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            }
            return super.oldest(ledger);
        }
    }
}
