package dev.belay.benchmarks.engine;

import dev.belay.benchmarks.engine.sdk.Product;
import dev.belay.benchmarks.engine.workload.Workload;
import java.util.Arrays;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** One thing to measure, and what the tables call it. */
sealed interface Cell {

    /** What {@code --only} is compared with. */
    String name();

    /** What progress calls it. */
    String label();

    /** Chooses the method and its parameters. */
    void choose(ChainedOptionsBuilder options);

    /** Everything that there is to measure. */
    static Stream<Cell> all() {
        Stream<Cell> evaluations = Arrays.stream(Workload.values())
                .flatMap(workload -> Arrays.stream(Product.values())
                        .filter(product -> product.serves(workload.flags().content()))
                        .map(product -> new Evaluation(product, workload)));
        return Stream.concat(evaluations, Arrays.stream(Limit.values()));
    }

    /** An SDK at a workload. */
    record Evaluation(Product product, Workload workload) implements Cell {

        @Override
        public String name() {
            return product.name() + "/" + workload.name();
        }

        @Override
        public String label() {
            return product.label() + ", " + workload.label();
        }

        @Override
        public void choose(ChainedOptionsBuilder options) {
            options.include(method(EngineBenchmark.class, methodName()))
                    .param("product", product.name())
                    .param("workload", workload.name());
        }

        private String methodName() {
            return switch (workload.question()) {
                case SAME -> "same";
                case EVERYBODY -> "everybody";
                case TEXT -> "text";
                case ANY_FLAG -> "anyFlag";
            };
        }
    }

    /** A method of {@link LimitsBenchmark}. */
    enum Limit implements Cell {
        EMPTY_METHOD("empty method", "emptyMethod"),
        STATIC_FINAL_BOOLEAN("static final boolean", "staticFinalBoolean"),
        STATIC_TOGGLE("static toggle", "staticToggle"),
        VOLATILE_READ("volatile read", "volatileRead"),
        MURMUR3("murmur3 of 20 bytes", "murmur3Of20Bytes"),
        MAP("HashMap.get among 1,000", "mapOf1000");

        private final String label;
        private final String methodName;

        Limit(String label, String methodName) {
            this.label = label;
            this.methodName = methodName;
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public void choose(ChainedOptionsBuilder options) {
            options.include(method(LimitsBenchmark.class, methodName));
        }
    }

    private static String method(Class<?> type, String name) {
        return "^" + type.getName().replace(".", "\\.") + "\\." + name + "$";
    }
}
