package dev.belay.store.redis;

import dev.belay.ledger.StoreUnavailableException;
import java.util.Map;

/**
 * Sees to it that what a Redis server acknowledges is kept, or that its loss was accepted.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param waitsForTheDisk whether each change has to wait for the server's disk by {@code WAITAOF}, because its setting
 *     alone would not make it wait
 */
record RedisDurability(boolean waitsForTheDisk) {

    private static final String NOEVICTION = "noeviction";
    private static final String NOT_ON_REWRITE = "no-appendfsync-on-rewrite";

    /**
     * Decides on a server.
     *
     * @param facts    what {@code INFO} tells
     * @param settings what {@code CONFIG GET} tells; empty if the user may not ask
     * @throws StoreUnavailableException if it would lose what it has acknowledged, and that was not accepted
     */
    static RedisDurability demand(ServerFacts facts, Map<String, String> settings, RedisSettings wanted) {
        requireNoEviction(facts);
        requireReplicas(facts, wanted);
        if (facts.value("aof_enabled").equals("0")) {
            require(wanted, Loss.SINCE_SNAPSHOT, "appendonly no", "set appendonly yes and appendfsync always");
            return new RedisDurability(false);
        }
        if (settings.getOrDefault(NOT_ON_REWRITE, "").equals("yes")) {
            require(wanted, Loss.LAST_MINUTE, NOT_ON_REWRITE + " yes", "set " + NOT_ON_REWRITE + " no");
        }
        return log(facts, settings.getOrDefault("appendfsync", ""), wanted);
    }

    private static RedisDurability log(ServerFacts facts, String sync, RedisSettings wanted) {
        boolean canWait = facts.isAtLeast(7, 2);
        return switch (sync) {
            case "always" -> new RedisDurability(false);
            case "everysec" -> {
                if (!canWait) {
                    require(wanted, Loss.LAST_SECONDS, "appendfsync everysec", "set appendfsync always");
                }
                yield new RedisDurability(canWait && !wanted.accepted().contains(Loss.LAST_SECONDS));
            }
            case "no" -> {
                require(wanted, Loss.LAST_MINUTE, "appendfsync no", "set appendfsync always");
                yield new RedisDurability(false);
            }
            default -> {
                require(
                        wanted,
                        Loss.LAST_MINUTE,
                        "appendfsync unknown to its user " + wanted.address(),
                        "let the user run CONFIG GET, by ACL SETUSER … +config|get");
                yield new RedisDurability(false);
            }
        };
    }

    /** A ledger without some of its entries is none, so that nobody can accept that. */
    private static void requireNoEviction(ServerFacts facts) {
        String policy = facts.value("maxmemory_policy");
        if (!policy.equals(NOEVICTION) && !policy.isEmpty()) {
            throw new StoreUnavailableException("The Redis server has maxmemory-policy " + policy
                    + " and would remove parts of the ledgers when its memory is full; set maxmemory-policy "
                    + NOEVICTION);
        }
    }

    /** Refuses a server whose replicas are others than those that changes are to wait for. */
    static void requireReplicas(ServerFacts facts, RedisSettings wanted) {
        if (facts.replicas() > 0 && wanted.replicas() == 0) {
            require(
                    wanted,
                    Loss.FAILOVER,
                    facts.replicas() + " replica(s) that changes would not wait for",
                    "have changes wait for replicas, at least one");
        }
        if (facts.replicas() < wanted.replicas()) {
            throw new StoreUnavailableException("The Redis server has " + facts.replicas()
                    + " replica(s), and changes are to wait for " + wanted.replicas() + "; start those replicas");
        }
    }

    private static void require(RedisSettings wanted, Loss loss, String found, String needed) {
        if (!wanted.accepted().contains(loss)) {
            throw new StoreUnavailableException("The Redis server has " + found + " and could lose " + loss.sentence()
                    + "; " + needed + ", or accept the loss '" + loss.word() + "' by name");
        }
    }
}
