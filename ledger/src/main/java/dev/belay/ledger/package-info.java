/**
 * What a ledger store is: ledgers of entries, the proposals that grow them, and the few ways in which that can fail.
 *
 * <p>Nothing outside a {@link dev.belay.ledger.LedgerStore} ever changes state: a {@link dev.belay.ledger.Decision}
 * looks at the newest states and drafts entries, the store appends them, and state is the fold over all entries.
 */
@NullMarked
package dev.belay.ledger;

import org.jspecify.annotations.NullMarked;
