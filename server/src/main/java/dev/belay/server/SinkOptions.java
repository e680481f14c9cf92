package dev.belay.server;

import dev.belay.server.secrets.SecretBox;
import dev.belay.server.secrets.SecretsKey;
import dev.belay.server.sinks.SinkFeature;
import dev.belay.server.sinks.webhook.Reach;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

/**
 * The options of sinks.
 *
 * @param reach   what {@code --webhooks} names
 * @param secrets under the key in the environment
 * @param random  where keys come from
 */
record SinkOptions(Reach reach, Optional<SecretBox> secrets, SecureRandom random) {

    static final String WEBHOOKS = "--webhooks";

    /**
     * Reads them.
     *
     * @throws Refusal if one cannot be understood
     */
    static SinkOptions of(Arguments arguments, Map<String, String> environment) {
        SecureRandom random = new SecureRandom();
        try {
            return new SinkOptions(
                    arguments.one(WEBHOOKS).map(SinkOptions::reach).orElse(Reach.ANYWHERE),
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
        return SinkFeature.Settings.DEFAULT.withReach(reach).withSecrets(box);
    }

    private static Reach reach(String word) {
        return switch (word) {
            case "anywhere" -> Reach.ANYWHERE;
            case "public" -> Reach.PUBLIC_ONLY;
            default -> throw Arguments.usage("'" + word + "' after " + WEBHOOKS + " must be anywhere or public.");
        };
    }
}
