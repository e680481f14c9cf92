package dev.belay.verification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The program as the launcher starts it, in a process of its own. */
class MainTest {

    @Test
    void printsHelpInUtf8AndExitsWithZero() throws Exception {
        Ended ended = run("--help");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("Usage: belay", "serve", "ledger", "demo", "test", "bench", "verify");
        assertThat(run("flag", "set", "--help").out()).contains("VARIANT=PERCENT,…");
    }

    @Test
    void exitsWithTheCodeOfTheFailure() throws Exception {
        Ended misunderstood = run("flag", "frobnicate");
        Ended unreachable = run("flag", "list", "--url", "http://127.0.0.1:1");

        assertThat(misunderstood.code()).isEqualTo(64);
        assertThat(unreachable.code()).isEqualTo(69);
        assertThat(unreachable.out()).isEmpty();
        assertThat(unreachable.err()).startsWith("belay: The server at http://127.0.0.1:1 cannot be reached");
    }

    private static Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.belay.cli.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        String err = text(process.getErrorStream().readAllBytes());
        String out = text(process.getInputStream().readAllBytes());
        return new Ended(process.waitFor(), out, err);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private record Ended(int code, String out, String err) {}
}
