package dev.belay.verification.published;

import java.util.List;
import java.util.stream.Stream;

/** Every suite that the engine alone can answer. */
final class Suites {

    static final List<Suite> ALL = Stream.of(
                    LaunchDarklySuite.all(),
                    GrowthBookSuite.all(),
                    FractionalSuite.all(),
                    UnleashSuite.all(),
                    ArticleSuites.all())
            .flatMap(List::stream)
            .toList();

    private Suites() {}
}
