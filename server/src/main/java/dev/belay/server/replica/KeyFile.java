package dev.belay.server.replica;

import dev.belay.client.cache.WholeFile;
import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.json.InstantFormat;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.reading.Findings;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import dev.belay.json.reference.References;
import dev.belay.server.access.KeyList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a replica keeps on disk beside the copy of a flag set: the hashes of its keys, and when the copy was last known
 * to be the newest. Only its owner may read the file.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class KeyFile {

    private static final Logger LOG = LoggerFactory.getLogger("belay.replica");

    private final Path file;
    private boolean failureLogged;

    KeyFile(Path file) {
        this.file = file;
    }

    /** What the file holds. */
    record Kept(KeyList keys, Instant confirmedAt) {}

    /** What was kept last; nothing when there is no file, or none that can be read. */
    Optional<Kept> load() {
        try {
            return Files.exists(file) ? Optional.of(read(Files.readAllBytes(file))) : Optional.empty();
        } catch (IOException | RuntimeException damaged) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("message", damaged.getMessage())
                    .log("replica.keys-ignored");
            return Optional.empty();
        }
    }

    /** Replaces what is kept; a failure is logged once and disturbs nobody. */
    void save(Kept kept) {
        try {
            WholeFile.write(file, write(kept));
        } catch (IOException failure) {
            if (!failureLogged) {
                LOG.atWarn()
                        .addKeyValue("file", file)
                        .addKeyValue("message", failure)
                        .log("replica.keys-unwritable");
                failureLogged = true;
            }
        }
    }

    private static byte[] write(Kept kept) {
        return CanonicalJson.bytes(Value.of(Map.of(
                "format", Value.of(1.0),
                "confirmedAt", Value.of(InstantFormat.write(kept.confirmedAt())),
                "list", Json.read(kept.keys().write(), JsonLimits.TRUSTED))));
    }

    private static Kept read(byte[] bytes) {
        Findings findings = Findings.lenient();
        Members members =
                Part.root(Json.read(bytes, JsonLimits.TRUSTED), findings).members(Set.of());
        Instant confirmedAt = References.instant(members.require("confirmedAt"));
        KeyList keys = KeyList.read(CanonicalJson.bytes(members.require("list").value()));
        findings.throwIfAny();
        return new Kept(keys, confirmedAt);
    }
}
