package dev.belay.verification.published;

import dev.belay.core.bucketing.Algorithm;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.bucketing.MissingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The vectors in {@code conformance/}, which other languages run too. */
final class OwnVectors {

    private static final int LEAST = 300;

    private OwnVectors() {}

    /** Every vector of an algorithm. */
    static Tally run(Path folder, Algorithm algorithm) throws IOException {
        Tally tally = new Tally(algorithm.word(), LEAST);
        List<String> lines = Files.readAllLines(folder.resolve("bucket-" + algorithm.word() + ".csv"));
        List<String> header = List.of(lines.getFirst().split(",", -1));
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            Map<String, String> vector = new HashMap<>();
            IntStream.range(0, fields.length).forEach(at -> vector.put(header.get(at), fields[at]));
            compare(line, algorithm, vector, tally);
        }
        return tally;
    }

    private static void compare(String line, Algorithm algorithm, Map<String, String> vector, Tally tally) {
        Bucketing bucketing = bucketing(algorithm, vector);
        long point = bucketing.point(vector.getOrDefault("key", ""));
        boolean placed = point != Bucketing.NO_POINT;
        String bucket = placed ? Integer.toString(bucketing.bucket(point)) : "";
        String slice = "";
        if (vector.containsKey("weights") && placed) {
            int found = bucketing.slice(point, weights(vector));
            slice = found == Bucketing.REST ? "" : Integer.toString(found);
        }
        tally.compare(
                line, bucket + " " + slice, vector.getOrDefault("bucket", "") + " " + vector.getOrDefault("slice", ""));
    }

    private static Bucketing bucketing(Algorithm algorithm, Map<String, String> vector) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : pieces(vector, "parameters")) {
            String[] parts = pair.split("=", -1);
            parameters.put(parts[0], parts[1]);
        }
        return new Bucketing(
                algorithm,
                vector.getOrDefault("salt", ""),
                "targetingKey",
                Integer.parseInt(vector.getOrDefault("total", "")),
                parameters,
                MissingKey.FALL_THROUGH);
    }

    private static int[] weights(Map<String, String> vector) {
        return pieces(vector, "weights").stream().mapToInt(Integer::parseInt).toArray();
    }

    private static List<String> pieces(Map<String, String> vector, String field) {
        return Arrays.stream(vector.getOrDefault(field, "").split(";", -1))
                .filter(piece -> !piece.isEmpty())
                .toList();
    }
}
