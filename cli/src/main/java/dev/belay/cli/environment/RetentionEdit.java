package dev.belay.cli.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Json;
import dev.belay.cli.session.UsageException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What is to become of a policy: what is not named stays as it is.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class RetentionEdit {

    private static final String PURPOSE = "purpose";
    private static final String DAYS = "keepDays";
    private static final String ENTRIES = "keepEntries";

    @Option(
            names = "--purpose",
            paramLabel = "PURPOSE",
            description = "audit (2557 days, 100000 entries), operation (400, 10000) or test (30, 1000).")
    private @Nullable String purpose;

    @Option(names = "--keep-days", paramLabel = "N", description = "Entries younger than so many days.")
    private @Nullable Integer days;

    @Option(names = "--no-keep-days", description = "Days no longer count.")
    private boolean noDays;

    @Option(names = "--keep-entries", paramLabel = "N", description = "The last so many entries, at least 1000.")
    private @Nullable Long entries;

    @Option(names = "--no-keep-entries", description = "The number of entries no longer counts.")
    private boolean noEntries;

    /**
     * The policy that comes of another one.
     *
     * @throws UsageException if the options contradict each other, or name too little
     */
    ObjectNode applyTo(JsonNode policy) {
        refuseTooLittle();
        refuseContradictions();
        ObjectNode edited = Json.object();
        if (purpose == null) {
            policy.properties().stream()
                    .filter(member -> !removed().contains(member.getKey()))
                    .forEach(member -> edited.set(member.getKey(), member.getValue()));
        } else {
            edited.put(PURPOSE, purpose);
        }
        if (days != null) {
            edited.put(DAYS, days);
        }
        if (entries != null) {
            edited.put(ENTRIES, entries);
        }
        return edited;
    }

    // A purpose stands for both numbers, so that it would bring back the one that is taken away.
    private Set<String> removed() {
        if (noDays) {
            return Set.of(PURPOSE, DAYS);
        }
        return noEntries ? Set.of(PURPOSE, ENTRIES) : Set.of();
    }

    private void refuseTooLittle() {
        if (days != null && days < 1) {
            throw new UsageException("--keep-days takes at least 1 day, and this is " + days);
        }
        if (entries != null && entries < RetentionWords.LEAST_KEPT) {
            throw new UsageException("--keep-entries takes at least " + RetentionWords.LEAST_KEPT + ", and this is "
                    + entries + "; so many always stay");
        }
    }

    private void refuseContradictions() {
        if ((noDays && days != null) || (noEntries && entries != null)) {
            throw new UsageException("A number is either kept or taken away; give --keep-… or --no-keep-… for it");
        }
        if (noDays && noEntries) {
            throw new UsageException("Without days and entries nothing would ever go; that is --keep-everything");
        }
        if (purpose != null && (noDays || noEntries)) {
            throw new UsageException("A purpose stands for days and entries; give the one number that counts instead");
        }
    }
}
