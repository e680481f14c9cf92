package dev.belay.server.sinks.delivery;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;

/** Says why TLS with a receiver failed. */
final class TlsCauses {

    private TlsCauses() {}

    /** One sentence for a failure of TLS and what lies behind it, from the outermost on. */
    static String sentence(List<Throwable> chain) {
        if (chain.stream().anyMatch(TlsCauses::isOutOfDate)) {
            return "The certificate is expired, or not valid yet";
        }
        if (chain.stream().anyMatch(CertPathBuilderException.class::isInstance)) {
            return "The certificate is not from an authority that this server trusts";
        }
        // The kinds of it say what else is wrong; this one by itself is how the JDK says that no name of it is the
        // host's.
        return chain.getLast().getClass() == CertificateException.class
                ? "The certificate is for another host"
                : "TLS could not be agreed on, or the certificate does not hold";
    }

    private static boolean isOutOfDate(Throwable cause) {
        return cause instanceof CertificateExpiredException
                || cause instanceof CertificateNotYetValidException
                || (cause instanceof CertPathValidatorException path
                        && path.getReason() == CertPathValidatorException.BasicReason.EXPIRED);
    }
}
