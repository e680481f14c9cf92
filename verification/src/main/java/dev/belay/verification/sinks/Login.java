package dev.belay.verification.sinks;

/**
 * How to log in to a broker that lets nobody else in.
 *
 * @param user counts where a broker knows users
 */
record Login(String user, String password) {

    /** The fields of a target. */
    String fields() {
        return ", \"username\": \"%s\", \"password\": \"%s\"".formatted(user, password);
    }
}
