package dev.belay.testkit;

import dev.belay.ledger.serial.Batch;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Holds a write back until it is opened, and then writes in another way. */
final class Gate implements UnreliableJournal.Writing {

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final UnreliableJournal.Writing then;

    Gate(UnreliableJournal.Writing then) {
        this.then = then;
    }

    Gate() {
        this(Consumer::accept);
    }

    @Override
    public void write(Consumer<Batch> store, Batch batch) {
        reached.countDown();
        await(open);
        then.write(store, batch);
    }

    void awaitAWrite() {
        await(reached);
    }

    void open() {
        open.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("Nothing happened for 30 seconds");
            }
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }
}
