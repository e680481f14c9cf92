package dev.belay.verification.cluster;

import dev.belay.core.Position;

/**
 * An entry of the ledger, as it is read when everything is over.
 *
 * @param flag    that it changed; empty if it begins a new epoch and changes nothing
 * @param version that the flag has since
 * @param id      of the operation that made it
 */
record Entry(Position position, String flag, long version, String id) {

    /** The entry that begins a new epoch. */
    static Entry renewal(Position position) {
        return new Entry(position, "", 0, "");
    }

    boolean isRenewal() {
        return flag.isEmpty();
    }
}
