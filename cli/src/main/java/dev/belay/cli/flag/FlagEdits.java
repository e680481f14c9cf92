package dev.belay.cli.flag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.session.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The simple edits of a flag's document that options can express.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class FlagEdits {

    @Option(
            names = "--variant",
            paramLabel = "NAME=VALUE",
            description = "Add a variant or give it another value. Text for strings, else JSON. Repeatable.")
    private List<String> variants = new ArrayList<>();

    @Option(names = "--otherwise", paramLabel = "VARIANT", description = "What everyone gets whom no rule decides for.")
    private @Nullable String otherwise;

    @Option(names = "--split", paramLabel = "VARIANT=PERCENT,…", description = "The same, split: on=25,off=75.")
    private @Nullable String split;

    @Option(names = "--on-for", paramLabel = "PERCENT", description = "The same for variants on and off: 25.")
    private @Nullable String onFor;

    @Option(names = "--off-variant", paramLabel = "VARIANT", description = "What everyone gets while it is disabled.")
    private @Nullable String offVariant;

    @Option(
            names = "--target",
            paramLabel = "VARIANT=KEY",
            description = "Give this targeting key this variant, whatever the rules say. Repeatable.")
    private List<String> targets = new ArrayList<>();

    @Option(
            names = "--untarget",
            paramLabel = "KEY",
            description = "Let the rules decide for this targeting key again.")
    private List<String> untargeted = new ArrayList<>();

    @Option(
            names = "--exposed",
            arity = "1",
            paramLabel = "true|false",
            description = "Whether client keys see its answers.")
    private @Nullable Boolean exposed;

    boolean isEmpty() {
        return variants.isEmpty()
                && targets.isEmpty()
                && untargeted.isEmpty()
                && !decidesOtherwise()
                && offVariant == null
                && exposed == null;
    }

    boolean namesVariants() {
        return !variants.isEmpty();
    }

    boolean decidesOtherwise() {
        return otherwise != null || split != null || onFor != null;
    }

    boolean namesOffVariant() {
        return offVariant != null;
    }

    /**
     * Whether a remark of the linter is news: that 0 or 100 percent leave nobody to the other variant is what was asked for.
     *
     * @param flag the document that was sent
     */
    boolean isNews(JsonNode remark, JsonNode flag) {
        JsonNode subject = remark.path("subject");
        boolean about = subject.path("kind").asText().equals("flag")
                && subject.path("key").equals(flag.path("key"));
        String path = remark.path("path").asText();
        return onFor == null || !about || !(path.startsWith("/otherwise/split") || isUnserved(remark, path, flag));
    }

    private static boolean isUnserved(JsonNode remark, String path, JsonNode flag) {
        return remark.path("code").asText().equals("variant-never-served")
                && path.startsWith("/variants/")
                && Set.of("on", "off").contains(flag.at(path).path("name").asText());
    }

    void applyTo(ObjectNode flag) {
        FlagDraft draft = new FlagDraft(flag);
        for (String each : variants) {
            draft.variant(name("--variant", each), value(each));
        }
        decideOtherwise(draft);
        if (offVariant != null) {
            flag.put("offVariant", offVariant);
        }
        untargeted.forEach(draft::untarget);
        for (String each : targets) {
            draft.target(name("--target", each), value(each));
        }
        if (exposed != null) {
            flag.put("exposed", exposed);
        }
    }

    private void decideOtherwise(FlagDraft draft) {
        if (Stream.of(otherwise, split, onFor).filter(Objects::nonNull).count() > 1) {
            throw new UsageException("--otherwise, --split and --on-for say the same thing in three ways; give one.");
        }
        if (otherwise != null) {
            draft.otherwise(otherwise);
        } else if (split != null) {
            draft.otherwise(Shares.parse(split));
        } else if (onFor != null) {
            draft.otherwise(Shares.onFor(onFor));
        }
    }

    private static String name(String option, String pair) {
        int at = pair.indexOf('=');
        if (at < 1) {
            throw new UsageException(option + " takes a variant, an equals sign and what belongs to it, such as blue=…;"
                    + " this is " + pair + ".");
        }
        return pair.substring(0, at);
    }

    private static String value(String pair) {
        return pair.substring(pair.indexOf('=') + 1);
    }
}
