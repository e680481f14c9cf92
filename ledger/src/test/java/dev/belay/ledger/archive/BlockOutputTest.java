package dev.belay.ledger.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.json.state.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockOutputTest {

    @TempDir
    Path folder;

    @Test
    void isReadAsOneAndFromEachBlockOn() throws IOException {
        Path file = Files.createFile(folder.resolve("blocks.gz"));
        long second;
        try (BlockOutput out = new BlockOutput(file)) {
            out.write(bytes("first "));
            second = out.beginBlock();
            out.write(bytes("second "));
            out.beginBlock();
            out.write('3');
            out.finish();
            assertThat(out.length()).isEqualTo(Files.size(file));
            assertThat(out.sha256()).isEqualTo(Sha256.hex(Files.readAllBytes(file)));
        }

        try (InputStream all = new GZIPInputStream(Files.newInputStream(file))) {
            assertThat(all.readAllBytes()).isEqualTo(bytes("first second 3"));
        }
        try (BlockInput rest = BlockInput.from(file, second)) {
            assertThat(rest.readAllBytes()).isEqualTo(bytes("second 3"));
        }
    }

    @Test
    void compressesAllBlocksWithOneDeflaterAndEndsIt() throws IOException {
        Path file = Files.createFile(folder.resolve("blocks.gz"));
        CountedDeflater deflater = new CountedDeflater();

        try (BlockOutput out = new BlockOutput(file, deflater)) {
            for (int block = 0; block < 100; block++) {
                out.beginBlock();
                out.write(bytes("block " + block));
            }
            out.finish();
            assertThat(deflater.ends).isZero();
        }

        assertThat(deflater.ends).isOne();
    }

    @Test
    void remembersHashesInTheirFirstHalf() {
        HashesSeen seen = new HashesSeen();
        for (int number = 0; number < 20_000; number++) {
            assertThat(seen.add(hash(number))).isTrue();
        }
        for (int number = 0; number < 20_000; number++) {
            assertThat(seen.add(hash(number))).isFalse();
        }
        assertThat(seen.add("0".repeat(64))).isTrue();
        assertThat(seen.add("0".repeat(64))).isFalse();

        seen.clear();

        assertThat(seen.add(hash(7))).isTrue();
    }

    private static String hash(int number) {
        return Sha256.hex(bytes("document " + number));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class CountedDeflater extends Deflater {

        private int ends;

        CountedDeflater() {
            super(DEFAULT_COMPRESSION, true);
        }

        @Override
        public void end() {
            ends++;
            super.end();
        }
    }
}
