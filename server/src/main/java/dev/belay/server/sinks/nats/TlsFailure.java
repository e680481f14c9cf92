package dev.belay.server.sinks.nats;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import java.io.IOException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Remembers why TLS with a server failed, which the client's own exceptions do not tell. */
final class TlsFailure implements ErrorListener {

    private volatile @Nullable SSLException last;

    @Override
    public void exceptionOccurred(Connection connection, Exception exception) {
        if (exception instanceof SSLException failure) {
            last = failure;
        }
    }

    /** What was remembered, or else the exception that the client threw. */
    IOException behind(IOException thrown) {
        SSLException failure = last;
        return failure == null ? thrown : failure;
    }
}
