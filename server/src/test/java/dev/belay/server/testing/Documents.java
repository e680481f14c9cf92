package dev.belay.server.testing;

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
}
