package dev.belay.server.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.server.secrets.SecretBox;
import dev.belay.server.storage.PostgresAddress;
import dev.belay.server.storage.PostgresStorage;
import dev.belay.server.storage.Storage;
import dev.belay.server.testing.Documents;
import dev.belay.server.testing.RunningApplication;
import dev.belay.store.sql.testing.Postgres;
import dev.belay.store.sql.testing.UsesPostgres;
import dev.belay.testkit.Epochs;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

/** Nodes that share a PostgreSQL database share its sinks, too. */
@ExtendWith(UsesPostgres.class)
class SeveralNodesAnnounceTest {

    private static final String SINKS = "/api/v1/projects/default/sinks";

    private final PGSimpleDataSource database = Postgres.newSchema();

    @Test
    @SuppressWarnings("try") // One node ends before the other, in the middle.
    void oneNodeDeliversAndAnotherTakesOver() throws IOException {
        try (Receiver receiver = Receiver.start();
                RunningApplication one = node();
                RunningApplication other = node()) {
            String sink = one.post(
                            SINKS,
                            "{\"name\": \"audit\", \"environment\": \"production\", \"webhook\": {\"url\": \"%s\"}}"
                                    .formatted(receiver.url()))
                    .text("/id");
            one.put("flags/a", Documents.flag("a"));
            other.post("flags/a/disable", "{}");
            one.post("flags/a/enable", "{}");
            receiver.awaitTaken("a", 3);

            one.close();
            other.post("flags/a/disable", "{}");
            receiver.awaitTaken("a", 4);

            assertThat(receiver.taken())
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 4)
                            .mapToObj(version -> "a@" + version)
                            .toList());
            assertThat(other.get(SINKS + "/" + sink).text("/state")).isEqualTo("active");
        }
    }

    private RunningApplication node() {
        PostgresAddress address = PostgresAddress.of(Postgres.url(database), Map.of());
        Storage storage = PostgresStorage.open(address, InstantSource.system(), new Epochs());
        return RunningApplication.announcing(
                storage,
                SinkFeature.Settings.DEFAULT.withSecrets(
                        Optional.of(new SecretBox(new byte[SecretBox.KEY_BYTES], new SecureRandom()))));
    }
}
