package dev.belay.verification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the launcher prints by itself: it must answer where nothing is built and there is no Java. */
class LauncherHelpTest {

    private static final Path LAUNCHER =
            Path.of("").toAbsolutePath().getParent().resolve("belay");

    @ParameterizedTest
    @CsvSource({
        "bench --help, Usage: belay bench [start]",
        "bench movement --help, Usage: belay bench [start]",
        "bench segments flip -h, Usage: belay bench [start]",
        "bench memory --help, Usage: belay bench memory [--flags N]",
        "bench engine --quick --help, Usage: belay bench engine [--quick]",
        "bench streams --help, Usage: belay bench streams|storm|slow|nodes [--streams N]",
        "bench nodes -h, Usage: belay bench streams|storm|slow|nodes [--streams N]",
        "bench storm --streams 5 -h, Usage: belay bench streams|storm|slow|nodes [--streams N]",
        "help bench, Usage: belay bench [start]",
        "verify crash --help, Usage: belay verify crash",
        "demo -h, Usage: belay demo"
    })
    void helpNeedsNoBuild(String arguments, String beginning) throws Exception {
        assertThat(says(arguments)).startsWith(beginning);
    }

    @Test
    void namesEveryMeasurement() throws Exception {
        assertThat(says("bench --help"))
                .contains("start", "propagation", "appends", "store", "rollback", "segments", "flip", "movement");
    }

    /** With standard error in it, so that a build would be seen. */
    private static String says(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", LAUNCHER.toString()));
        command.addAll(List.of(arguments.split(" ")));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", "/usr/bin:/bin");
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
