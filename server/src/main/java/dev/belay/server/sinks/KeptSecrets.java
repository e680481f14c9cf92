package dev.belay.server.sinks;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Value;
import dev.belay.json.Violation;
import dev.belay.server.secrets.UnreadableSecretException;
import dev.belay.server.sinks.SinkReader.Wanted;
import dev.belay.server.sinks.delivery.Target;
import dev.belay.server.sinks.storage.SinkDefinition;
import dev.belay.server.sinks.webhook.WebhookType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps the secrets of a sink that its replacement does not speak of, unless they would be shown to somebody else. */
record KeptSecrets(SinkTypes types) {

    private static final Set<String> OLD_SECRETS = Set.of(WebhookType.OLD_SECRET, WebhookType.OLD_SECRET_UNTIL);

    /**
     * The wanted target of a sink, with what is kept.
     *
     * @throws RefusedException if a secret would be shown to another receiver, or can neither be read nor was given
     */
    Target in(SinkDefinition sink, Wanted wanted) {
        Map<String, String> kept = new HashMap<>(secrets(sink, wanted));
        Map<String, String> given = wanted.target().secrets();
        if (given.containsKey(WebhookType.SECRET) || wanted.noSecrets().contains(WebhookType.SECRET)) {
            kept.keySet().removeAll(OLD_SECRETS);
        }
        kept.keySet().removeAll(given.keySet());
        kept.keySet().removeAll(wanted.noSecrets());
        requireSameReceiver(sink, wanted, kept.keySet());
        kept.putAll(given);
        return wanted.target().withSecrets(kept);
    }

    // Secrets that nobody can read any more are lost already; whoever gives them anew mends that.
    private Map<String, String> secrets(SinkDefinition sink, Wanted wanted) {
        try {
            return types.target(sink).secrets();
        } catch (UnreadableSecretException unreadable) {
            if (wanted.target().secrets().isEmpty() && wanted.noSecrets().isEmpty()) {
                throw new RefusedException(ProblemName.ILLEGAL_STATE, String.valueOf(unreadable.getMessage()));
            }
            return Map.of();
        }
    }

    private static void requireSameReceiver(SinkDefinition sink, Wanted wanted, Set<String> kept) {
        Map<String, Value> before = sink.target().members();
        Map<String, Value> now = wanted.target().settings().members();
        Optional<String> other = wanted.type().whereSecretsGo().stream()
                .filter(name -> !Optional.ofNullable(before.get(name)).equals(Optional.ofNullable(now.get(name))))
                .findFirst();
        if (other.isPresent() && !kept.isEmpty()) {
            String secret = kept.iterator().next();
            throw invalid(
                    "/" + sink.kind() + "/" + secret,
                    "'" + other.get() + "' is another one, to which the stored '" + secret
                            + "' is not sent; give it again, or null if there is none");
        }
    }

    private static RefusedException invalid(String path, String detail) {
        return new RefusedException(
                ProblemName.INVALID_DOCUMENT, detail, List.of(Violation.of(path, detail)), Map.of());
    }
}
