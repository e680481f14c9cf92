package dev.belay.cli.server;

import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * Stands in for encryption where the server's address is a plain {@code http} one. Otherwise the client would read
 * every certificate authority of the machine first, which takes longer than all the rest of a command.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class NoEncryption extends SSLContext {

    NoEncryption() {
        super(new None(), null, "none");
    }

    private static final class None extends SSLContextSpi {
        private static final String[] NOTHING = {};

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom chance) {
            // There is nothing to prepare.
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            return new SSLParameters(NOTHING, NOTHING);
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return new SSLParameters(NOTHING, NOTHING);
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            throw refused();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            throw refused();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            throw refused();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            throw refused();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            throw refused();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            throw refused();
        }

        private static IllegalStateException refused() {
            return new IllegalStateException("The address is a plain http one, so nothing is encrypted");
        }
    }
}
