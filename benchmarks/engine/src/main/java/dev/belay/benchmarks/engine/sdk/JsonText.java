package dev.belay.benchmarks.engine.sdk;

import java.util.List;
import java.util.stream.Collectors;

/** Pieces of JSON, of texts that need no escapes. */
final class JsonText {

    private JsonText() {}

    /** A list of texts. */
    static String list(List<String> texts) {
        return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(",", "[", "]"));
    }
}
