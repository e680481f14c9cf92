package dev.belay.client;

/**
 * Toggles that can be changed. The server records every change as one of the access token's owner.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class Toggles {

    private final Evaluations evaluations;
    private final Management management;

    Toggles(Evaluations evaluations, Management management) {
        this.evaluations = evaluations;
        this.management = management;
    }

    /** The handle on one flag, which need not exist yet. */
    public ManagedToggle toggle(String flag) {
        return new ManagedToggle(flag, evaluations, management);
    }
}
