package dev.belay.benchmarks.engine;

import dev.belay.benchmarks.engine.workload.Flags;
import dev.belay.client.Belay;
import dev.belay.client.StaticToggle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the parts of an evaluation cost by themselves: nothing that uses them can be quicker. */
@State(Scope.Benchmark)
public class LimitsBenchmark {

    private static final boolean ON = Boolean.parseBoolean("true");
    private static final Belay BELAY = Belay.environment(Map.of("TOGGLE_AUDIT_VERBOSE", "1"));
    private static final StaticToggle TOGGLE = BELAY.staticToggle("audit.verbose");
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int KEYS = 1_000;
    private static final int TURNS = 1 << 13;

    private volatile boolean shared = true;
    private final byte[] twentyBytes = "checkout.flaguser-42".getBytes(StandardCharsets.US_ASCII);
    private final Map<String, String> map = new HashMap<>();
    private final String[] order;
    private int turn;

    /** Fills the map. */
    public LimitsBenchmark() {
        for (int i = 0; i < KEYS; i++) {
            map.put(Flags.key(i), Flags.key(i));
        }
        order = new Random(1).ints(TURNS, 0, KEYS).mapToObj(Flags::key).toArray(String[]::new);
    }

    /** Nothing. */
    @Benchmark
    public void emptyMethod() {
        // What the static toggle is held against.
    }

    /** What the compiler knows. */
    @Benchmark
    public boolean staticFinalBoolean() {
        return ON;
    }

    /** What the compiler knows until a flag changes. */
    @Benchmark
    public boolean staticToggle() {
        return TOGGLE.isActive();
    }

    /** What it has to look up. */
    @Benchmark
    public boolean volatileRead() {
        return shared;
    }

    /** MurmurHash3, 32 bits, of bytes that are at hand; without the tail, as there is none. */
    @Benchmark
    public int murmur3Of20Bytes() {
        int hash = 0;
        for (int i = 0; i < 20; i += 4) {
            int block = Integer.rotateLeft((int) INTS.get(twentyBytes, i) * 0xcc9e2d51, 15) * 0x1b873593;
            hash = Integer.rotateLeft(hash ^ block, 13) * 5 + 0xe6546b64;
        }
        hash ^= 20;
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }

    /** Keys in random order, whose hashes are known as those of literals are. */
    @Benchmark
    public @Nullable String mapOf1000() {
        return map.get(order[turn++ & (TURNS - 1)]);
    }
}
