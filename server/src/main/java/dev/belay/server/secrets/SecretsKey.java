package dev.belay.server.secrets;

import dev.belay.ledger.StoreUnavailableException;
import dev.belay.store.sql.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Finds the key that stored secrets are encrypted under. */
public final class SecretsKey {

    /** The variable of the environment that may hold the key, as hexadecimal digits. */
    public static final String VARIABLE = "BELAY_SECRETS_KEY";

    /** What the file with the key is called in a data folder. */
    public static final String FILE = "secrets.key";

    private static final String FORM = "64 hexadecimal digits, for example from 'openssl rand -hex 32'";

    private SecretsKey() {}

    /**
     * A box under the key in the environment, if there is one.
     *
     * @throws IllegalArgumentException if it is not of the form of a key; the message does not repeat it
     */
    public static Optional<SecretBox> fromEnvironment(Map<String, String> environment, SecureRandom random) {
        String key = environment.getOrDefault(VARIABLE, "");
        return key.isEmpty() ? Optional.empty() : Optional.of(new SecretBox(parse(VARIABLE, key), random));
    }

    /**
     * A box under the key in a file, which is made, readable by its owner alone, if it is not there.
     *
     * @throws StoreUnavailableException if the file can be neither read nor made, or does not hold a key
     */
    public static SecretBox fromFile(Path file, SecureRandom random) {
        try {
            if (Files.notExists(file) || Files.size(file) == 0) {
                write(file, random);
            }
            return new SecretBox(
                    parse("The file " + file, Files.readString(file).strip()), random);
        } catch (IOException | IllegalArgumentException unusable) {
            throw new StoreUnavailableException(
                    "The file " + file + " with the key to stored secrets cannot be used: " + unusable.getMessage(),
                    unusable);
        }
    }

    private static void write(Path file, SecureRandom random) throws IOException {
        byte[] key = new byte[SecretBox.KEY_BYTES];
        random.nextBytes(key);
        PrivateFile.create(file);
        Files.writeString(file, HexFormat.of().formatHex(key) + "\n", StandardCharsets.US_ASCII);
    }

    private static byte[] parse(String what, String text) {
        try {
            byte[] key = HexFormat.of().parseHex(text);
            if (key.length == SecretBox.KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException notHexadecimal) {
            throw new IllegalArgumentException(what + " must be " + FORM, notHexadecimal);
        }
        throw new IllegalArgumentException(what + " must be " + FORM);
    }
}
