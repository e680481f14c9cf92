package dev.belay.benchmarks;

import dev.belay.core.Value;
import dev.belay.testkit.process.BelayProcess;
import dev.belay.testkit.process.ChildProcess;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A segment of a million members: what it takes in memory and what a look-up costs, beside a {@code HashSet} in the same
 * run; then how long an upload takes from the first byte until an SDK in another process evaluates by it, and what one
 * more key sends.
 */
final class SegmentMeasurement implements Benchmarks.Measurement {

    private static final int EDITS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public void run(Path launcher, Path folder, PrintStream out) throws Exception {
        out.printf("A segment of %,d members of 16 bytes each%n", MemberLookups.KEYS);
        MemberLookups.run(out);
        try (BelayProcess server = BelayProcess.start(launcher, folder.resolve("data"))) {
            deliver(server.address(), new ManagementApi(server.address(), BelayProcess.ADMIN_TOKEN), out);
        }
    }

    private static void deliver(URI server, ManagementApi api, PrintStream out) throws Exception {
        api.call("PUT", "segments/big", "{\"key\":\"big\"}");
        api.call("PUT", "flags/bench.big", ManagementApi.document("bench.big").replace("\"enabled\"", """
                "rules":[{"id":"r","when":{"segment":"big"},"serve":{"variant":"off"}}],"enabled\""""));
        String serverKey = api.createServerKey();
        try (RawStream stream = RawStream.open(server, serverKey);
                ChildProcess application = ChildProcess.startMain(
                        Follower.class, List.of(server.toString(), serverKey, "bench.big"), Map.of())) {
            stream.awaitEvent("snapshot");
            application.await("ready"::equals, PATIENCE);
            upload(api, application, out);
            Edits edits = new Edits(server, serverKey, api, stream, application);
            for (int edit = 0; edit < EDITS; edit++) {
                edits.addOne(edit);
            }
            edits.print(out);
        }
    }

    private static void upload(ManagementApi api, ChildProcess application, PrintStream out) throws Exception {
        String keys = String.join("\n", MemberLookups.keys());
        long start = Follower.micros();
        String position = ManagementApi.text(api.upload("segments/big/members", keys), "position");
        long answered = Follower.micros();
        long applied = appliedAt(application, position);
        out.printf(
                "  upload of %,d bytes: durable after %,d ms; applied by an SDK in another process %,d ms later%n",
                keys.length(), (answered - start) / 1_000, (applied - answered) / 1_000);
    }

    private static long appliedAt(ChildProcess application, String position) throws Exception {
        String applied = "applied " + position + " ";
        application.await(line -> line.startsWith(applied), PATIENCE);
        return application.lines().stream()
                .filter(line -> line.startsWith(applied))
                .mapToLong(line -> Long.parseLong(line.substring(applied.length())))
                .findFirst()
                .orElseThrow();
    }

    /** Adds keys one by one, and counts what is sent for each. */
    private static final class Edits {

        private final HttpClient http = HttpClient.newHttpClient();
        private final URI server;
        private final String serverKey;
        private final ManagementApi api;
        private final RawStream stream;
        private final ChildProcess application;
        private final List<Double> answered = new ArrayList<>();
        private final List<Double> applied = new ArrayList<>();
        private Set<String> known;
        private long frames;
        private long chunks;
        private long chunkBytes;

        Edits(URI server, String serverKey, ManagementApi api, RawStream stream, ChildProcess application)
                throws Exception {
            this.server = server;
            this.serverKey = serverKey;
            this.api = api;
            this.stream = stream;
            this.application = application;
            this.known = hashes();
        }

        void addOne(int edit) throws Exception {
            long before = stream.bytes();
            long start = Follower.micros();
            String body = "{\"add\":[\"customer-%07dx\"]}".formatted(edit * 49_999);
            String position = ManagementApi.text(api.call("POST", "segments/big/members", body), "position");
            answered.add((Follower.micros() - start) / 1e3);
            applied.add((appliedAt(application, position) - start) / 1e3);
            stream.awaitPosition(position);
            frames += stream.bytes() - before;
            Set<String> now = hashes();
            for (String hash : now) {
                if (!known.contains(hash)) {
                    chunks++;
                    chunkBytes += zippedLength(hash);
                }
            }
            known = now;
        }

        private Set<String> hashes() throws Exception {
            Value members = ManagementApi.at(api.call("GET", "segments/big", ""), "segment", "members", "chunks");
            Set<String> hashes = new HashSet<>();
            ((Value.ListValue) members).items().forEach(each -> hashes.add(((Value.TextValue) each).value()));
            return hashes;
        }

        private long zippedLength(String hash) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(server.resolve("/sdk/v1/chunks/" + hash))
                    .header("Authorization", "Bearer " + serverKey)
                    .header("Accept-Encoding", "gzip")
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body().length;
        }

        void print(PrintStream out) {
            out.printf(
                    "  one key added, mean of %d: %,d bytes on the stream (the document names %,d chunks), and %.2f chunks"
                            + " of %,d bytes compressed%n",
                    EDITS, frames / EDITS, known.size(), (double) chunks / EDITS, chunkBytes / Math.max(1, chunks));
            out.println("    durable: " + new Sample(answered));
            out.println("    applied: " + new Sample(applied));
            http.shutdownNow();
        }
    }
}
