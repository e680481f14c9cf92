package dev.belay.json.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.state.Document;
import dev.belay.json.state.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemberEditTest {

    @Test
    void leadsToTheChunksThatAllKeysWouldBeCutInto() {
        for (int seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            Set<String> keys = keys(random, random.nextInt(6_000));
            MemberSet set = of(keys);
            for (int round = 0; round < 4; round++) {
                Set<String> add = keys(random, random.nextInt(40));
                Set<String> remove = keys.stream()
                        .filter(key -> random.nextInt(300) == 0)
                        .collect(Collectors.toCollection(HashSet::new));
                // The first keys of chunks are where cutting is decided.
                set.chunks().stream()
                        .filter(chunk -> random.nextInt(4) == 0)
                        .forEach(chunk -> remove.add(chunk.key(0)));

                set = MemberEdit.apply(set, add, remove);
                keys.addAll(add);
                keys.removeAll(remove);

                assertThat(set).as("seed %s", seed).isEqualTo(of(keys));
                assertThat(set.keys().collect(Collectors.toSet())).isEqualTo(keys);
            }
        }
    }

    @Test
    void makesOnlyWhatIsTouchedAnew() {
        MemberSet set = of(IntStream.range(0, 100_000)
                .mapToObj(number -> "customer-" + (1_000_000 + number))
                .toList());
        Set<MemberChunk> old = Set.copyOf(set.chunks());
        int most = 0;
        long sum = 0;
        for (int each = 0; each < 200; each++) {
            MemberSet more = MemberEdit.apply(set, List.of("customer-" + (1_000_000 + each * 499) + "x"), List.of());
            int changed = (int)
                    more.chunks().stream().filter(chunk -> !old.contains(chunk)).count();
            most = Math.max(most, changed);
            sum += changed;
        }

        assertThat(set.chunks()).hasSizeGreaterThan(40);
        assertThat(most).isLessThan(8);
        assertThat(sum).isLessThan(300);
    }

    @Test
    void changesNothingWhereNothingChanges() {
        MemberSet set = of(List.of("a", "b"));

        assertThat(MemberEdit.apply(set, List.of("a"), List.of("c"))).isSameAs(set);
        assertThat(MemberEdit.apply(set, List.of("c"), List.of("c"))).isSameAs(set);
        assertThat(MemberEdit.apply(set, List.of(), List.of("a", "b"))).isEqualTo(MemberSet.EMPTY);
        assertThat(MemberEdit.apply(MemberSet.EMPTY, List.of("b", "a"), List.of()))
                .isEqualTo(set);
    }

    @Test
    void boundsChunksWhateverTheKeysAre() {
        Random random = new Random(7);
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            keys.add("\\\"".repeat(99) + (char) ('a' + random.nextInt(26)) + (char) ('a' + random.nextInt(26)));
            keys.add("😀".repeat(150) + random.nextInt(100_000));
        }
        for (MemberChunk chunk : of(keys).chunks()) {
            assertThat(ChunkFormat.write(chunk).length()).isLessThanOrEqualTo(ChunkFormat.MAX_BYTES);
        }
    }

    @Test
    void readsTheChunksThatItWrites() {
        Random random = new Random(3);
        Set<String> keys = keys(random, 3_000);
        keys.addAll(List.of("\"", "\\", "a\"b\\c", " ", "日本", "😀", "\u2028", "/"));
        MemberSet set = of(keys);
        for (MemberChunk chunk : set.chunks()) {
            Document written = ChunkFormat.write(chunk);
            MemberChunk read = ChunkFormat.read(written.hash(), written.bytes());

            assertThat(read).isEqualTo(chunk);
            assertThat(IntStream.range(0, read.size()).mapToObj(read::key))
                    .containsExactlyElementsOf(IntStream.range(0, chunk.size())
                            .mapToObj(chunk::key)
                            .toList());
            // A chunk is a document in canonical bytes like any other.
            assertThat(Document.of(written.value())).isEqualTo(written);
        }
    }

    @Test
    void refusesWhatIsNoChunk() {
        for (String text : List.of(
                "[]",
                "{}",
                "[\"a\"",
                "[\"a\"]x",
                "[\"b\",\"a\"]",
                "[\"a\",\"a\"]",
                "[\"a\" ]",
                "[\"\\u0041\"]",
                "[\"\"]",
                "[1]",
                "",
                "[\"a\",]",
                "[\"a\\")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> ChunkFormat.read(Sha256.hex(bytes), bytes));
        }
        byte[] notUtf8 = {'[', '"', (byte) 0xff, '"', ']'};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChunkFormat.read(Sha256.hex(notUtf8), notUtf8))
                .withMessageContaining("UTF-8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChunkFormat.read("0".repeat(64), "[\"a\"]".getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("hash");
    }

    private static Set<String> keys(Random random, int count) {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < count; i++) {
            int number = random.nextInt(1_000_000);
            keys.add(number % 10 == 0 ? "日本-😀-" + number + "-\"".repeat(number % 37) : "user-" + number);
        }
        return keys;
    }

    static MemberSet of(Collection<String> keys) {
        TreeSet<byte[]> sorted = new TreeSet<>(Arrays::compareUnsigned);
        keys.forEach(key -> sorted.add(key.getBytes(StandardCharsets.UTF_8)));
        MemberPartition partition = new MemberPartition();
        sorted.forEach(partition::add);
        return partition.finish();
    }
}
