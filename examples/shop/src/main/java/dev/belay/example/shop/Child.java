package dev.belay.example.shop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A process of its own whose output, errors and logs included, is kept line by line, so that others can wait for a line.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class Child implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    static Child start(String name, List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Child child = new Child(name, builder.start());
        Thread.ofPlatform().daemon().name(name + "-output").start(child::read);
        return child;
    }

    /** Starts another main class of this program with the class path and the JVM of this one. */
    static Child startMain(Class<?> main, Map<String, String> environment) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
        return start(main.getSimpleName(), command, environment);
    }

    /** The first line that fits, waiting for it if need be. */
    synchronized String await(Predicate<String> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<String> found = lines.stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (ended || left <= 0) {
                throw new StoryException(name + (ended ? " ended" : " went silent")
                        + " while it was waited for; it said:\n" + String.join("\n", lines));
            }
            wait(left);
        }
    }

    /** The rest of the first line that begins with {@code word} and a space. */
    String awaitAfter(String word) throws InterruptedException {
        return await(line -> line.startsWith(word + " ")).substring(word.length() + 1);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(this::add);
        } catch (UncheckedIOException | IOException closed) {
            // The process has gone, which is what the next line says.
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
