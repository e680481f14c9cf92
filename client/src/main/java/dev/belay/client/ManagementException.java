package dev.belay.client;

/**
 * A change, or a question about history, that did not succeed. The message says what to do.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public abstract sealed class ManagementException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private ManagementException(String message, Throwable cause) {
        super(message, cause);
    }

    private ManagementException(String message) {
        super(message);
    }

    /** The server has refused the request; nothing was changed. */
    public static final class Refused extends ManagementException {

        private static final long serialVersionUID = 1;

        private final String problem;
        private final int status;

        Refused(String problem, int status, String detail) {
            super(detail);
            this.problem = problem;
            this.status = status;
        }

        /** The stable name of the problem, such as {@code version-conflict}. */
        public String problem() {
            return problem;
        }

        /** The status code of the answer. */
        public int status() {
            return status;
        }
    }

    /** There is no answer from the server; whether a change was recorded is not known. */
    public static final class Unreachable extends ManagementException {

        private static final long serialVersionUID = 1;

        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }

        Unreachable(String message) {
            super(message);
        }
    }
}
