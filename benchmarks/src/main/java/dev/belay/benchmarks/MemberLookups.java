package dev.belay.benchmarks;

import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.member.ChunkFormat;
import dev.belay.json.member.MemberPartition;
import dev.belay.json.state.Document;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Memory and look-ups of a member set beside those of a {@code HashSet}, in this process. */
final class MemberLookups {

    static final int KEYS = 1_000_000;

    private static final int QUESTIONS = 1 << 18;
    private static final int ROUNDS = 30;
    private static final int WARM_UP = 9;

    private MemberLookups() {}

    static List<String> keys() {
        return IntStream.range(0, KEYS).mapToObj(MemberLookups::key).toList();
    }

    static void run(PrintStream out) {
        List<Document> written =
                partition().chunks().stream().map(ChunkFormat::write).toList();
        long bytes = written.stream().mapToLong(Document::length).sum();
        long start = System.nanoTime();
        Kept<MemberSet> members = Kept.of(() -> read(written));
        double milliseconds = (System.nanoTime() - start) / 1e6;
        Kept<Set<String>> hashSet = Kept.of(() -> new HashSet<>(keys()));
        out.printf(
                "  %,d chunks, %,d bytes as stored; read and verified, with the collections that measure it, in %.0f ms%n",
                written.size(), bytes, milliseconds);
        List<String> hits = questions("");
        List<String> misses = questions("x");
        List<Double> memberHits = new ArrayList<>();
        List<Double> memberMisses = new ArrayList<>();
        List<Double> hashSetHits = new ArrayList<>();
        List<Double> hashSetMisses = new ArrayList<>();
        // They take turns, so that a busy machine slows both; the first rounds are for the compiler.
        for (int round = 0; round < ROUNDS; round++) {
            memberHits.add(nanos(members.kept()::contains, hits, true));
            memberMisses.add(nanos(members.kept()::contains, misses, false));
            hashSetHits.add(nanos(hashSet.kept()::contains, hits, true));
            hashSetMisses.add(nanos(hashSet.kept()::contains, misses, false));
        }
        tell(out, "members", members, memberHits, memberMisses);
        tell(out, "HashSet<String>", hashSet, hashSetHits, hashSetMisses);
    }

    private static void tell(PrintStream out, String name, Kept<?> kept, List<Double> hits, List<Double> misses) {
        out.printf(
                "  %-16s %6.1f bytes per key, look-up of a member %4.0f ns, of a stranger %4.0f ns (medians of %d rounds)%n",
                name, (double) kept.bytes() / KEYS, median(hits), median(misses), ROUNDS - WARM_UP);
    }

    private static double median(List<Double> rounds) {
        List<Double> measured =
                rounds.subList(WARM_UP, ROUNDS).stream().sorted().toList();
        return measured.get(measured.size() / 2);
    }

    private static double nanos(Predicate<String> contains, List<String> questions, boolean expected) {
        long start = System.nanoTime();
        int wrong = 0;
        for (String question : questions) {
            wrong += contains.test(question) == expected ? 0 : 1;
        }
        double each = (double) (System.nanoTime() - start) / questions.size();
        if (wrong > 0) {
            throw new IllegalStateException(wrong + " answers are wrong");
        }
        return each;
    }

    // New texts in random order, as requests bring them.
    private static List<String> questions(String suffix) {
        Random random = new Random(7);
        List<String> questions = new ArrayList<>(QUESTIONS);
        for (int i = 0; i < QUESTIONS; i++) {
            questions.add(key(random.nextInt(KEYS)) + suffix);
        }
        return questions;
    }

    private static MemberSet partition() {
        MemberPartition partition = new MemberPartition();
        keys().forEach(key -> partition.add(key.getBytes(StandardCharsets.UTF_8)));
        return partition.finish();
    }

    private static MemberSet read(List<Document> written) {
        List<MemberChunk> chunks = written.stream()
                .map(document -> ChunkFormat.read(document.hash(), document.bytes()))
                .toList();
        return new MemberSet(chunks);
    }

    private static String key(int number) {
        return "customer-%07d".formatted(number);
    }

    /** Something, and how much of the heap it takes. */
    private record Kept<T>(T kept, long bytes) {

        static <T> Kept<T> of(Supplier<T> making) {
            long before = used();
            T made = making.get();
            return new Kept<>(made, used() - before);
        }

        private static long used() {
            Runtime runtime = Runtime.getRuntime();
            for (int i = 0; i < 3; i++) {
                System.gc();
            }
            return runtime.totalMemory() - runtime.freeMemory();
        }
    }
}
