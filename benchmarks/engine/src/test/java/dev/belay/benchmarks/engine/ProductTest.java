package dev.belay.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.benchmarks.engine.sdk.Product;
import dev.belay.benchmarks.engine.workload.Content;
import dev.belay.benchmarks.engine.workload.Flags;
import dev.belay.benchmarks.engine.workload.Sdk;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every SDK that is measured gives the right answers. */
class ProductTest {

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource
    void answersAsTheFlagsMean(Product product, Content content) throws Exception {
        try (Sdk sdk = product.openVerified(new Flags(content, content == Content.ON ? 3 : 1))) {
            assertThat(sdk).isNotNull();
        }
    }

    static Stream<Arguments> answersAsTheFlagsMean() {
        return Arrays.stream(Product.values())
                .flatMap(product -> Arrays.stream(Content.values())
                        .filter(product::serves)
                        .map(content -> Arguments.of(product, content)));
    }
}
