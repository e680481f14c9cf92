package dev.belay.client;

import dev.belay.client.source.FlagSource;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.state.LedgerState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells a listener what has changed since it was told last.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class FlagWatch implements Notices.Watch {

    private final List<FlagSource> sources;
    private final Optional<String> flag;
    private final Consumer<FlagChange> listener;
    private final List<@Nullable LedgerState> told = new ArrayList<>();

    /** @param flag what to look at; none: every flag */
    FlagWatch(List<FlagSource> sources, Optional<String> flag, Consumer<FlagChange> listener) {
        this.sources = sources;
        this.flag = flag;
        this.listener = listener;
        sources.forEach(source -> told.add(source.state()));
    }

    @Override
    public void look() {
        for (int index = 0; index < told.size(); index++) {
            LedgerState before = told.get(index);
            LedgerState after = sources.get(index).state();
            told.set(index, after);
            if (after != null && after != before) {
                tell(before, after);
            }
        }
    }

    private void tell(@Nullable LedgerState before, LedgerState after) {
        for (String key : keys(before, after)) {
            if (!FlagClosure.of(before, key).equals(FlagClosure.of(after, key))) {
                SnapshotFlag now = after.snapshot().flag(key);
                Notices.contained(listener, new FlagChange(key, now == null ? 0 : now.version(), after.position()));
            }
        }
    }

    private Collection<String> keys(@Nullable LedgerState before, LedgerState after) {
        if (flag.isPresent()) {
            return Set.of(flag.get());
        }
        Set<String> keys = new LinkedHashSet<>();
        if (before != null) {
            keys.addAll(before.snapshot().keys());
        }
        keys.addAll(after.snapshot().keys());
        return keys;
    }
}
