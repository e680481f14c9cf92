package dev.belay.verification.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A certificate authority that no JVM knows, made by the JDK's own tool, and a certificate of it.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class OwnAuthority {

    private static final String PASSWORD = "changeit";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final Path folder;

    private OwnAuthority(Path folder) {
        this.folder = folder;
    }

    /** Makes one with everything that it has in an empty folder. */
    public static OwnAuthority in(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        OwnAuthority authority = new OwnAuthority(folder);
        authority.makeItself();
        authority.makeCertificate();
        authority.exportPem();
        return authority;
    }

    private void makeItself() throws IOException, InterruptedException {
        keytool("authority.p12", "-genkeypair", "-alias", "ca", "-dname", "CN=Own", "-ext", "bc:c");
        keytool("authority.p12", "-exportcert", "-alias", "ca", "-file", "ca.crt");
        keytool("trust.p12", "-importcert", "-alias", "own", "-file", "ca.crt", "-noprompt");
    }

    private void makeCertificate() throws IOException, InterruptedException {
        keytool("server.p12", "-genkeypair", "-alias", "server", "-dname", "CN=server");
        keytool("server.p12", "-certreq", "-alias", "server", "-file", "server.csr");
        keytool(
                "authority.p12",
                "-gencert",
                "-alias",
                "ca",
                "-infile",
                "server.csr",
                "-outfile",
                "server.crt",
                "-ext",
                "san=dns:" + ServerCertificate.HOST);
        keytool("server.p12", "-importcert", "-alias", "ca", "-file", "ca.crt", "-noprompt");
        keytool("server.p12", "-importcert", "-alias", "server", "-file", "server.crt");
    }

    private void exportPem() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream stored = Files.newInputStream(folder.resolve("server.p12"))) {
            store.load(stored, PASSWORD.toCharArray());
        }
        StringBuilder chain = new StringBuilder();
        for (Certificate each : store.getCertificateChain("server")) {
            chain.append(pem("CERTIFICATE", each.getEncoded()));
        }
        Key key = store.getKey("server", PASSWORD.toCharArray());
        Files.writeString(folder.resolve("server.pem"), chain);
        Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", key.getEncoded()));
    }

    private static String pem(String what, byte[] encoded) {
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(what, LINES.encodeToString(encoded));
    }

    /** The environment of a JVM that trusts it. */
    public Map<String, String> trusted() {
        return Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Djavax.net.ssl.trustStore=" + folder.resolve("trust.p12") + " -Djavax.net.ssl.trustStorePassword="
                        + PASSWORD);
    }

    /** What servers on this machine show. */
    public ServerCertificate certificate() {
        return new ServerCertificate(
                folder.resolve("server.p12"),
                folder.resolve("server.pem"),
                folder.resolve("key.pem"),
                folder.resolve("trust.p12"),
                PASSWORD);
    }

    private void keytool(String store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store, "-storepass", PASSWORD, "-storetype", "PKCS12"));
        if (List.of(arguments).contains("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC", "-validity", "2"));
        }
        Process tool = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tool.waitFor()).as(said).isZero();
    }
}
