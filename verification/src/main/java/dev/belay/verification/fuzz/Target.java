package dev.belay.verification.fuzz;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What can be fuzzed. */
enum Target {
    DOCUMENTS("documents", FlagDocuments.class, FlagDocuments::fuzzerTestOneInput),
    EVALUATIONS("evaluations", Evaluations.class, Evaluations::fuzzerTestOneInput),
    CONDITIONS("conditions", NestedConditions.class, NestedConditions::fuzzerTestOneInput),
    OPERANDS("operands", Operands.class, Operands::fuzzerTestOneInput),
    CONTEXTS("contexts", Contexts.class, Contexts::fuzzerTestOneInput),
    EVENTS("events", SyncEvents.class, SyncEvents::fuzzerTestOneInput);

    private final String word;
    private final Class<?> type;

    @SuppressWarnings("ImmutableEnumChecker") // Method references without state.
    private final Consumer<byte[]> check;

    Target(String word, Class<?> type, Consumer<byte[]> check) {
        this.word = word;
        this.type = type;
        this.check = check;
    }

    /** The target's name on the command line, and its folder of seeds. */
    String word() {
        return word;
    }

    /** The class that the fuzzer calls. */
    String className() {
        return type.getName();
    }

    /** Tries one input; throws if it is a finding. */
    void check(byte[] input) {
        check.accept(input);
    }

    static Optional<Target> find(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(Target::word).collect(Collectors.joining(", "));
    }
}
