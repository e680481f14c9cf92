package dev.belay.store.redis;

import dev.belay.json.state.Subject;
import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.LedgerId;

/**
 * What the keys are called. The braces make a cluster keep all of them together, which a script that changes several at
 * once needs.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
record RedisKeys(String prefix) {

    /** A hash: the format, the identity of this line of keys, and the mark of the last batch. */
    String journal() {
        return key("journal");
    }

    /** A hash: where each ledger stands. */
    String ledgers() {
        return key("ledgers");
    }

    /** A stream: the entries of a ledger, whose revisions are their ids. */
    String entries(LedgerId ledger) {
        return key("entries:" + ledger);
    }

    /** A hash: the newest change of each subject of a ledger. */
    String subjects(LedgerId ledger) {
        return key("subjects:" + ledger);
    }

    /** A sorted set: every change of a subject, by revision. */
    String changes(LedgerId ledger, Subject subject) {
        return changes(ledger, subject.toString());
    }

    /** As the other, for a subject as the hash of subjects names it. */
    String changes(LedgerId ledger, String subject) {
        return key("changes:" + ledger + ":" + subject);
    }

    /** A hash: every document, by its hash. */
    String documents() {
        return key("documents");
    }

    /** A string that expires: what a request with a key led to. */
    String idempotency(IdempotencyKey request) {
        return key("idempotency:" + request.scope().length() + ":" + request.scope() + ":" + request.key());
    }

    /** A string that expires soon: who claims the next turn. */
    String turn() {
        return key("turn");
    }

    /** Written and removed again, to see that it can be. */
    String probe() {
        return key("probe");
    }

    /** A channel: who has appended. */
    String news() {
        return key("news");
    }

    private String key(String name) {
        return "{" + prefix + "}:" + name;
    }
}
