package dev.belay.verification.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A real server in a process of its own. */
final class ServerProcess implements AutoCloseable {
    static final String TOKEN = "an-administrator-token-of-enough-length";
    private static final String READY = "Belay is ready at ";

    private final Process process;
    private final String url;

    private ServerProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static ServerProcess start(Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.belay.server.Main",
                "serve",
                "--port",
                "0",
                "--data",
                folder.toString());
        builder.environment().put("BELAY_ADMIN_TOKEN", TOKEN);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        return new ServerProcess(process, ready(process));
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static String ready(Process process) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                return line.substring(READY.length());
            }
        }
        throw new IOException("The server ended before it was ready");
    }
}
