package dev.belay.example.shop;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Starts a Belay server, the shop's two services and its customers. Then either waits for you to try things, or, with
 * {@code --script}, plays a story by itself and ends with exit code 0 if every step was seen to happen.
 */
public final class Demo {

    private static final PrintStream OUT = System.out;
    private static final int USAGE = 64;
    private static final int FAILED = 1;

    private static final AtomicBoolean STOPPING = new AtomicBoolean();

    private Demo() {}

    /** Runs the demo; {@code --script} tells the story. */
    public static void main(String[] arguments) throws Exception {
        List<String> options = List.of(arguments);
        if (!options.isEmpty() && !options.equals(List.of("--script"))) {
            System.err.println("belay demo takes no option but --script, and was given " + String.join(" ", options));
            System.exit(USAGE);
        }
        Path data = Files.createTempDirectory("belay-demo");
        try {
            run(data, options.contains("--script"));
        } catch (StoryException stuck) {
            if (STOPPING.get()) {
                return;
            }
            System.err.println("The story got stuck: " + stuck.getMessage());
            System.exit(FAILED);
        }
    }

    private static void run(Path data, boolean script) throws Exception {
        String token = HexFormat.of().formatHex(new SecureRandom().generateSeed(24));
        OUT.println("Starting a Belay server and the shop, which takes a few seconds…");
        Shop shop = Shop.open(data, token);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(shop, data)));
        try (Customers customers = new Customers(shop.storefront())) {
            if (script) {
                new Story(shop, customers, OUT).tell();
            } else {
                new Invitation(shop, customers, token, OUT).show(() -> !STOPPING.get());
            }
        }
    }

    // Also when the demo is stopped by Ctrl-C or a signal: nothing that it started may stay behind.
    private static void close(Shop shop, Path data) {
        STOPPING.set(true);
        shop.close();
        try {
            delete(data);
        } catch (IOException left) {
            System.err.println("Could not delete " + data + ": " + left.getMessage());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
