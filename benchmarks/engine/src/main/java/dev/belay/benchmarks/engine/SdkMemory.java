package dev.belay.benchmarks.engine;

import dev.belay.benchmarks.engine.sdk.Product;
import dev.belay.benchmarks.engine.workload.Content;
import dev.belay.benchmarks.engine.workload.Flags;
import dev.belay.benchmarks.engine.workload.Person;
import dev.belay.benchmarks.engine.workload.Sdk;
import java.nio.file.Path;
import java.util.Map;

/** What many flags cost in one SDK. */
final class SdkMemory {

    static final String HEAP_PER_FLAG = "heapPerFlag";
    static final String RESIDENT = "resident";
    static final String OPEN = "open";

    private static final int WARMUPS = 2;
    private static final int OPENINGS = 5;

    private SdkMemory() {}

    /** Takes the name of a product and the number of flags, and prints figures. */
    public static void main(String[] arguments) throws Exception {
        Product product = Product.valueOf(arguments[0]);
        Flags flags = new Flags(Content.THREE_RULES, Integer.parseInt(arguments[1]));
        Path file = product.written(flags);
        memory(product, flags, file).forEach(Probe::print);
        Timing timing = Timing.of(WARMUPS, OPENINGS, number -> {
            Sdk sdk = product.open(flags, file);
            sdk.isOn(flags.count() - 1, number);
            return sdk;
        });
        Probe.print(OPEN, timing.median());
        System.exit(0); // Some SDKs leave threads behind.
    }

    /** The difference to the same SDK with one flag, whose code and contexts cost the same. */
    private static Map<String, Double> memory(Product product, Flags flags, Path file) throws Exception {
        Flags one = new Flags(flags.content(), 1);
        Sdk small = product.openVerified(one);
        askAll(product, small, one);
        flags.keys(); // Made now, so that they are on both sides.
        long heapBefore = LiveHeap.bytes();
        long residentBefore = LiveHeap.residentBytes();
        small.close();
        Sdk large = product.open(flags, file);
        askAll(product, large, flags);
        long heap = LiveHeap.bytes() - heapBefore;
        long resident = LiveHeap.residentBytes() - residentBefore;
        large.close(); // And not earlier, so that it was held until here.
        return Map.of(HEAP_PER_FLAG, (double) heap / (flags.count() - 1), RESIDENT, (double) resident);
    }

    /** So that what is prepared at the first evaluation counts too. */
    private static void askAll(Product product, Sdk sdk, Flags flags) {
        int asked = product.evaluatesAllAtOnce() ? 1 : flags.count();
        for (int flag = 0; flag < asked; flag++) {
            sdk.isOn(flag, flag % Person.COUNT);
        }
    }
}
