package dev.belay.server.sinks.delivery;

/** Says what lies behind failures, in one sentence. */
public final class Causes {

    private static final int LONGEST = 500;

    private Causes() {}

    /** What the innermost cause says, or its name if it says nothing; at most {@value #LONGEST} characters. */
    public static String sentence(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            innermost = cause;
        }
        String message = innermost.getMessage();
        String sentence =
                message == null || message.isBlank() ? innermost.getClass().getSimpleName() : message.strip();
        return sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST);
    }
}
