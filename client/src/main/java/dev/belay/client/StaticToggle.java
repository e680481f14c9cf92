package dev.belay.client;

/**
 * The handle on a flag that is on or off for everybody, which costs compiled code nothing to ask.
 *
 * <pre>{@code
 * private static final StaticToggle AUDIT = belay.staticToggle("audit.verbose");
 *
 * if (AUDIT.isActive()) {
 *     …
 * }
 * }</pre>
 *
 * <p>Kept in a {@code static final} field, the check is folded to a constant by the just-in-time compiler, and what stands
 * behind a toggle that is off is not even compiled. In return a change of the flag makes the virtual machine throw away
 * all code that has the check compiled in, and compile it again: use it for operational flags that change a few times a
 * day, not for what a rollout or a person switches every second.
 *
 * <p>Nobody is asked about: the flag answers as for an empty context, completed by {@link Settings#context()}, at the
 * moment in which the flags last changed. It follows the newest flags whatever the work at hand is pinned to.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads, each of which sees a change soon after it was applied.
 */
public sealed interface StaticToggle permits StaticToggles.Folded {

    /** The flag's key. */
    String key();

    /** Whether the flag is on. Never throws, never waits. */
    boolean isActive();
}
