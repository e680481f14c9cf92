package dev.belay.server.retention;

import dev.belay.ledger.LedgerId;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of the last run at a flag set.
 *
 * @param at       when it ended
 * @param archived how many entries it moved to archives
 * @param waitsFor who has to read entries before they go
 * @param error    why it did not come to its end
 */
record RetentionRun(LedgerId flagSet, Instant at, long archived, Optional<String> waitsFor, Optional<String> error) {}
