package dev.belay.cli;

import dev.belay.cli.terminal.Surroundings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.UUID;

/** Starts the program in the real system. */
public final class Main {

    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        Surroundings surroundings = new Surroundings(
                System.getenv(),
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                System.in,
                isInteractive(),
                new TerminalWidth(System.getenv())::columns,
                Clock.systemUTC(),
                ZoneId.systemDefault(),
                () -> UUID.randomUUID().toString());
        System.exit(new Program(surroundings, arguments).run());
    }

    /** Whether there is a console without a terminal depends on the release of Java. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isInteractive() {
        return System.console() != null && System.console().isTerminal();
    }

    /** Whatever the locale says: JSON is UTF-8, and so is every terminal of today. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
