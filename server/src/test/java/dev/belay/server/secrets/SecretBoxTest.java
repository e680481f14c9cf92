package dev.belay.server.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.ledger.StoreUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTest {

    private static final String PLACE = "sink/s-1";
    private static final String SECRET = "pässword";

    private final SecureRandom random = new SecureRandom();
    private final SecretBox box = new SecretBox(new byte[32], random);

    @TempDir
    private Path folder;

    @Test
    void opensWhatItSealed() {
        assertThat(box.open(PLACE, box.seal(PLACE, SECRET))).isEqualTo(SECRET);
    }

    @Test
    void neverSealsTheSameWayTwice() {
        byte[] sealed = box.seal(PLACE, SECRET);

        assertThat(box.seal(PLACE, SECRET)).isNotEqualTo(sealed);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("ssword");
    }

    @Test
    void opensNothingThatWasSealedForAnotherPlace() {
        byte[] sealed = box.seal(PLACE, SECRET);

        assertThatExceptionOfType(UnreadableSecretException.class).isThrownBy(() -> box.open("sink/s-2", sealed));
    }

    @Test
    void opensNothingThatWasChanged() {
        byte[] sealed = box.seal(PLACE, SECRET);
        for (int index = 0; index < sealed.length; index++) {
            byte[] changed = sealed.clone();
            changed[index] ^= 1;
            assertThatExceptionOfType(UnreadableSecretException.class).isThrownBy(() -> box.open(PLACE, changed));
        }
        assertThatExceptionOfType(UnreadableSecretException.class).isThrownBy(() -> box.open(PLACE, new byte[3]));
    }

    @Test
    void saysThatAnotherKeyIsNeeded() {
        byte[] key = new byte[32];
        key[0] = 1;

        assertThatExceptionOfType(UnreadableSecretException.class)
                .isThrownBy(() -> new SecretBox(key, random).open(PLACE, box.seal(PLACE, SECRET)))
                .withMessageContaining("BELAY_SECRETS_KEY");
    }

    @Test
    void makesAPrivateFileWithAKeyAndKeepsIt() throws IOException {
        Path file = folder.resolve(SecretsKey.FILE);
        byte[] sealed = SecretsKey.fromFile(file, random).seal(PLACE, SECRET);

        assertThat(SecretsKey.fromFile(file, random).open(PLACE, sealed)).isEqualTo(SECRET);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesAFileWithoutAKey() throws IOException {
        Path file = Files.writeString(folder.resolve(SecretsKey.FILE), "not a key");

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> SecretsKey.fromFile(file, random))
                .withMessageContaining("64 hexadecimal digits");
    }

    @Test
    void takesTheKeyOfTheEnvironmentAndRepeatsNoWrongOne() {
        assertThat(SecretsKey.fromEnvironment(Map.of(), random)).isEmpty();
        assertThat(SecretsKey.fromEnvironment(Map.of("BELAY_SECRETS_KEY", "00".repeat(32)), random)
                        .orElseThrow()
                        .open(PLACE, box.seal(PLACE, SECRET)))
                .isEqualTo(SECRET);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretsKey.fromEnvironment(Map.of("BELAY_SECRETS_KEY", "abc123"), random))
                .withMessageContaining("BELAY_SECRETS_KEY must be")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("abc123"));
    }
}
