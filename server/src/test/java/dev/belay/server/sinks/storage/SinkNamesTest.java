package dev.belay.server.sinks.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.control.RefusedException;
import dev.belay.server.operations.Dialect;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.server.testing.Operations;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SinkNamesTest {

    private static final int AT_ONCE = 4;
    private static final int ROUNDS = 10;

    @TempDir
    private Path folder;

    private OperationsDatabase database;
    private SinkStore sinks;

    private void open(Dialect dialect) {
        database = Operations.empty(dialect, folder);
        sinks = new SinkStore(database);
    }

    @ParameterizedTest
    @EnumSource
    void oneOfManyWhoTakeANameAtOnceGetsIt(Dialect dialect) throws Exception {
        open(dialect);

        for (int round = 0; round < ROUNDS; round++) {
            String name = "round " + round;
            assertThat(atOnce(name)).as(name).containsOnlyOnce(true);
        }

        assertThat(sinks.all()).hasSize(ROUNDS);
    }

    private List<Boolean> atOnce(String name) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(AT_ONCE);
        List<Callable<Boolean>> adds = new ArrayList<>();
        for (int number = 0; number < AT_ONCE; number++) {
            SinkDefinition sink = SampleSink.named(name + "/" + number, name);
            adds.add(() -> {
                barrier.await();
                return add(sink);
            });
        }
        List<Boolean> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Boolean> outcome : threads.invokeAll(adds)) {
                outcomes.add(outcome.get());
            }
        }
        return outcomes;
    }

    private boolean add(SinkDefinition sink) {
        try {
            sinks.add(sink, Map.of());
            return true;
        } catch (RefusedException refused) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void sinksThatHaveOneNameSinceLongCanBeReplacedUnderIt(Dialect dialect) {
        open(dialect);
        SinkDefinition audit = SampleSink.named("s-1", "audit");
        SinkDefinition other = SampleSink.named("s-2", "other");
        sinks.add(audit, Map.of());
        sinks.add(other, Map.of());
        sinks.add(SampleSink.named("s-3", "third"), Map.of());
        older("UPDATE sink SET manner = (SELECT manner FROM sink WHERE id = 's-1') WHERE id = 's-2'");

        SinkDefinition alike = SampleSink.named("s-2", "audit");
        assertThat(sinks.replace(audit, 0)).isTrue();
        assertThat(sinks.replace(alike, 0)).isTrue();
        assertThatThrownBy(() -> sinks.replace(SampleSink.named("s-2", "third"), 1))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("'third' is taken in the project 'shop'");
        assertThat(sinks.replace(other, 1)).isTrue();
        assertThatThrownBy(() -> sinks.replace(alike, 2)).isInstanceOf(RefusedException.class);
    }

    private void older(String sql) {
        database.use(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }
}
