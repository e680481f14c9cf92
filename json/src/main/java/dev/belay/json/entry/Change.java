package dev.belay.json.entry;

import dev.belay.json.state.Subject;
import java.util.Optional;

/**
 * What happened to one subject.
 *
 * @param subject what changed
 * @param version its new version
 * @param before  the hash of its document before; empty when it had none
 * @param after   the hash of its document after; empty when it is archived
 */
public record Change(Subject subject, long version, Optional<String> before, Optional<String> after) {}
