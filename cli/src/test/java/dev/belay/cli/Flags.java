package dev.belay.cli;

/** Documents of flags as a server answers them. */
final class Flags {
    static final String SPLIT = flag("\"enabled\": true", 25_000);
    static final String SPLIT_ELSEWHERE = flag("\"enabled\": false", 50_000);
    static final String RULES = """
            {"format": 1, "key": "search.layout", "type": "string",
             "variants": [{"name": "classic", "value": "list"}, {"name": "modern", "value": "grid"}],
             "enabled": true, "offVariant": "classic", "exposed": false,
             "prerequisites": [{"flag": "payments.v2", "variants": ["on"]}], "targets": [],
             "rules": [{"id": "iberia",
               "when": {"all": [{"attribute": "country", "in": ["PT", "ES"]},
                                {"attribute": "/app/version", "semver": ">=2.1.0"}]},
               "serve": {"split": {"slices": [{"variant": "modern", "weight": 25000},
                                              {"variant": "classic", "weight": 75000}]}}}],
             "otherwise": {"variant": "classic"},
             "bucketing": {"algorithm": "belay-1", "salt": "search.layout", "by": "targetingKey", "total": 100000}}""";
    static final String OFF = """
            {"format": 1, "key": "old.banner", "type": "boolean",
             "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}],
             "enabled": false, "offVariant": "off", "exposed": false, "prerequisites": [], "targets": [], "rules": [],
             "otherwise": {"variant": "on"},
             "bucketing": {"algorithm": "belay-1", "salt": "old.banner", "by": "targetingKey", "total": 100000}}""";
    static final String LIST = """
            {"flags": [{"flag": %s, "version": 4}, {"flag": %s, "version": 1}, {"flag": %s, "version": 9}],
             "position": "e:17"}""".formatted(SPLIT, RULES, OFF);

    private Flags() {}

    static String one(String flag, long version) {
        return "{\"flag\": %s, \"version\": %d, \"position\": \"e:17\"}".formatted(flag, version);
    }

    private static String flag(String enabled, int weight) {
        return """
                {"format": 1, "key": "checkout.new-flow", "type": "boolean",
                 "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}],
                 %s, "offVariant": "off", "exposed": false, "prerequisites": [], "targets": [], "rules": [],
                 "otherwise": {"split": {"slices": [{"variant": "on", "weight": %d}, {"variant": "off", "weight": %d}]}},
                 "bucketing": {"algorithm": "belay-1", "salt": "checkout.new-flow", "by": "targetingKey", "total": 100000}}""".formatted(enabled, weight, 100_000 - weight);
    }
}
