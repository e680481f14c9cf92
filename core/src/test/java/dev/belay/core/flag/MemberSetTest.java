package dev.belay.core.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemberSetTest {

    @ParameterizedTest
    @EnumSource
    void holdsExactlyWhatAHashSetHolds(Shape shape) {
        for (int seed = 0; seed < 8; seed++) {
            Random random = new Random(seed);
            Set<String> oracle = new HashSet<>();
            int size = 1 + random.nextInt(400);
            for (int i = 0; i < size; i++) {
                oracle.add(shape.key(random));
            }
            MemberSet set = setOf(oracle, 1 + random.nextInt(50));

            assertThat(set.count()).isEqualTo(oracle.size());
            assertThat(set.keys()).hasSize(oracle.size()).allMatch(oracle::contains);
            assertThat(oracle).allMatch(set::contains);
            for (int i = 0; i < 400; i++) {
                String near = i % 2 == 0 ? shape.key(random) : changed(shape.key(random), random);
                assertThat(set.contains(near)).as("seed %s: %s", seed, near).isEqualTo(oracle.contains(near));
            }
        }
    }

    @Test
    void isNotTakenInByHalfASurrogatePair() {
        MemberSet set = setOf(Set.of("a😀", "b", "\uE000"), 2);

        assertThat(set.contains("a😀")).isTrue();
        assertThat(List.of("a\uD83D", "a\uDE00", "\uD83D", "a", "a?")).noneMatch(set::contains);
    }

    @Test
    void countsPrivateUseCharactersBelowThoseBeyondSixteenBits() {
        MemberSet set = setOf(Set.of("\uFFFD", "\uE000", "😀", "𐀀", "퟿"), 1);

        assertThat(set.keys()).containsExactly("퟿", "\uE000", "\uFFFD", "𐀀", "😀");
        assertThat(set.keys().toList()).allMatch(set::contains);
    }

    @Test
    void findsTheChunkOfAnyText() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            Shape shape = Shape.values()[seed % Shape.values().length];
            Set<String> keys = new HashSet<>();
            for (int i = 0; i < 60; i++) {
                keys.add(shape.key(random));
            }
            MemberSet set = setOf(keys, 1 + random.nextInt(3));
            List<String> asked = new ArrayList<>(keys);
            keys.forEach(key -> asked.addAll(List.of(changed(key, random), key + "\0", key.substring(1), "")));
            for (String key : asked) {
                long notAfter = set.chunks().stream()
                        .filter(chunk -> chunk.floor(key) >= 0)
                        .count();
                assertThat(set.indexOf(key)).as("seed %s: %s", seed, key).isEqualTo((int) notAfter - 1);
            }
        }
    }

    @Nested
    class WithoutKeys {
        @Test
        void containsNothing() {
            assertThat(MemberSet.EMPTY.contains("")).isFalse();
            assertThat(MemberSet.EMPTY.contains("a")).isFalse();
            assertThat(MemberSet.EMPTY.count()).isZero();
        }
    }

    @Nested
    class Refuses {
        @Test
        void keysThatDoNotAscend() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> MemberChunk.of("h", "ba".getBytes(StandardCharsets.UTF_8), new int[] {1, 2}))
                    .withMessageContaining("do not ascend");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> MemberChunk.of("h", "aa".getBytes(StandardCharsets.UTF_8), new int[] {1, 2}));
        }

        @Test
        void chunksThatOverlap() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new MemberSet(List.of(chunk(List.of("a", "c")), chunk(List.of("b")))))
                    .withMessageContaining("does not come after");
        }

        @Test
        void chunksWithoutKeys() {
            assertThatIllegalArgumentException().isThrownBy(() -> MemberChunk.of("h", new byte[0], new int[0]));
        }
    }

    /** Kinds of keys that have broken such sets before. */
    enum Shape {
        SHORT {
            @Override
            String key(Random random) {
                return Integer.toString(random.nextInt(700), 36);
            }
        },
        WITH_A_LONG_COMMON_PREFIX {
            @Override
            String key(Random random) {
                return "x".repeat(190) + random.nextInt(700);
            }
        },
        PREFIXES_OF_ONE_ANOTHER {
            @Override
            String key(Random random) {
                return "ab".repeat(1 + random.nextInt(100)).substring(random.nextInt(2));
            }
        },
        FROM_ALL_OF_UNICODE {
            @Override
            String key(Random random) {
                return text(random, 1 + random.nextInt(3), 0x110000);
            }
        },
        LONG_AND_FROM_ALL_OF_UNICODE {
            @Override
            String key(Random random) {
                return text(random, 200, 0x110000);
            }
        },
        // "Aa" and "BB" have one hash code in Java, and so has every text made of so many of them.
        COLLIDING {
            @Override
            String key(Random random) {
                StringBuilder key = new StringBuilder();
                for (int i = 0; i < 9; i++) {
                    key.append(random.nextBoolean() ? "Aa" : "BB");
                }
                return key.toString();
            }
        };

        abstract String key(Random random);

        static String text(Random random, int length, int points) {
            StringBuilder text = new StringBuilder();
            while (text.codePointCount(0, text.length()) < length) {
                int point = random.nextInt(points);
                if (point < 0xD800 || point > 0xDFFF) {
                    text.appendCodePoint(point);
                }
            }
            return text.toString();
        }
    }

    private static String changed(String key, Random random) {
        int at = random.nextInt(key.length());
        char other = (char) (key.charAt(at) + 1);
        return key.substring(0, at) + other + key.substring(at + 1);
    }

    private static MemberSet setOf(Set<String> keys, int chunkSize) {
        TreeSet<byte[]> sorted = new TreeSet<>(Arrays::compareUnsigned);
        keys.forEach(key -> sorted.add(key.getBytes(StandardCharsets.UTF_8)));
        List<String> all = sorted.stream()
                .map(key -> new String(key, StandardCharsets.UTF_8))
                .toList();
        List<MemberChunk> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += chunkSize) {
            chunks.add(chunk(all.subList(from, Math.min(from + chunkSize, all.size()))));
        }
        return new MemberSet(chunks);
    }

    private static MemberChunk chunk(List<String> keys) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int[] ends = new int[keys.size()];
        for (int index = 0; index < ends.length; index++) {
            bytes.writeBytes(keys.get(index).getBytes(StandardCharsets.UTF_8));
            ends[index] = bytes.size();
        }
        return MemberChunk.of(keys.toString(), bytes.toByteArray(), ends);
    }
}
