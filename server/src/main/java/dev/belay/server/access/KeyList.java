package dev.belay.server.access;

import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.reading.Findings;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import dev.belay.json.reference.References;
import dev.belay.ledger.LedgerId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The valid keys of one flag set as replicas are told of them: identity, kind and hash, which is enough to recognise a
 * key and not enough to use it.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param flagSet whose keys these are
 * @param keys    all of them
 */
public record KeyList(LedgerId flagSet, List<Credential.FlagSetKey> keys) {

    /** Copies the list. */
    public KeyList {
        keys = List.copyOf(keys);
    }

    /** The list in canonical bytes: the same for the same keys, wherever they are known. */
    public byte[] write() {
        List<Value> written = keys.stream()
                .map(key -> Value.of(Map.of(
                        "id", Value.of(key.issue().id()),
                        "kind", Value.of(key.kind().word()),
                        "hash", Value.of(key.issue().hash().hex()))))
                .toList();
        return CanonicalJson.bytes(
                Value.of(Map.of("flagSet", Value.of(flagSet.text()), "keys", Value.of(List.copyOf(written)))));
    }

    /**
     * Reads what {@link #write} wrote. Kinds of keys that are not known here are passed over.
     *
     * @throws dev.belay.json.MalformedJsonException   if the bytes are not JSON
     * @throws dev.belay.json.InvalidDocumentException if they are not a list of keys
     * @throws IllegalArgumentException                if they name no flag set
     */
    public static KeyList read(byte[] bytes) {
        Findings findings = Findings.lenient();
        Members members =
                Part.root(Json.read(bytes, JsonLimits.TRUSTED), findings).members(Set.of());
        String flagSet = members.require("flagSet").text();
        List<Part> keys = members.require("keys").items();
        findings.throwIfAny();
        LedgerId ledger = LedgerId.parse(flagSet);
        List<Credential.FlagSetKey> read =
                keys.stream().flatMap(key -> key(ledger, key).stream()).toList();
        findings.throwIfAny();
        return new KeyList(ledger, read);
    }

    private static Optional<Credential.FlagSetKey> key(LedgerId flagSet, Part part) {
        Members members = part.members(Set.of());
        String id = members.require("id").text();
        String kind = members.require("kind").text();
        SecretHash hash = new SecretHash(References.hash(members.require("hash")));
        // Where it was made is known who made it, when and under which name.
        Issue issue = new Issue(id, "", hash, Instant.EPOCH, "");
        return KeyKind.find(kind)
                .map(known -> new Credential.FlagSetKey(
                        issue,
                        known,
                        flagSet.project().orElseThrow(),
                        flagSet.environment().orElseThrow()));
    }
}
