package dev.belay.verification.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.store.sql.testing.Postgres;
import dev.belay.store.sql.testing.PostgresServer;
import dev.belay.testkit.Awaited;
import dev.belay.verification.sdk.Watched;
import dev.belay.verification.server.RunningServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A server whose PostgreSQL database has no room left on its disk, which is a real and small one. */
class FullDiskTest {

    private static final String FLAG = "shop.banner";
    private static final int MEGABYTES = 64;
    private static final int VARIANTS = 8;
    private static final int CHARACTERS = 60_000;
    /** Far less than the document that is refused. */
    private static final int LONGEST_PROBLEM = 1_000;

    private static final System.Logger LOG = System.getLogger("dev.belay.verification");

    /** Held so that the levels stay: this test causes failures on purpose. */
    private static final Logger STORE = Logger.getLogger("dev.belay");

    @TempDir
    Path folder;

    private Optional<SmallDisk> disk = Optional.empty();

    @BeforeEach
    void mount() throws Exception {
        STORE.setLevel(Level.OFF);
        disk = SmallDisk.mount(folder.resolve("disk"), MEGABYTES);
        if (disk.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A full disk of PostgreSQL is not tested: mounting a small one takes the privileges of root");
        }
    }

    @AfterEach
    void unmount() {
        disk.ifPresent(SmallDisk::close);
        STORE.setLevel(null);
    }

    @Test
    void refusesWritesGoesOnReadingAndRecoversByItself() throws Exception {
        if (disk.isPresent()) {
            try (PostgresServer postgres = new PostgresServer(folder.resolve("data"))) {
                PGSimpleDataSource database =
                        postgres.emptyDatabaseOn(disk.get().folder());
                try (RunningServer node = RunningServer.onPostgres(Postgres.url(database))) {
                    goThroughIt(node, disk.get());
                }
            }
        }
    }

    private static void goThroughIt(RunningServer node, SmallDisk disk) throws IOException {
        Position first = node.create(FLAG, "on");
        String key = node.newKey("server");
        try (Watched shop = Watched.ready(node, key)) {
            disk.fill();

            HttpResponse<String> refused = node.put("large", large("large"));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body())
                    .contains("store-unavailable", "The disk of the PostgreSQL server is full; free some space")
                    .hasSizeLessThan(LONGEST_PROBLEM);
            assertThat(node.head()).isEqualTo(first);
            assertThat(node.get("/flags/" + FLAG + "/versions/1")).containsKey("version");
            assertThat(shop.isActive(FLAG)).isTrue();
            try (Watched newcomer = Watched.ready(node, key)) {
                assertThat(newcomer.isActive(FLAG)).isTrue();
            }

            disk.free();

            Awaited.until(() -> node.put("large", large("large")).statusCode() == 201);
            shop.await(node.command(FLAG, "disable"));
            assertThat(shop.isActive(FLAG)).isFalse();
            assertThat(node.ask("/health/ready").statusCode()).isEqualTo(200);
        }
    }

    /** A document that does not fit in what is left of any page. */
    private static String large(String flag) {
        Random random = new Random(1);
        String variants = IntStream.range(0, VARIANTS)
                .mapToObj(number -> "{\"name\": \"v" + number + "\", \"value\": \"" + text(random) + "\"}")
                .collect(Collectors.joining(","));
        return "{\"key\": \"" + flag
                + "\", \"type\": \"string\", \"enabled\": true, \"otherwise\": {\"variant\": \"v0\"},"
                + " \"variants\": [" + variants + "]}";
    }

    private static String text(Random random) {
        return random.ints(CHARACTERS, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
