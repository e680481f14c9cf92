package dev.belay.benchmarks.engine.sdk;

import dev.belay.benchmarks.engine.workload.Content;
import dev.belay.benchmarks.engine.workload.Flags;

/** The flags as Belay writes them. */
public final class BelayDocuments {

    private static final String ON_OFF = "[{\"name\":\"on\",\"value\":true},{\"name\":\"off\",\"value\":false}]";

    private BelayDocuments() {}

    /** A file of flags and their segment. */
    static String file(Flags flags) {
        return "{\"flags\":[" + flags.joined(i -> flag(flags.content(), i)) + "],\"segments\":[" + segment() + "]}";
    }

    /** The segment that flags refer to. */
    public static String segment() {
        return """
                {"key":"%s","when":{"attribute":"plan","in":%s}}""".formatted(Content.SEGMENT, JsonText.list(Content.PAYING));
    }

    /** A flag. */
    public static String flag(Content content, int i) {
        return switch (content) {
            case ON -> bool(i, "", "{\"variant\":\"on\"}");
            case HALF -> bool(i, "", split(50));
            case CONDITIONS -> bool(i, conditions(), "{\"variant\":\"off\"}");
            case VARIANTS -> texts(i);
            case THREE_RULES -> bool(i, threeRules(i), "{\"variant\":\"off\"}");
        };
    }

    private static String bool(int i, String rules, String otherwise) {
        return """
                {"key":"%s","type":"boolean","enabled":true,"variants":%s,"offVariant":"off","rules":[%s],"otherwise":%s}""".formatted(Flags.key(i), ON_OFF, rules, otherwise);
    }

    private static String split(int percent) {
        return """
                {"split":{"slices":[{"variant":"on","weight":%d},{"variant":"off","weight":%d}]}}""".formatted(percent * 1_000, 100_000 - percent * 1_000);
    }

    private static String conditions() {
        return """
                {"id":"launch","when":{"all":[{"attribute":"country","in":%s},{"attribute":"version","semver":">%s"},\
                {"attribute":"email","endsWith":"%s"},{"segment":"%s"}]},"serve":%s}""".formatted(
                        JsonText.list(Content.COUNTRIES),
                        Content.VERSION,
                        Content.SUFFIX,
                        Content.SEGMENT,
                        split(Content.SHARE));
    }

    private static String threeRules(int i) {
        return """
                {"id":"countries","when":{"attribute":"country","in":%s},"serve":{"variant":"on"}},\
                {"id":"partners","when":{"all":[{"attribute":"email","endsWith":"%s"},{"attribute":"version","semver":">%s"}]},\
                "serve":{"variant":"on"}},\
                {"id":"customers","when":{"segment":"%s"},"serve":%s}""".formatted(
                JsonText.list(Content.countries(i)), Content.OTHER_SUFFIX, Content.VERSION, Content.SEGMENT, split(50));
    }

    private static String texts(int i) {
        StringBuilder variants = new StringBuilder();
        StringBuilder slices = new StringBuilder();
        for (int text = 0; text < Content.TEXTS.size(); text++) {
            String name = Content.TEXTS.get(text);
            String separator = text == 0 ? "" : ",";
            variants.append(separator).append("{\"name\":\"%s\",\"value\":\"%s\"}".formatted(name, name));
            slices.append(separator)
                    .append("{\"variant\":\"%s\",\"weight\":%d}"
                            .formatted(name, Content.PERCENTAGES.get(text) * 1_000));
        }
        return """
                {"key":"%s","type":"string","enabled":true,"variants":[%s],"otherwise":{"split":{"slices":[%s]}}}""".formatted(Flags.key(i), variants, slices);
    }
}
