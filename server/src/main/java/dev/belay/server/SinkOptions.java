package dev.belay.server;

import dev.belay.server.secrets.SecretBox;
import dev.belay.server.secrets.SecretsKey;
import dev.belay.server.sinks.SinkFeature;
import dev.belay.server.sinks.delivery.Reach;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options of sinks.
 *
 * @param reach   what {@code --sinks} names
 * @param kinds   what {@code --sink-kinds} names
 * @param secrets under the key in the environment
 * @param random  where keys come from
 */
record SinkOptions(Reach reach, Set<String> kinds, Optional<SecretBox> secrets, SecureRandom random) {

    static final String REACH = "--sinks";
    static final String KINDS = "--sink-kinds";

    /**
     * Reads them.
     *
     * @throws Refusal if one cannot be understood
     */
    static SinkOptions of(Arguments arguments, Map<String, String> environment) {
        SecureRandom random = new SecureRandom();
        try {
            return new SinkOptions(
                    arguments.one(REACH).map(SinkOptions::reach).orElse(Reach.ANYWHERE),
                    arguments.one(KINDS).map(SinkOptions::kinds).orElse(SinkFeature.Settings.EVERY_KIND),
                    SecretsKey.fromEnvironment(environment, random),
                    random);
        } catch (IllegalArgumentException noKey) {
            throw Arguments.usage(noKey.getMessage() + ".");
        }
    }

    /** The settings for a store that is open. Beside a database there is no file with a key, which nodes could not share. */
    SinkFeature.Settings settings(StoreOptions store) {
        Optional<SecretBox> box = secrets.isPresent() || store.postgres().isPresent()
                ? secrets
                : Optional.of(SecretsKey.fromFile(store.folder().resolve(SecretsKey.FILE), random));
        return SinkFeature.Settings.DEFAULT.withReach(reach).withKinds(kinds).withSecrets(box);
    }

    private static Set<String> kinds(String words) {
        Set<String> kinds = words.equals("none") ? Set.of() : Set.copyOf(List.of(words.split(",", -1)));
        if (!SinkFeature.Settings.EVERY_KIND.containsAll(kinds)) {
            throw Arguments.usage("'" + words + "' after " + KINDS
                    + " must be none, or some of webhook, redis, nats and kafka with commas between.");
        }
        return kinds;
    }

    private static Reach reach(String word) {
        return switch (word) {
            case "anywhere" -> Reach.ANYWHERE;
            case "public" -> Reach.PUBLIC_ONLY;
            default -> throw Arguments.usage("'" + word + "' after " + REACH + " must be anywhere or public.");
        };
    }
}
