package dev.belay.benchmarks.engine.sdk;

import dev.belay.benchmarks.engine.workload.Content;
import dev.belay.benchmarks.engine.workload.Flags;
import java.util.List;

/** The flags as Unleash writes them. */
final class UnleashDocuments {

    private static final String NO_SEGMENT = "[]";
    private static final String IN_SEGMENT = "[1]";

    private UnleashDocuments() {}

    static String file(Flags flags) {
        return """
                {"version":2,"segments":[{"id":1,"name":"%s","constraints":[%s]}],"features":[%s]}""".formatted(
                        Content.SEGMENT,
                        constraint("plan", "IN", Content.PAYING),
                        flags.joined(i -> feature(flags.content(), i)));
    }

    private static String feature(Content content, int i) {
        return switch (content) {
            case ON -> feature(i, "{\"name\":\"default\",\"parameters\":{},\"constraints\":[]}", "");
            case HALF -> feature(i, strategy(i, 50, "", NO_SEGMENT), "");
            case CONDITIONS -> feature(i, strategy(i, Content.SHARE, conditions(), IN_SEGMENT), "");
            case VARIANTS ->
                feature(
                        i,
                        "{\"name\":\"default\",\"parameters\":{},\"constraints\":[]}",
                        String.join(",", variant(0), variant(1), variant(2)));
            case THREE_RULES -> feature(i, threeRules(i), "");
        };
    }

    private static String feature(int i, String strategies, String variants) {
        return """
                {"name":"%s","type":"release","enabled":true,"stale":false,"impressionData":false,"project":"default",\
                "strategies":[%s],"variants":[%s]}""".formatted(Flags.key(i), strategies, variants);
    }

    private static String strategy(int i, int percent, String constraints, String segments) {
        return """
                {"name":"flexibleRollout","parameters":{"groupId":"%s","rollout":"%d","stickiness":"userId"},\
                "constraints":[%s],"segments":%s,"variants":[]}""".formatted(Flags.key(i), percent, constraints, segments);
    }

    private static String conditions() {
        return String.join(
                ",",
                constraint("country", "IN", Content.COUNTRIES),
                newVersion(),
                constraint("email", "STR_ENDS_WITH", List.of(Content.SUFFIX)));
    }

    private static String threeRules(int i) {
        String partners = constraint("email", "STR_ENDS_WITH", List.of(Content.OTHER_SUFFIX)) + "," + newVersion();
        return String.join(
                ",",
                strategy(i, 100, constraint("country", "IN", Content.countries(i)), NO_SEGMENT),
                strategy(i, 100, partners, NO_SEGMENT),
                strategy(i, 50, "", IN_SEGMENT));
    }

    private static String variant(int i) {
        String text = Content.TEXTS.get(i);
        return """
                {"name":"%s","weight":%d,"weightType":"variable","stickiness":"userId","payload":{"type":"string","value":"%s"}}""".formatted(text, Content.PERCENTAGES.get(i) * 10, text);
    }

    private static String constraint(String name, String operator, List<String> values) {
        return """
                {"contextName":"%s","operator":"%s","values":%s,"inverted":false,"caseInsensitive":false}""".formatted(name, operator, JsonText.list(values));
    }

    private static String newVersion() {
        return """
                {"contextName":"version","operator":"SEMVER_GT","value":"%s","values":[],"inverted":false,"caseInsensitive":false}""".formatted(Content.VERSION);
    }
}
