package dev.belay.control;

/** What a principal may do in a part of the product; each permission includes the ones before it. */
public enum Permission {
    /** See flags, history and evaluations. */
    READ,
    /** Change flags and segments, and roll them back. */
    WRITE,
    /** Create projects and environments, and hand out keys and tokens. */
    ADMINISTER;

    /** The permission's word in tokens and messages. */
    public String word() {
        return switch (this) {
            case READ -> "read";
            case WRITE -> "write";
            case ADMINISTER -> "administer";
        };
    }

    /** Whether whoever has this permission has {@code other} too. */
    public boolean includes(Permission other) {
        return compareTo(other) >= 0;
    }
}
