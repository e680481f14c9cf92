package dev.belay.verification.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority that no JVM knows, made by the JDK's own tool, and a certificate of it for this machine. */
final class OwnAuthority {

    private static final String PASSWORD = "changeit";

    private final Path folder;

    private OwnAuthority(Path folder) {
        this.folder = folder;
    }

    static OwnAuthority in(Path folder) throws IOException, InterruptedException {
        OwnAuthority authority = new OwnAuthority(folder);
        authority.keytool("authority.p12", "-genkeypair", "-alias", "ca", "-dname", "CN=Own", "-ext", "bc:c");
        authority.keytool("authority.p12", "-exportcert", "-alias", "ca", "-file", "ca.der");
        authority.keytool("server.p12", "-genkeypair", "-alias", "server", "-dname", "CN=server");
        authority.keytool("server.p12", "-certreq", "-alias", "server", "-file", "server.csr");
        authority.keytool(
                "authority.p12",
                "-gencert",
                "-alias",
                "ca",
                "-infile",
                "server.csr",
                "-outfile",
                "server.der",
                "-ext",
                "san=ip:127.0.0.1");
        authority.keytool("server.p12", "-importcert", "-alias", "ca", "-file", "ca.der", "-noprompt");
        authority.keytool("server.p12", "-importcert", "-alias", "server", "-file", "server.der");
        authority.keytool("trust.p12", "-importcert", "-alias", "ca", "-file", "ca.der", "-noprompt");
        return authority;
    }

    /** What a JVM is given to trust it. */
    String trusted() {
        return "-Djavax.net.ssl.trustStore=" + folder.resolve("trust.p12") + " -Djavax.net.ssl.trustStorePassword="
                + PASSWORD;
    }

    /** What a server on this machine shows. */
    SSLContext server() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stored = Files.newInputStream(folder.resolve("server.p12"))) {
            keys.load(stored, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
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
