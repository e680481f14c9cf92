package dev.belay.testkit.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A process whose output, standard output and errors alike, is kept line by line, so that others can wait for a line.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class ChildProcess implements AutoCloseable {

    private final String name;
    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    private ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /**
     * Starts a command.
     *
     * @param environment variables that are set in addition to those of this process
     * @throws IOException if the command cannot be started
     */
    public static ChildProcess start(String name, List<String> command, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        ChildProcess child = new ChildProcess(name, builder.start());
        Thread reader = new Thread(child::read, name + "-output");
        reader.setDaemon(true);
        reader.start();
        return child;
    }

    /**
     * Starts another main class with the JVM and the class path of this process.
     *
     * @throws IOException if the JVM cannot be started
     */
    public static ChildProcess startMain(Class<?> main, List<String> arguments, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        return start(main.getSimpleName(), command, environment);
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** Everything that the process has said so far. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /**
     * The first line that fits; waits for it if need be.
     *
     * @throws IllegalStateException if the process ends or {@code patience} passes first; says what was said instead
     */
    public synchronized String await(Predicate<String> wanted, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<String> found = lines.stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (ended || left <= 0) {
                throw new IllegalStateException(name + (ended ? " ended" : " did not say what was waited for")
                        + "; it said:\n" + String.join("\n", lines));
            }
            wait(left);
        }
    }

    /**
     * Waits for the end, after which everything that the process has said is among the {@link #lines()}.
     *
     * @return the exit code
     * @throws IllegalStateException if {@code patience} passes first
     */
    public int awaitExit(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean exited = process.waitFor(patience.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
        if (!exited || !hasSaidAllBy(deadline)) {
            throw new IllegalStateException(name + " did not end within " + patience);
        }
        return process.exitValue();
    }

    private synchronized boolean hasSaidAllBy(long deadline) throws InterruptedException {
        for (long left = deadline - System.nanoTime(); !ended && left > 0; left = deadline - System.nanoTime()) {
            // One more millisecond, because a wait of none would last for ever.
            wait(left / 1_000_000 + 1);
        }
        return ended;
    }

    /**
     * Kills the process as {@code kill -9} does, and waits until it is gone and everything it had said is among the
     * {@link #lines()}.
     */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        synchronized (this) {
            while (!ended) {
                wait();
            }
        }
    }

    /** Asks the process to end and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, java.util.concurrent.TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            output.lines().forEach(this::add);
        } catch (UncheckedIOException | IOException closed) {
            add("(" + name + "'s output was closed)");
        }
        end();
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }
}
