package dev.belay.server.sinks.delivery;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Says what lies behind failures, in sentences of our own: what another system answers is never shown, since whoever may
 * set a sink up could otherwise have this server ask any address and read what it says.
 */
public final class Causes {

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");
    private static final int LONGEST = 200;
    private static final int DEEPEST = 20;

    private Causes() {}

    /**
     * One sentence for a failure and its causes.
     *
     * @param known what is known of the exceptions of a kind's own
     */
    public static String sentence(Throwable failure, Function<Throwable, Optional<String>> known) {
        List<Throwable> chain = chain(failure);
        for (Throwable cause : chain) {
            Optional<String> sentence = known.apply(cause).or(general(cause, chain));
            if (sentence.isPresent()) {
                return sentence.get();
            }
        }
        return "The delivery failed (" + failure.getClass().getSimpleName() + ")";
    }

    /** What lies at the bottom of a failure, as whoever noticed it said it: for the server's own log, and nothing else. */
    public static String root(Throwable failure) {
        Throwable root = chain(failure).getLast();
        String message = CONTROLS.matcher(String.valueOf(root.getMessage())).replaceAll(" ");
        return root.getClass().getSimpleName() + ": " + message.substring(0, Math.min(message.length(), LONGEST));
    }

    // Causes may go round in a circle.
    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = failure; cause != null && chain.size() < DEEPEST; cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }

    // A broken connection is often only what lies around a better reason.
    private static Supplier<Optional<String>> general(Throwable cause, List<Throwable> chain) {
        return () -> Optional.ofNullable(
                switch (cause) {
                    case Reach.ForbiddenAddressException forbidden -> forbidden.getMessage();
                    case UnknownHostException _, UnresolvedAddressException _ -> "The host cannot be found";
                    case SSLException _ -> TlsCauses.sentence(chain);
                    case TimeoutException _, InterruptedIOException _ -> "No answer came in time";
                    case ConnectException _ -> "No connection could be made";
                    case IOException _ when cause.getCause() == null -> "The connection broke";
                    default -> null;
                });
    }
}
