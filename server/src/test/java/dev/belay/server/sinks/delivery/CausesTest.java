package dev.belay.server.sinks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CausesTest {

    private final Throwable failure = new IllegalStateException(
            "around it", new IOException("cut", new ConnectException("refused\nby 127.0.0.1" + "x".repeat(500))));

    @Test
    void theLogIsToldWhatLiesAtTheBottomOnOneLine() {
        assertThat(Causes.root(failure))
                .startsWith("ConnectException: refused by 127.0.0.1xxx")
                .hasSize("ConnectException: ".length() + 200);
        assertThat(Causes.root(new IOException("alone"))).isEqualTo("IOException: alone");
    }

    @Test
    void everybodyElseIsToldInWordsOfOurOwn() {
        assertThat(Causes.sentence(failure, _ -> Optional.empty()))
                .isEqualTo("No connection could be made")
                .doesNotContain("127.0.0.1");
    }

    @Test
    void noCharacterIsLeftAtWhichALineCouldEnd() {
        String said = "a\r\nb\u0085c\u2028d\u2029e\u009bf\tg";

        assertThat(Causes.root(new IOException(said))).isEqualTo("IOException: a  b c d e f g");
    }

    @Test
    @Timeout(30)
    void causesThatGoRoundInACircleEnd() {
        Exception one = new IllegalStateException("one");
        one.initCause(new IllegalStateException("other", one));

        assertThat(Causes.root(one)).startsWith("IllegalStateException: o");
        assertThat(Causes.sentence(one, _ -> Optional.empty()))
                .isEqualTo("The delivery failed (IllegalStateException)");
    }

    @Test
    void whatIsWrongWithACertificateIsToldApart() {
        assertThat(told(new CertificateException("PKIX", new CertPathBuilderException("no path"))))
                .isEqualTo("The certificate is not from an authority that this server trusts");
        assertThat(told(new CertificateException("No name matching localhost found")))
                .isEqualTo("The certificate is for another host");
        assertThat(told(new CertificateException("PKIX", new CertificateExpiredException("long ago"))))
                .isEqualTo("The certificate is expired, or not valid yet");
        assertThat(told(new CertificateEncodingException("not for servers")))
                .isEqualTo("TLS could not be agreed on, or the certificate does not hold");
        assertThat(Causes.sentence(new SSLHandshakeException("no cipher in common"), _ -> Optional.empty()))
                .isEqualTo("TLS could not be agreed on, or the certificate does not hold");
    }

    private static String told(CertificateException problem) {
        Throwable failure = new IOException("cut", new SSLHandshakeException("failed", problem));
        return Causes.sentence(failure, _ -> Optional.empty());
    }
}
