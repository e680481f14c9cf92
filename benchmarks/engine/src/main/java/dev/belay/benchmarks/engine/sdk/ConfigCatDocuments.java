package dev.belay.benchmarks.engine.sdk;

import dev.belay.benchmarks.engine.workload.Content;
import dev.belay.benchmarks.engine.workload.Flags;
import java.util.List;

/** The flags as ConfigCat writes them: its configuration, version 6. */
final class ConfigCatDocuments {

    private static final int IS_ONE_OF = 0;
    private static final int SEMVER_GREATER = 8;
    private static final int ENDS_WITH_ANY_OF = 32;

    private static final String TRUE = "{\"b\":true}";
    private static final String FALSE = "{\"b\":false}";
    private static final String IN_SEGMENT = "{\"s\":{\"s\":0,\"c\":0}}";

    private ConfigCatDocuments() {}

    static String file(Flags flags) {
        return """
                {"p":{"u":"http://localhost","r":0,"s":"salt"},"s":[{"n":"%s","r":[%s]}],"f":{%s}}""".formatted(
                        Content.SEGMENT,
                        condition("plan", IS_ONE_OF, Content.PAYING),
                        flags.joined(i -> '"' + Flags.key(i) + "\":" + flag(flags.content(), i)));
    }

    private static String flag(Content content, int i) {
        return switch (content) {
            case ON -> bool(TRUE, "");
            case HALF -> bool(FALSE, "," + percentages(50));
            case CONDITIONS -> bool(FALSE, ",\"r\":[" + conditions() + "]");
            case VARIANTS -> """
                {"t":1,"v":{"s":"classic"},"p":[{"p":50,"v":{"s":"classic"}},{"p":30,"v":{"s":"grid"}},{"p":20,"v":{"s":"list"}}]}""";
            case THREE_RULES -> bool(FALSE, ",\"r\":[" + threeRules(i) + "]");
        };
    }

    private static String bool(String value, String rest) {
        return "{\"t\":0,\"v\":" + value + rest + "}";
    }

    private static String percentages(int percent) {
        return "\"p\":[{\"p\":%d,\"v\":%s},{\"p\":%d,\"v\":%s}]".formatted(percent, TRUE, 100 - percent, FALSE);
    }

    private static String conditions() {
        String conditions = String.join(
                ",",
                user(condition("country", IS_ONE_OF, Content.COUNTRIES)),
                user(newVersion()),
                user(condition("email", ENDS_WITH_ANY_OF, List.of(Content.SUFFIX))),
                IN_SEGMENT);
        return "{\"c\":[" + conditions + "]," + percentages(Content.SHARE) + "}";
    }

    private static String threeRules(int i) {
        String on = "\"s\":{\"v\":" + TRUE + "}";
        return String.join(
                ",",
                "{\"c\":[" + user(condition("country", IS_ONE_OF, Content.countries(i))) + "]," + on + "}",
                "{\"c\":[" + user(condition("email", ENDS_WITH_ANY_OF, List.of(Content.OTHER_SUFFIX))) + ","
                        + user(newVersion()) + "]," + on + "}",
                "{\"c\":[" + IN_SEGMENT + "]," + percentages(50) + "}");
    }

    private static String user(String condition) {
        return "{\"u\":" + condition + "}";
    }

    private static String condition(String attribute, int comparator, List<String> values) {
        return """
                {"a":"%s","c":%d,"l":%s}""".formatted(attribute, comparator, JsonText.list(values));
    }

    private static String newVersion() {
        return """
                {"a":"version","c":%d,"s":"%s"}""".formatted(SEMVER_GREATER, Content.VERSION);
    }
}
