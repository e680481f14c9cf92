package dev.belay.server.sinks.delivery;

import dev.belay.core.Value;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a sink delivers to, as its kind understands it.
 *
 * @param settings what may be shown
 * @param secrets  what may not, by name
 */
public record Target(Value.StructureValue settings, Map<String, String> secrets) {

    /** Copies the secrets. */
    public Target {
        secrets = Map.copyOf(secrets);
    }

    /** A setting that is a text. */
    public Optional<String> text(String name) {
        return settings.members().get(name) instanceof Value.TextValue text
                ? Optional.of(text.value())
                : Optional.empty();
    }

    /**
     * A setting that is always there.
     *
     * @throws IllegalStateException if it is not
     */
    public String require(String name) {
        return text(name).orElseThrow(() -> new IllegalStateException("The target has no '" + name + "'"));
    }

    /** Whether a setting is true. */
    public boolean truth(String name) {
        return settings.members().get(name) instanceof Value.BooleanValue truth && truth.value();
    }

    /** A secret, if it is set. */
    public Optional<String> secret(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    /** The same target with these secrets instead of its own. */
    public Target withSecrets(Map<String, String> others) {
        return new Target(settings, others);
    }

    /** The same target with another secret. */
    public Target withSecret(String name, String secret) {
        Map<String, String> more = new TreeMap<>(secrets);
        more.put(name, secret);
        return new Target(settings, more);
    }

    /** Says what may be shown. */
    @Override
    public String toString() {
        return "Target" + settings.members().keySet();
    }
}
