package dev.belay.server.past;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * What takes long to make: made when it is first asked for, once for all who ask meanwhile, and kept as long as it is among
 * those asked for last. What failed is forgotten, so that the next one to ask has it tried again.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; nothing here blocks.
 *
 * @param <K> what is asked for; equal keys get the same
 * @param <V> what is made
 */
public final class MadeOnce<K, V> {

    private final int most;
    private final long mostBytes;
    private final ToLongFunction<V> bytes;
    private final Map<K, CompletableFuture<V>> wantedLongestAgoFirst = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Keeps nothing yet.
     *
     * @param most      how many are kept, beside those under way
     * @param mostBytes how large all that are kept may be together; the one that was asked for last is kept in any case
     * @param bytes     how large one is
     */
    public MadeOnce(int most, long mostBytes, ToLongFunction<V> bytes) {
        this.most = most;
        this.mostBytes = mostBytes;
        this.bytes = bytes;
    }

    /**
     * What is made for a key.
     *
     * @param begin begins to make it, without blocking; what it throws is passed on, and nothing is kept
     */
    public synchronized CompletableFuture<V> of(K key, Function<K, CompletableFuture<V>> begin) {
        CompletableFuture<V> known = wantedLongestAgoFirst.get(key);
        // Whoever hears of a failure may ask again before it is forgotten.
        if (known != null && !known.isCompletedExceptionally()) {
            return known;
        }
        CompletableFuture<V> begun = begin.apply(key);
        wantedLongestAgoFirst.put(key, begun);
        var _ = begun.whenComplete((_, failure) -> made(key, begun, failure == null));
        return begun;
    }

    /** The keys and values of what is kept. */
    public synchronized List<Map.Entry<K, V>> kept() {
        return wantedLongestAgoFirst.entrySet().stream()
                .filter(each -> isMade(each.getValue()))
                .map(each -> Map.entry(each.getKey(), each.getValue().join()))
                .toList();
    }

    /** Forgets what is kept under some keys; what is under way for them is for those who wait and nobody else. */
    public synchronized void forget(Predicate<K> keys) {
        wantedLongestAgoFirst.keySet().removeIf(keys);
    }

    private synchronized void made(K key, CompletableFuture<V> value, boolean succeeded) {
        if (succeeded) {
            dropOld();
        } else {
            wantedLongestAgoFirst.remove(key, value);
        }
    }

    /** Those under way stay, and so does the newest, however large it is: somebody is about to use it. */
    private void dropOld() {
        long sum = wantedLongestAgoFirst.values().stream().mapToLong(this::size).sum();
        Iterator<CompletableFuture<V>> each = wantedLongestAgoFirst.values().iterator();
        while (each.hasNext() && (wantedLongestAgoFirst.size() > most || sum > mostBytes)) {
            CompletableFuture<V> value = each.next();
            if (value.isDone() && each.hasNext()) {
                sum -= size(value);
                each.remove();
            }
        }
    }

    private long size(CompletableFuture<V> value) {
        return isMade(value) ? bytes.applyAsLong(value.join()) : 0;
    }

    private static boolean isMade(CompletableFuture<?> value) {
        return value.isDone() && !value.isCompletedExceptionally();
    }
}
