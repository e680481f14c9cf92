package dev.belay.benchmarks.engine;

import dev.belay.benchmarks.engine.sdk.Product;
import dev.belay.benchmarks.engine.workload.Person;
import dev.belay.benchmarks.engine.workload.Sdk;
import dev.belay.benchmarks.engine.workload.Workload;
import java.io.IOException;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One SDK at one workload. A process measures one pair, so that compiled code is as specialised as in an application. */
@State(Scope.Benchmark)
@NullUnmarked // JMH sets the fields.
public class EngineBenchmark {

    /** The SDK. */
    @Param
    public Product product;

    /** What it is asked. */
    @Param
    public Workload workload;

    private Sdk sdk;

    /** Opens the SDK and checks its answers, which also warms it up. */
    @Setup
    public void open() throws IOException {
        sdk = product.openVerified(workload.flags());
    }

    /** Closes the SDK. */
    @TearDown
    public void close() {
        sdk.close();
    }

    /** The same flag about the same person. */
    @Benchmark
    public boolean same() {
        return sdk.isOn(0, 0);
    }

    /** The same flag about everybody in turn. */
    @Benchmark
    public boolean everybody(Turn turn) {
        return sdk.isOn(0, turn.person());
    }

    /** A text, about everybody in turn. */
    @Benchmark
    public String text(Turn turn) {
        return sdk.text(0, turn.person());
    }

    /** Flags in random order about the same person. */
    @Benchmark
    public boolean anyFlag(Turn turn) {
        return sdk.isOn(turn.flag(), 0);
    }

    /** Whose turn it is, and which flag's. */
    @State(Scope.Thread)
    @NullUnmarked
    public static class Turn {

        private static final int FLAGS = 1 << 13;

        private int turn;
        private int[] flags;

        /** Draws the order beforehand, so that drawing costs nothing. */
        @Setup
        public void draw(EngineBenchmark benchmark) {
            int count = benchmark.workload.flags().count();
            flags = new Random(1).ints(FLAGS, 0, count).toArray();
        }

        int person() {
            return turn++ & (Person.COUNT - 1);
        }

        int flag() {
            return flags[turn++ & (FLAGS - 1)];
        }
    }
}
