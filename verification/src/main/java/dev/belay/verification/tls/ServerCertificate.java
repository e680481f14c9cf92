package dev.belay.verification.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What a server shows to say that it is {@code localhost}, in the forms that servers read. It is not valid for the
 * address {@code 127.0.0.1}, at which the same server listens.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param keys     the key and its certificates, as PKCS 12
 * @param chain    the certificates, as PEM
 * @param key      the key, as PEM
 * @param trusted  the certificate of the authority, as PKCS 12
 * @param password of both stores, and of the key in the first
 */
public record ServerCertificate(Path keys, Path chain, Path key, Path trusted, String password) {

    /** The only host that it is for. */
    public static final String HOST = "localhost";

    /** The same machine under a name that the certificate does not have. */
    public static final String OTHER_NAME = "127.0.0.1";

    /** For a server that shows it, and for a client that trusts its authority. */
    public SSLContext context() throws IOException, GeneralSecurityException {
        KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        shown.init(load(keys), password.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(load(trusted));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private KeyStore load(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream stored = Files.newInputStream(file)) {
            store.load(stored, password.toCharArray());
        }
        return store;
    }
}
