package dev.belay.benchmarks.engine.sdk;

import dev.belay.benchmarks.engine.workload.Content;
import dev.belay.benchmarks.engine.workload.Flags;
import dev.belay.benchmarks.engine.workload.Sdk;
import dev.belay.benchmarks.engine.workload.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is measured, in the order of the tables. */
public enum Product {
    /** Belay, asked through toggles that are kept. */
    BELAY_TOGGLE("Belay, toggle"),
    /** Belay, asked by key. */
    BELAY_KEY("Belay, by key"),
    /** Belay behind OpenFeature's client. */
    BELAY_OPENFEATURE("Belay, OpenFeature"),
    TOGGLZ("Togglz"),
    FF4J("FF4J"),
    CONFIGCAT("ConfigCat"),
    LAUNCHDARKLY("LaunchDarkly"),
    /** OpenFeature's own provider. */
    OPENFEATURE_MEMORY("OpenFeature memory"),
    FLAGSMITH("Flagsmith"),
    FLAGD("flagd"),
    UNLEASH("Unleash");

    private final String label;

    Product(String label) {
        this.label = label;
    }

    /** Its name in tables. */
    public String label() {
        return label;
    }

    /** Whether it is Belay. */
    public boolean isBelay() {
        return name().startsWith("BELAY");
    }

    /** Whether it can serve such flags at all. */
    public boolean serves(Content content) {
        return switch (this) {
            case BELAY_TOGGLE -> content != Content.VARIANTS;
            case TOGGLZ, FF4J -> content != Content.VARIANTS && content != Content.THREE_RULES;
            case OPENFEATURE_MEMORY -> content != Content.THREE_RULES;
            default -> true;
        };
    }

    /** Whether it does so by calling Java that was written for the purpose. */
    public boolean isHandWritten(Content content) {
        return switch (this) {
            case TOGGLZ, FF4J -> content == Content.CONDITIONS;
            case OPENFEATURE_MEMORY -> content != Content.ON;
            default -> false;
        };
    }

    /** Whether asking for one flag evaluates all. */
    public boolean evaluatesAllAtOnce() {
        return this == FLAGSMITH;
    }

    /** Whether people keep their answers. */
    public boolean isSticky(Content content) {
        return this != FF4J || content != Content.HALF;
    }

    /** The flags in the product's own format; empty where they are made by calls. */
    public String document(Flags flags) {
        return switch (this) {
            case BELAY_TOGGLE, BELAY_KEY, BELAY_OPENFEATURE -> BelayDocuments.file(flags);
            case CONFIGCAT -> ConfigCatDocuments.file(flags);
            case LAUNCHDARKLY -> LaunchDarklyDocuments.file(flags);
            case FLAGSMITH -> FlagsmithDocuments.file(flags);
            case FLAGD -> FlagdDocuments.file(flags);
            case UNLEASH -> UnleashDocuments.file(flags);
            case TOGGLZ, FF4J, OPENFEATURE_MEMORY -> "";
        };
    }

    /** Opens the SDK; it is ready when this returns. */
    // A switch, so that a process loads the classes of the SDK that it measures and no others.
    public Sdk open(Flags flags, Path file) {
        return switch (this) {
            case BELAY_TOGGLE -> new BelaySdk.ByToggle(flags, file);
            case BELAY_KEY -> new BelaySdk(flags, file);
            case BELAY_OPENFEATURE -> OpenFeatureSdk.belay(flags, file);
            case TOGGLZ -> new TogglzSdk(flags);
            case FF4J -> new Ff4jSdk(flags);
            case CONFIGCAT -> new ConfigCatSdk(flags, file);
            case LAUNCHDARKLY -> new LaunchDarklySdk(flags, file);
            case OPENFEATURE_MEMORY -> OpenFeatureSdk.inMemory(flags);
            case FLAGSMITH -> new FlagsmithSdk(flags, file);
            case FLAGD -> OpenFeatureSdk.flagd(flags, file);
            case UNLEASH -> new UnleashSdk(flags, file);
        };
    }

    /**
     * Opens the SDK and checks its answers.
     *
     * @throws IllegalStateException if they are not what the flags mean
     */
    public Sdk openVerified(Flags flags) throws IOException {
        Path file = written(flags);
        Sdk sdk = open(flags, file);
        try {
            Verification.verify(sdk, flags, isSticky(flags.content()));
            return sdk;
        } catch (RuntimeException wrong) {
            sdk.close();
            throw new IllegalStateException(label + " with " + flags + ": " + wrong.getMessage(), wrong);
        }
    }

    /** The flags in a file that is gone when the process ends. */
    public Path written(Flags flags) throws IOException {
        Path file = Files.createTempFile("belay-bench-", ".json");
        file.toFile().deleteOnExit();
        return Files.writeString(file, document(flags));
    }
}
