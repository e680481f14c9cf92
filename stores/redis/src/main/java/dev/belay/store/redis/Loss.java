package dev.belay.store.redis;

/**
 * What a Redis server may lose of what it has acknowledged, because of how it is set up. A store refuses such a server
 * unless the loss is accepted by its name.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public enum Loss {

    /** {@code appendfsync everysec}: in a crash, what was acknowledged in the last second or two. */
    LAST_SECONDS("last-seconds", "what was acknowledged in the last two seconds before a crash"),

    /** {@code appendfsync no}: in a crash of the machine, what the system had not written, usually half a minute. */
    LAST_MINUTE("last-minute", "what was acknowledged in about the last minute before a crash of the machine"),

    /** {@code appendonly no}: in a crash, everything since the last snapshot, if there are snapshots at all. */
    SINCE_SNAPSHOT("since-snapshot", "everything since the last snapshot, and all of it if there is none"),

    /** Replicas that are not waited for: in a failover, what the replica that takes over had not received. */
    FAILOVER("failover", "what had not reached the replica that takes over in a failover");

    private final String word;
    private final String sentence;

    Loss(String word, String sentence) {
        this.word = word;
        this.sentence = sentence;
    }

    /** The name by which it is accepted on a command line. */
    public String word() {
        return word;
    }

    String sentence() {
        return sentence;
    }

    /**
     * The loss with this word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Loss parse(String word) {
        for (Loss loss : values()) {
            if (loss.word.equals(word)) {
                return loss;
            }
        }
        throw new IllegalArgumentException("There is no loss '" + word + "' to be accepted; name " + LAST_SECONDS.word
                + ", " + LAST_MINUTE.word + ", " + SINCE_SNAPSHOT.word + " or " + FAILOVER.word);
    }
}
