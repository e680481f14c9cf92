package dev.belay.server.testing;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Documents as people write them. */
public final class Documents {

    private Documents() {}

    /** A boolean flag that serves {@code on} to everybody. */
    public static String flag(String key) {
        return flag(key, "");
    }

    /** A boolean flag with more members, each followed by a comma. */
    public static String flag(String key, String more) {
        return """
                {"key": "%s", "type": "boolean", "enabled": true, "offVariant": "off", %s
                 "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}],
                 "otherwise": {"variant": "on"}}""".formatted(key, more);
    }

    /** A segment of one listed key. */
    public static String segment(String key) {
        return "{\"key\": \"%s\", \"included\": [\"user-1\"]}".formatted(key);
    }

    /** A change set that puts boolean flags. */
    public static String changeSet(String... flags) {
        return Stream.of(flags)
                .map(flag -> "{\"op\": \"put\", \"flag\": " + flag(flag) + "}")
                .collect(Collectors.joining(",", "{\"changes\": [", "]}"));
    }
}
