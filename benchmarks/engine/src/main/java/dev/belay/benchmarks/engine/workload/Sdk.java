package dev.belay.benchmarks.engine.workload;

/**
 * An SDK that has its flags and can be asked about {@link Person#ALL}, whose contexts are ready in the SDK's own form.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public interface Sdk extends AutoCloseable {

    /** Whether a flag is on for a person; both are numbers. */
    boolean isOn(int flag, int person);

    /** The text that a flag serves to a person. */
    String text(int flag, int person);

    @Override
    void close();
}
