package dev.belay.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.store.sql.Contents.Answer;
import dev.belay.testkit.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a failing disk does to a file. */
class DamagedFileTest {

    private static final int CASES = 300;
    private static final int PAGE = 4_096;

    @TempDir
    static Path folder;

    private static byte[] original;
    private static String contents;

    @BeforeAll
    static void writeOriginal() throws IOException {
        Path file = folder.resolve("original/belay.db");
        Sample.write(file, 120);
        contents = Contents.of(file).text().orElseThrow();
        original = Files.readAllBytes(file);
    }

    @Test
    void isNeverReadWronglyAfterBytesHaveFlipped() {
        Property.of(CASES, 8).holds((random, size) -> {
            byte[] damaged = original.clone();
            for (int flip = 0; flip < size; flip++) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            requireSameOrRefused(damaged);
        });
    }

    @Test
    void isNeverReadWronglyAfterAPageWasLost() {
        Property.of(original.length / PAGE, 1).holds((random, size) -> {
            byte[] damaged = original.clone();
            int page = random.nextInt(damaged.length / PAGE);
            Arrays.fill(damaged, page * PAGE, (page + 1) * PAGE, (byte) 0);
            requireSameOrRefused(damaged);
        });
    }

    @Test
    void isNeverReadWronglyAfterAPageWasWrittenInAnothersPlace() {
        Property.of(original.length / PAGE, 1).holds((random, size) -> {
            byte[] damaged = original.clone();
            System.arraycopy(original, page(random), damaged, page(random), PAGE);
            requireSameOrRefused(damaged);
        });
    }

    @Test
    void isNeverReadWronglyAfterItsEndWasLost() {
        Property.of(40, 1)
                .holds((random, size) ->
                        requireSameOrRefused(Arrays.copyOf(original, random.nextInt(original.length))));
    }

    private static int page(RandomGenerator random) {
        return random.nextInt(original.length / PAGE) * PAGE;
    }

    private static void requireSameOrRefused(byte[] bytes) throws IOException {
        Path file = Files.createDirectories(folder.resolve("damaged")).resolve("belay.db");
        Files.deleteIfExists(file.resolveSibling("belay.db-wal"));
        Files.deleteIfExists(file.resolveSibling("belay.db-shm"));
        Files.write(file, bytes);

        Answer answer = Contents.unverified(file);

        if (answer.text().isPresent()) {
            assertThat(answer.text()).contains(contents);
        } else {
            assertThat(answer.refusal()).isNotBlank();
        }
    }
}
