package dev.belay.server;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.archive.Hold;
import dev.belay.ledger.archive.Retention;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.server.sinks.CursorHold;
import java.util.Optional;

/** What the sinks of the servers at a place have not announced of its ledgers. */
final class SinkNeeds implements AutoCloseable {

    private final Optional<OperationsDatabase> operations;

    // Absent is what no server has been at.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private SinkNeeds(Optional<OperationsDatabase> operations) {
        this.operations = operations;
    }

    static SinkNeeds at(LedgerPlace place) {
        return new SinkNeeds(place.operations());
    }

    /** The part of a plan that no sink needs. */
    Free free(Retention.Plan plan) {
        Optional<Hold.Held> held = on(plan.ledger()).filter(each -> each.after() < plan.to());
        return new Free(held.map(each -> plan.upTo(each.after())).orElse(plan), plan, held.map(Hold.Held::by));
    }

    private Optional<Hold.Held> on(LedgerId ledger) {
        return operations.flatMap(tables -> new CursorHold(tables).on(ledger));
    }

    @Override
    public void close() {
        operations.ifPresent(OperationsDatabase::close);
    }

    /**
     * What of a plan may be carried out.
     *
     * @param all    the whole plan
     * @param needed by whom the rest is needed
     */
    record Free(Retention.Plan plan, Retention.Plan all, Optional<String> needed) {

        static Free all(Retention.Plan plan) {
            return new Free(plan, plan, Optional.empty());
        }

        /** How many entries stay. */
        long held() {
            return all.entries() - plan.entries();
        }
    }
}
