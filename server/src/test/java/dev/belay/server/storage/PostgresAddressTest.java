package dev.belay.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresAddressTest {

    private static final String URL = "jdbc:postgresql://db.example.com/belay";

    @TempDir
    Path folder;

    @Test
    void passesTheDriversOptionsOnAndAddsWhatTheEnvironmentHolds() {
        PostgresAddress address = PostgresAddress.of(
                URL + "?sslmode=verify-full&sslrootcert=/etc/belay/ca.crt&connectTimeout=3",
                Map.of("BELAY_STORE_USER", "belay", "BELAY_STORE_PASSWORD", "pässword"));

        PGSimpleDataSource source = PostgresStorage.source(address);

        assertThat(source.getSslMode()).isEqualTo("verify-full");
        assertThat(source.getSslRootCert()).isEqualTo("/etc/belay/ca.crt");
        assertThat(source.getConnectTimeout()).isEqualTo(3);
        assertThat(source.getUser()).isEqualTo("belay");
        assertThat(source.getPassword()).isEqualTo("pässword");
        assertThat(source.getApplicationName()).isEqualTo("belay");
    }

    @Test
    void readsThePasswordFromTheFirstLineOfAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "from-a-file\n");

        PostgresAddress address = PostgresAddress.of(URL, Map.of("BELAY_STORE_PASSWORD_FILE", file.toString()));

        assertThat(address.password()).isEqualTo("from-a-file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                URL + "?password=s3cret",
                URL + "?ssl=true&PASSWORD=s3cret",
                "jdbc:postgresql://belay:s3cret@db.example.com/belay"
            })
    void refusesAPasswordInTheAddressWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> PostgresAddress.of(url, Map.of()))
                .hasMessageContaining("must not hold a password")
                .hasMessageContaining("BELAY_STORE_PASSWORD_FILE")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void keepsPropertiesOutOfMessages() {
        PostgresAddress address = PostgresAddress.of(URL + "?sslpassword=s3cret", Map.of());

        assertThat(address).hasToString(URL);
        assertThatThrownBy(() -> PostgresStorage.source(
                        PostgresAddress.of("jdbc:postgresql://host:no-port/x?sslpassword=s3cret", Map.of())))
                .hasMessageContaining("jdbc:postgresql://host:no-port/x")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void refusesWhatIsGivenTwiceOrCannotBeRead() throws IOException {
        assertThatThrownBy(() -> PostgresAddress.of(URL + "?user=a", Map.of("BELAY_STORE_USER", "b")))
                .hasMessageContaining("give it once");
        assertThatThrownBy(() -> PostgresAddress.of(
                        URL, Map.of("BELAY_STORE_PASSWORD", "s3cret", "BELAY_STORE_PASSWORD_FILE", "file")))
                .hasMessageContaining("both set")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> PostgresAddress.of(URL, Map.of("BELAY_STORE_PASSWORD_FILE", "/nowhere/at-all")))
                .hasMessageContaining("/nowhere/at-all");
        Path empty = Files.writeString(folder.resolve("empty"), "");
        assertThatThrownBy(() -> PostgresAddress.of(URL, Map.of("BELAY_STORE_PASSWORD_FILE", empty.toString())))
                .hasMessageContaining("no password");
        assertThatThrownBy(() -> PostgresAddress.of("mysql://host/db", Map.of()))
                .hasMessageContaining("must begin with 'jdbc:postgresql:'");
    }
}
