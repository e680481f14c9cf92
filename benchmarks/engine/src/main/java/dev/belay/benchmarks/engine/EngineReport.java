package dev.belay.benchmarks.engine;

import dev.belay.benchmarks.engine.sdk.Product;
import dev.belay.benchmarks.engine.workload.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of one number of threads. */
final class EngineReport {

    private static final String ABSENT = "–";

    private final Map<Cell, Figure> figures;
    private final List<Workload> workloads;
    private final List<Product> products;

    EngineReport(Map<Cell, Figure> figures) {
        this.figures = figures;
        this.workloads = Arrays.stream(Workload.values())
                .filter(workload -> Arrays.stream(Product.values()).anyMatch(product -> has(product, workload)))
                .toList();
        this.products = Arrays.stream(Product.values())
                .filter(product -> workloads.stream().anyMatch(workload -> has(product, workload)))
                .toList();
    }

    String text(int threads, Effort effort) {
        StringBuilder text = new StringBuilder();
        if (!products.isEmpty()) {
            String run = threads + (threads == 1 ? " thread, " : " threads, ") + effort;
            text.append("Best iteration, ns/op (B/op); ").append(run).append("\n\n");
            TextTable best = table((product, workload, figure) ->
                            nanoseconds(figure.best()) + mark(product, workload) + " (" + bytes(figure.bytes()) + ")")
                    .row(row("goal, toggle / by key", Workload::goal));
            text.append(best).append("\n* hand-written Java, because the SDK has no engine for it; – not served\n");
            text.append("FF4J draws the 50 % anew at every call; all others keep a person's answer\n\n");
            text.append("Median iteration, ns/op\n\n");
            text.append(table((product, workload, figure) -> nanoseconds(figure.median())));
            text.append("\nTimes as slow as Belay, toggle / by key\n\n");
            text.append(table((product, workload, figure) -> ratios(workload, figure.best())));
            text.append('\n');
        }
        return text.append(limits()).toString();
    }

    @FunctionalInterface
    private interface Content {
        String of(Product product, Workload workload, Figure figure);
    }

    private TextTable table(Content content) {
        TextTable table = new TextTable().row(row("", Workload::label));
        for (Product product : products) {
            table.row(row(product.label(), workload -> {
                Figure figure = figure(product, workload);
                return figure == null ? ABSENT : content.of(product, workload, figure);
            }));
        }
        return table;
    }

    private List<String> row(String head, Function<Workload, String> cell) {
        List<String> row = new ArrayList<>(List.of(head));
        workloads.forEach(workload -> row.add(cell.apply(workload)));
        return row;
    }

    private String limits() {
        List<Cell.Limit> measured =
                Arrays.stream(Cell.Limit.values()).filter(figures::containsKey).toList();
        if (measured.isEmpty()) {
            return "";
        }
        TextTable table = new TextTable().row(List.of("Limits, ns/op", "best", "median"));
        for (Cell.Limit limit : measured) {
            Figure figure = Objects.requireNonNull(figures.get(limit));
            table.row(List.of(limit.label(), nanoseconds(figure.best()), nanoseconds(figure.median())));
        }
        return table + "\n";
    }

    private String ratios(Workload workload, double nanoseconds) {
        return String.join(
                " / ",
                Stream.of(Product.BELAY_TOGGLE, Product.BELAY_KEY)
                        .filter(belay -> belay.serves(workload.flags().content()))
                        .map(belay -> ratio(figure(belay, workload), nanoseconds))
                        .toList());
    }

    private static String ratio(@Nullable Figure belay, double nanoseconds) {
        if (belay == null) {
            return ABSENT;
        }
        double ratio = nanoseconds / belay.best();
        return format(ratio < 10 ? "%.2f" : "%,.0f", ratio);
    }

    private static String mark(Product product, Workload workload) {
        return product.isHandWritten(workload.flags().content()) ? "*" : "";
    }

    private static String nanoseconds(double value) {
        return format(value < 1 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }

    private static String bytes(double value) {
        return format("%,.0f", value);
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private boolean has(Product product, Workload workload) {
        return figure(product, workload) != null;
    }

    private @Nullable Figure figure(Product product, Workload workload) {
        return figures.get(new Cell.Evaluation(product, workload));
    }
}
