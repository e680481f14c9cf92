package dev.belay.server.sinks.nats;

import io.nats.client.Connection;
import io.nats.client.Options;
import io.nats.client.impl.SocketDataPortWithWriteTimeout;
import java.io.IOException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A connection by TLS to nobody but the host that was named. The client's own one takes any host's certificate that an
 * authority has signed.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time, except that one may write while another reads.
 */
// The client makes it by its name.
public final class NamedHostPort extends SocketDataPortWithWriteTimeout {

    @Override
    public void upgradeToSecure() throws IOException {
        Connection owner = connection;
        Options options = owner.getOptions();
        SSLSocket secure =
                (SSLSocket) options.getSslContext().getSocketFactory().createSocket(socket, host, port, true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        try {
            secure.startHandshake();
        } catch (SSLException refused) {
            options.getErrorListener().exceptionOccurred(owner, refused);
            throw refused;
        }
        socket = secure;
        in = secure.getInputStream();
        out = secure.getOutputStream();
        isSecure = true;
    }
}
