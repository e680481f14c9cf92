package dev.belay.ledger.archive;

import dev.belay.json.state.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What the files of an archive are called.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param folder that of the archive's ledger
 * @param name   without an ending
 */
record ArchiveFiles(Path folder, String name) {

    static final String MANIFEST = ".json";
    private static final int HASH_DIGITS = 8;

    ArchiveFiles(Path folder, ArchiveManifest manifest) {
        this(folder, name(manifest.from(), manifest.to(), manifest.hash()));
    }

    /** Sorts by revision; two lines of history do not get in each other's way. */
    static String name(long from, long to, String hash) {
        return String.format(Locale.ROOT, "%012d-%012d-%s", from, to, hash.substring(0, HASH_DIGITS));
    }

    /** Of the content's bytes. */
    String sha256() throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = Files.newInputStream(content())) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** JSON lines, compressed. */
    Path content() {
        return folder.resolve(name + ".jsonl.gz");
    }

    Path manifest() {
        return folder.resolve(name + MANIFEST);
    }

    /** Made from the content. */
    Path index() {
        return folder.resolve(name + ".index");
    }
}
