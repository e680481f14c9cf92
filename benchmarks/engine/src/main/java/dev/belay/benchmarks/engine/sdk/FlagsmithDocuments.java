package dev.belay.benchmarks.engine.sdk;

import dev.belay.benchmarks.engine.workload.Content;
import dev.belay.benchmarks.engine.workload.Flags;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The flags as Flagsmith writes them: an environment, whose segments override flags. */
final class FlagsmithDocuments {

    private final List<String> segments = new ArrayList<>();
    private final Flags flags;

    private FlagsmithDocuments(Flags flags) {
        this.flags = flags;
    }

    static String file(Flags flags) {
        return new FlagsmithDocuments(flags).environment();
    }

    private String environment() {
        String states = flags.joined(this::flag);
        return """
                {"id":1,"name":"bench","api_key":"bench","project":{"id":1,"name":"bench","hide_disabled_flags":false,\
                "organisation":{"id":1,"name":"bench","feature_analytics":false,"stop_serving_flags":false,\
                "persist_trait_data":true},"segments":[%s]},"feature_states":[%s],"identity_overrides":[]}""".formatted(String.join(",", segments), states);
    }

    private String flag(int i) {
        switch (flags.content()) {
            case ON -> {}
            case HALF -> override(i, condition("PERCENTAGE_SPLIT", "", "50"));
            case CONDITIONS ->
                override(
                        i,
                        in("country", Content.COUNTRIES),
                        newVersion(),
                        suffix(Content.SUFFIX),
                        in("plan", Content.PAYING),
                        condition("PERCENTAGE_SPLIT", "", Integer.toString(Content.SHARE)));
            case VARIANTS -> {}
            case THREE_RULES -> {
                override(i, in("country", Content.countries(i)));
                override(i, suffix(Content.OTHER_SUFFIX), newVersion());
                override(i, in("plan", Content.PAYING), condition("PERCENTAGE_SPLIT", "", "50"));
            }
        }
        return flags.content() == Content.VARIANTS
                ? state(i, true, "\"classic\"", option(1, "grid", 30) + "," + option(2, "list", 20))
                : state(i, flags.content() == Content.ON, "null", "");
    }

    /** Switches a flag on for those for whom all conditions hold. */
    private void override(int flag, String... conditions) {
        int id = segments.size() + 1;
        segments.add("""
                {"id":%d,"name":"segment-%d","feature_states":[%s],\
                "rules":[{"type":"ALL","rules":[{"type":"ALL","rules":[],"conditions":[%s]}],"conditions":[]}]}""".formatted(id, id, state(flag, true, "null", ""), String.join(",", conditions)));
    }

    private static String state(int flag, boolean enabled, String value, String options) {
        return """
                {"django_id":%d,"featurestate_uuid":"%s","enabled":%b,"feature":{"id":%d,"name":"%s","type":"STANDARD"},\
                "feature_state_value":%s,"multivariate_feature_state_values":[%s]}""".formatted(flag + 1, new UUID(1, flag), enabled, flag + 1, Flags.key(flag), value, options);
    }

    private static String option(int id, String value, int percent) {
        return """
                {"id":%d,"mv_fs_value_uuid":"%s","percentage_allocation":%d,"multivariate_feature_option":{"id":%d,"value":"%s"}}""".formatted(id, new UUID(2, id), percent, id, value);
    }

    private static String in(String property, List<String> values) {
        return condition("IN", property, String.join(",", values));
    }

    private static String newVersion() {
        return condition("GREATER_THAN", "version", Content.VERSION + ":semver");
    }

    private static String suffix(String suffix) {
        return condition("REGEX", "email", ".*" + suffix.replace(".", "[.]") + "$");
    }

    private static String condition(String operator, String property, String value) {
        return """
                {"operator":"%s","property_":"%s","value":"%s"}""".formatted(operator, property, value);
    }
}
