package dev.belay.benchmarks.engine;

import dev.belay.benchmarks.engine.sdk.Product;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** {@code belay bench memory}: flags in memory, of Belay and of its peers, side by side. */
final class MemoryCommand {

    private static final List<Product> PRODUCTS = List.of(
            Product.BELAY_KEY,
            Product.CONFIGCAT,
            Product.LAUNCHDARKLY,
            Product.FLAGSMITH,
            Product.FLAGD,
            Product.UNLEASH);

    private final MemoryOptions options;
    private final PrintStream out;
    private final PrintStream progress;

    MemoryCommand(MemoryOptions options, PrintStream out, PrintStream progress) {
        this.options = options;
        this.out = out;
        this.progress = progress;
    }

    void run() throws Exception {
        String flags = Integer.toString(options.flags());
        progress.println("[1/" + (PRODUCTS.size() + 1) + "] Belay, revisions");
        String belay = belay(Probe.run(BelayMemory.class, flags));
        TextTable peers = new TextTable().row(List.of("", "heap per flag", "process grows", "open, median"));
        for (Product product : options.alone() ? List.of(Product.BELAY_KEY) : PRODUCTS) {
            progress.println(
                    "[" + (PRODUCTS.indexOf(product) + 2) + "/" + (PRODUCTS.size() + 1) + "] " + product.label());
            peers.row(row(product, Probe.run(SdkMemory.class, product.name(), flags)));
        }
        out.println();
        out.print(belay);
        out.println();
        out.printf(
                Locale.ROOT,
                "%,d flags with three rules each, from the SDK's own format in a file%n%n",
                options.flags());
        out.print(peers);
        out.println();
        out.println(
                "Heap is what full collections leave; 'process grows' is beside the heap, such as a native engine's.");
    }

    private String belay(Map<String, Double> figures) {
        return new TextTable()
                .row(List.of(
                        String.format(Locale.ROOT, "Belay, %,d flags with three rules each", options.flags()),
                        "measured",
                        "goal"))
                .row(List.of("snapshot as sent", text("%,.0f B", figures, BelayMemory.SNAPSHOT_BYTES), ""))
                .row(List.of("from bytes to ready, median", text("%.1f ms", figures, BelayMemory.READ), "≤ 60 ms"))
                .row(List.of("  the first time in a process", text("%.1f ms", figures, BelayMemory.FIRST_READ), ""))
                .row(List.of(
                        "  the first evaluation of a flag takes", text("%.3f ms", figures, BelayMemory.FIRST_ASK), ""))
                .row(List.of("  until all are read ahead", text("%.0f ms", figures, BelayMemory.PREPARE), ""))
                .row(List.of("one changed flag applied, median", text("%.3f ms", figures, BelayMemory.APPLY), "≤ 1 ms"))
                .row(List.of("heap per flag, not read yet", text("%,.0f B", figures, BelayMemory.HEAP_UNREAD), ""))
                .row(List.of("heap per flag, read", text("%,.0f B", figures, BelayMemory.HEAP_PER_FLAG), "≤ 1,024 B"))
                .row(List.of(
                        String.format(
                                Locale.ROOT,
                                "heap per retained revision, of %,d with one change each",
                                BelayMemory.REVISIONS),
                        text("%,.0f B", figures, BelayMemory.HEAP_PER_REVISION),
                        ""))
                .toString();
    }

    private static List<String> row(Product product, Map<String, Double> figures) {
        return List.of(
                product == Product.BELAY_KEY ? "Belay" : product.label(),
                text("%,.0f B", figures, SdkMemory.HEAP_PER_FLAG),
                String.format(Locale.ROOT, "%,.0f MiB", figure(figures, SdkMemory.RESIDENT) / (1 << 20)),
                text("%,.0f ms", figures, SdkMemory.OPEN));
    }

    private static String text(String format, Map<String, Double> figures, String name) {
        return String.format(Locale.ROOT, format, figure(figures, name));
    }

    private static double figure(Map<String, Double> figures, String name) {
        return Objects.requireNonNull(figures.get(name), "The process did not say " + name);
    }
}
