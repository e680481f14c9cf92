package dev.belay.benchmarks.engine.sdk;

import dev.belay.benchmarks.engine.workload.Content;
import dev.belay.benchmarks.engine.workload.Flags;
import java.util.List;

/** The flags as LaunchDarkly writes them. */
final class LaunchDarklyDocuments {

    private LaunchDarklyDocuments() {}

    static String file(Flags flags) {
        return """
                {"flags":{%s},"segments":{"%s":{"key":"%s","version":1,"salt":"%s","included":[],"excluded":[],\
                "rules":[{"clauses":[%s]}]}}}""".formatted(
                        flags.joined(i -> '"' + Flags.key(i) + "\":" + flag(flags.content(), i)),
                        Content.SEGMENT,
                        Content.SEGMENT,
                        Content.SEGMENT,
                        clause("plan", "in", Content.PAYING));
    }

    private static String flag(Content content, int i) {
        return switch (content) {
            case ON -> flag(i, "[true,false]", "", "{\"variation\":0}");
            case HALF -> flag(i, "[true,false]", "", "{" + rollout(List.of(50, 50)) + "}");
            case CONDITIONS -> flag(i, "[true,false]", conditions(), "{\"variation\":1}");
            case VARIANTS -> flag(i, JsonText.list(Content.TEXTS), "", "{" + rollout(Content.PERCENTAGES) + "}");
            case THREE_RULES -> flag(i, "[true,false]", threeRules(i), "{\"variation\":1}");
        };
    }

    private static String flag(int i, String variations, String rules, String fallthrough) {
        return """
                {"key":"%s","version":1,"on":true,"variations":%s,"rules":[%s],"fallthrough":%s,"offVariation":1,"targets":[],\
                "prerequisites":[],"salt":"%s","clientSide":false}""".formatted(Flags.key(i), variations, rules, fallthrough, Flags.key(i));
    }

    private static String rollout(List<Integer> percentages) {
        StringBuilder variations = new StringBuilder();
        for (int i = 0; i < percentages.size(); i++) {
            variations
                    .append(i == 0 ? "" : ",")
                    .append("{\"variation\":%d,\"weight\":%d}".formatted(i, percentages.get(i) * 1_000));
        }
        return "\"rollout\":{\"variations\":[" + variations + "]}";
    }

    private static String conditions() {
        String clauses = String.join(
                ",",
                clause("country", "in", Content.COUNTRIES),
                clause("version", "semVerGreaterThan", List.of(Content.VERSION)),
                clause("email", "endsWith", List.of(Content.SUFFIX)),
                clause("", "segmentMatch", List.of(Content.SEGMENT)));
        return rule("launch", clauses, rollout(List.of(Content.SHARE, 100 - Content.SHARE)));
    }

    private static String threeRules(int i) {
        String partners = clause("email", "endsWith", List.of(Content.OTHER_SUFFIX)) + ","
                + clause("version", "semVerGreaterThan", List.of(Content.VERSION));
        return String.join(
                ",",
                rule("countries", clause("country", "in", Content.countries(i)), "\"variation\":0"),
                rule("partners", partners, "\"variation\":0"),
                rule("customers", clause("", "segmentMatch", List.of(Content.SEGMENT)), rollout(List.of(50, 50))));
    }

    private static String rule(String id, String clauses, String serve) {
        return """
                {"id":"%s","clauses":[%s],%s}""".formatted(id, clauses, serve);
    }

    private static String clause(String attribute, String operator, List<String> values) {
        return """
                {"attribute":"%s","op":"%s","values":%s,"negate":false}""".formatted(attribute, operator, JsonText.list(values));
    }
}
