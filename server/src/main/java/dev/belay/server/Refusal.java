package dev.belay.server;

/**
 * A command cannot be carried out, for a reason that one sentence tells to the person at the terminal.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class Refusal extends RuntimeException {

    private final int exitCode;

    Refusal(int exitCode, String sentence) {
        super(sentence, null, false, false);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
