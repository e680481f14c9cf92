package dev.belay.store.redis;

import dev.belay.ledger.LedgerId;
import dev.belay.testkit.Awaited;
import io.lettuce.core.Range;
import io.lettuce.core.SetArgs;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One Redis server for all tests that do not harm it, each with a prefix of its own. */
final class SharedRedis implements BeforeAllCallback {

    static final SharedRedis BUNDLED = new SharedRedis("bundled", () -> RedisProcess.bundled(folder()));
    static final SharedRedis INSTALLED = new SharedRedis("installed", () -> RedisProcess.installed(folder()));
    static final SharedRedis CLUSTER = new SharedRedis("cluster", SharedRedis::cluster);

    private static final AtomicInteger PREFIXES = new AtomicInteger();
    private static final int ATTEMPTS = 3;

    private final String name;
    private final Supplier<RedisProcess> start;
    private RedisProcess server;

    private SharedRedis(String name, Supplier<RedisProcess> start) {
        this.name = name;
        this.start = start;
    }

    /** Starts it with the first class of tests that needs it; it is stopped after the last of all. */
    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(Namespace.create(SharedRedis.class)).computeIfAbsent(name, key -> {
            server = start.get();
            return server;
        });
    }

    RedisSettings newSettings() {
        return server.settings().withPrefix("belay" + PREFIXES.incrementAndGet());
    }

    String version() {
        String absent =
                this == INSTALLED && !RedisProcess.isInstalled() ? " (none is installed, so the bundled one)" : "";
        return server.version() + absent;
    }

    /** Changes the content of a stored entry, but not its hash; streams keep no changes, so it is written anew. */
    void damage(RedisSettings settings, LedgerId ledger, long revision) {
        String stream = new RedisKeys(settings.prefix()).entries(ledger);
        server.ask(commands -> {
            List<StreamMessage<String, String>> entries = commands.xrange(stream, Range.unbounded());
            commands.del(stream);
            for (StreamMessage<String, String> entry : entries) {
                Map<String, String> body = new HashMap<>(entry.getBody());
                if (entry.getId().equals(revision + "-0")) {
                    body.computeIfPresent("body", (name, text) -> text.replace("because", "for fun"));
                }
                commands.xadd(stream, XAddArgs.Builder.maxlen(Long.MAX_VALUE).id(entry.getId()), body);
            }
            return entries.size();
        });
    }

    /** Claims the next turn for somebody who will never take it. */
    void claimTurn(RedisSettings settings) {
        server.ask(commands -> commands.set(
                new RedisKeys(settings.prefix()).turn(), "nobody", SetArgs.Builder.px(RedisTurns.LIFETIME.toMillis())));
    }

    private static RedisProcess cluster() {
        RedisProcess server = startCluster(ATTEMPTS);
        int[] all = IntStream.range(0, 16_384).toArray();
        server.ask(commands -> commands.clusterAddSlots(all));
        Awaited.until(() -> server.ask(commands -> commands.clusterInfo()).contains("cluster_state:ok"));
        return server;
    }

    /** Its nodes talk ten thousand ports above its own, where systems take ports for connections from. */
    private static RedisProcess startCluster(int attempts) {
        try {
            return RedisProcess.bundled(folder(), "--cluster-enabled", "yes");
        } catch (IllegalStateException taken) {
            if (attempts == 1) {
                throw taken;
            }
            return startCluster(attempts - 1);
        }
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("belay-redis");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            // It is in the system's folder of temporary files.
        }
    }
}
