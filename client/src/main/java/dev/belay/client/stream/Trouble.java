package dev.belay.client.stream;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.stream.Stream;

/** Why there is no connection, in words; the platform's own exceptions often have none. */
public final class Trouble {

    private Trouble() {}

    /** What a failure means to somebody who looks after the connection. */
    public static String of(IOException failure) {
        if (isCausedBy(failure, UnresolvedAddressException.class) || isCausedBy(failure, UnknownHostException.class)) {
            return "no host of this name is known";
        }
        if (failure instanceof HttpConnectTimeoutException) {
            return "it did not take the connection in time";
        }
        if (failure instanceof ConnectException) {
            return "it refused the connection; is it running?";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static boolean isCausedBy(Throwable failure, Class<?> kind) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause)
                .anyMatch(kind::isInstance);
    }
}
