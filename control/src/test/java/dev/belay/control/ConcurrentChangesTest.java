package dev.belay.control;

import static dev.belay.control.Bench.dependent;
import static dev.belay.control.Bench.flag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrentChangesTest {

    @Test
    void changesThatAreFineAloneAreNeverIllegalTogether() throws Exception {
        for (int round = 0; round < 100; round++) {
            try (Bench bench = new Bench()) {
                bench.put(flag("payments"));

                List<Boolean> accepted = together(List.of(
                        () -> bench.flagSets.apply(
                                "default",
                                "production",
                                Bench.request(),
                                new Operation.Archive("payments", Precondition.NONE)),
                        () -> bench.flagSets.apply(
                                "default",
                                "production",
                                Bench.request(),
                                new Operation.PutFlag(dependent("basket", "payments", "on"), Precondition.NONE))));

                assertThat(accepted).containsOnlyOnce(true);
            }
        }
    }

    @Test
    void noAcceptedChangeIsLostAndNoStaleOneAccepted() throws Exception {
        try (Bench bench = new Bench()) {
            bench.put(flag("basket").withEnabled(false));

            List<Boolean> accepted = together(IntStream.range(0, 16)
                    .<Callable<?>>mapToObj(writer -> () -> overwrite(bench, writer))
                    .toList());

            assertThat(accepted).containsOnlyOnce(true);
            assertThat(bench.flagState("basket").version()).isEqualTo(2);
        }
    }

    @Test
    void concurrentChangesOfDifferentFlagsAllSucceed() throws Exception {
        try (Bench bench = new Bench()) {
            List<Boolean> accepted = together(IntStream.range(0, 16)
                    .<Callable<?>>mapToObj(writer -> () -> create(bench, "flag-" + writer))
                    .toList());

            assertThat(accepted).containsOnly(true);
            LedgerState head = bench.head();
            assertThat(head.position().revision()).isEqualTo(16);
            assertThat(head.live()).hasSize(16);
            assertThat(bench.store.head(Bench.CATALOGUE).subject(new Subject(Subject.DEFINITION, "flag-0")))
                    .isNotNull();
        }
    }

    private static WriteResult overwrite(Bench bench, int writer) {
        return bench.flagSets.apply(
                "default",
                "production",
                Bench.request(),
                new Operation.PutFlag(
                        flag(
                                "basket",
                                ", \"rules\": [{\"id\": \"r" + writer
                                        + "\", \"when\": {\"all\": []}, \"serve\": {\"variant\": \"on\"}}]"),
                        Precondition.version(1)));
    }

    private static WriteResult create(Bench bench, String key) {
        return bench.flagSets.apply(
                "default", "production", Bench.request(), new Operation.PutFlag(flag(key), Precondition.ABSENT));
    }

    /** Runs all at once and answers which were accepted. */
    private static List<Boolean> together(List<Callable<?>> writes) throws Exception {
        CyclicBarrier start = new CyclicBarrier(writes.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> outcomes = writes.stream()
                    .map(write -> threads.submit(() -> {
                        start.await();
                        return isAccepted(write);
                    }))
                    .toList();
            List<Boolean> accepted = new ArrayList<>();
            for (Future<Boolean> outcome : outcomes) {
                accepted.add(outcome.get());
            }
            return accepted;
        }
    }

    private static boolean isAccepted(Callable<?> write) throws Exception {
        try {
            write.call();
            return true;
        } catch (RefusedException refused) {
            return false;
        }
    }
}
