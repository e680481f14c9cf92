package dev.belay.client;

import dev.belay.client.cache.DiskCache;
import dev.belay.client.source.Digest;
import dev.belay.client.source.Known;
import dev.belay.client.source.Memory;
import dev.belay.client.source.Time;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the settings say is to be gone by at first: the cache on disk, or else the bootstrap.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class SettingsMemory implements Memory {

    private final Settings settings;
    private final Time time;
    private final Map<String, DiskCache> caches = new ConcurrentHashMap<>();

    SettingsMemory(Settings settings, Time time) {
        this.settings = settings;
        this.time = time;
    }

    @Override
    public Optional<Remembered> load(String flagSet) {
        return cache(flagSet)
                .flatMap(DiskCache::load)
                .map(cached -> new Remembered(cached.known().state(), cached.confirmedAt(), "From the cache on disk"))
                .or(() -> settings.bootstrap()
                        .flatMap(flags -> flags.load(time.now()))
                        .map(state -> new Remembered(state, null, "From the bootstrap")));
    }

    @Override
    public void save(Known known) {
        cache(known.flagSet()).ifPresent(disk -> disk.save(known));
    }

    @Override
    public void flush() {
        caches.values().forEach(DiskCache::flush);
    }

    private Optional<DiskCache> cache(String flagSet) {
        return settings.cacheDirectory()
                .map(folder -> caches.computeIfAbsent(flagSet, key -> new DiskCache(folder, name(key), time)));
    }

    private static String name(String flagSet) {
        String digest = Digest.hex(flagSet.getBytes(StandardCharsets.UTF_8));
        return "belay-store-" + digest.substring(0, 16) + ".cache";
    }
}
