package dev.belay.benchmarks.engine.sdk;

import dev.belay.benchmarks.engine.workload.Content;
import dev.belay.benchmarks.engine.workload.Flags;

/** The flags as flagd writes them. */
final class FlagdDocuments {

    private FlagdDocuments() {}

    static String file(Flags flags) {
        return """
                {"flags":{%s},"$evaluators":{"%s":{"in":[{"var":"plan"},%s]}}}""".formatted(
                        flags.joined(i -> '"' + Flags.key(i) + "\":" + flag(flags.content(), i)),
                        Content.SEGMENT,
                        JsonText.list(Content.PAYING));
    }

    private static String flag(Content content, int i) {
        return switch (content) {
            case ON -> bool("on", "");
            case HALF -> bool("off", fractional(50));
            case CONDITIONS -> bool("off", conditions());
            case VARIANTS -> """
                {"state":"ENABLED","variants":{"classic":"classic","grid":"grid","list":"list"},"defaultVariant":"classic",\
                "targeting":{"fractional":[["classic",50],["grid",30],["list",20]]}}""";
            case THREE_RULES -> bool("off", threeRules(i));
        };
    }

    private static String bool(String variant, String targeting) {
        return """
                {"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"%s"%s}""".formatted(variant, targeting.isEmpty() ? "" : ",\"targeting\":" + targeting);
    }

    private static String fractional(int percent) {
        return """
                {"fractional":[["on",%d],["off",%d]]}""".formatted(percent, 100 - percent);
    }

    private static String conditions() {
        return """
                {"if":[{"and":[{"in":[{"var":"country"},%s]},{"sem_ver":[{"var":"version"},">","%s"]},\
                {"ends_with":[{"var":"email"},"%s"]},{"$ref":"%s"}]},%s,"off"]}""".formatted(
                        JsonText.list(Content.COUNTRIES),
                        Content.VERSION,
                        Content.SUFFIX,
                        Content.SEGMENT,
                        fractional(Content.SHARE));
    }

    private static String threeRules(int i) {
        return """
                {"if":[{"in":[{"var":"country"},%s]},"on",\
                {"and":[{"ends_with":[{"var":"email"},"%s"]},{"sem_ver":[{"var":"version"},">","%s"]}]},"on",\
                {"$ref":"%s"},%s,"off"]}""".formatted(
                        JsonText.list(Content.countries(i)),
                        Content.OTHER_SUFFIX,
                        Content.VERSION,
                        Content.SEGMENT,
                        fractional(50));
    }
}
