package dev.belay.server.sinks;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.server.secrets.SecretBox;
import dev.belay.server.secrets.SecretsKey;
import dev.belay.server.sinks.delivery.Sink;
import dev.belay.server.sinks.delivery.SinkType;
import dev.belay.server.sinks.delivery.Target;
import dev.belay.server.sinks.storage.SinkDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds of sinks, and what becomes of their secrets between the table and their use. */
final class SinkTypes {

    private final List<SinkType> types;
    private final Optional<SecretBox> box;

    // A server on PostgreSQL may have been given no key.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    SinkTypes(List<SinkType> types, Optional<SecretBox> box) {
        this.types = List.copyOf(types);
        this.box = box;
    }

    List<String> words() {
        return types.stream().map(SinkType::word).toList();
    }

    SinkType find(String word) {
        return types.stream()
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "This server delivers no sinks of the kind '" + word + "'; it was started with others"));
    }

    /** Opens a sink; an exception says why that is not possible. */
    Sink open(SinkDefinition sink) {
        return find(sink.kind()).open(target(sink));
    }

    /** The target of a sink with its secrets. */
    Target target(SinkDefinition sink) {
        return new Target(
                sink.target(),
                sink.sealed().map(bytes -> secrets(sink.id(), bytes)).orElse(Map.of()));
    }

    /** The secrets of a target, encrypted for a sink; nothing if it has none. */
    Optional<byte[]> seal(String sink, Target target) {
        if (target.secrets().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Value> members = new LinkedHashMap<>();
        target.secrets().forEach((name, secret) -> members.put(name, Value.of(secret)));
        return Optional.of(box().seal(place(sink), CanonicalJson.text(Value.of(members))));
    }

    private Map<String, String> secrets(String sink, byte[] encrypted) {
        Map<String, String> secrets = new LinkedHashMap<>();
        Value opened = Json.read(box().open(place(sink), encrypted), JsonLimits.TRUSTED);
        ((Value.StructureValue) opened)
                .members()
                .forEach((name, secret) -> secrets.put(name, ((Value.TextValue) secret).value()));
        return secrets;
    }

    private SecretBox box() {
        return box.orElseThrow(() -> new RefusedException(
                ProblemName.SECRETS_KEY_MISSING,
                "The sink has secrets, and this server has no key to keep them under; start every node with the same "
                        + SecretsKey.VARIABLE + ", for example from 'openssl rand -hex 32'"));
    }

    private static String place(String sink) {
        return "sink/" + sink;
    }
}
