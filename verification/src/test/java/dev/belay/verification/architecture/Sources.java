package dev.belay.verification.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What this build has compiled. */
final class Sources {

    /** The first part of each module's package after {@code dev.belay}. */
    static final List<String> MODULES = List.of(
            "core",
            "json",
            "events",
            "ledger",
            "store",
            "client",
            "embedded",
            "control",
            "server",
            "cli",
            "testkit",
            "example");

    /** The project's folder, seen from this module, which tests run in. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private Sources() {}

    static JavaClasses mainClasses() {
        return new ClassFileImporter().importPaths(folders("target/classes"));
    }

    static JavaClasses testClasses() {
        return new ClassFileImporter().importPaths(folders("target/test-classes"));
    }

    /** Every folder of the modules that ends with {@code suffix}. */
    static List<Path> folders(String suffix) {
        try (Stream<Path> found = Files.find(ROOT, 5, (path, file) -> file.isDirectory() && path.endsWith(suffix))) {
            return found.filter(path -> Files.exists(path.resolve("dev/belay")))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
