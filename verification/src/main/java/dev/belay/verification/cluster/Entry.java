package dev.belay.verification.cluster;

import dev.belay.core.Position;

/**
 * An entry of the ledger, as it is read when everything is over.
 *
 * @param flag    that it changed
 * @param version that the flag has since
 * @param id      of the operation that made it
 */
record Entry(Position position, String flag, long version, String id) {}
