package dev.belay.server;

import dev.belay.server.access.KeyKind;
import dev.belay.server.replica.Replica;
import dev.belay.server.storage.EmbeddedStorage;
import dev.belay.server.storage.FileTrouble;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options that make a server a replica of another one. */
final class ReplicaOptions {

    static final String UPSTREAM = "--upstream";
    static final Set<String> NAMES = Set.of(UPSTREAM, "--key", "--key-file", "--most-age");
    static final String KEYS_VARIABLE = "BELAY_REPLICA_KEYS";

    private ReplicaOptions() {}

    /**
     * What to copy; nothing for a server that decides itself.
     *
     * @throws Refusal if the options do not fit together
     */
    static Optional<Replica.Settings> read(Arguments arguments, Map<String, String> environment) {
        Optional<String> upstream = arguments.one(UPSTREAM);
        if (upstream.isEmpty()) {
            refuseOthers(arguments);
            return Optional.empty();
        }
        return Optional.of(new Replica.Settings(
                address(upstream.get()),
                keys(arguments, environment),
                arguments.one("--data").map(ReplicaOptions::folder),
                arguments.one("--most-age").map(ReplicaOptions::age),
                Replica.KEY_POLL,
                arguments.has(ServeCommand.TRUST_PINS)));
    }

    private static void refuseOthers(Arguments arguments) {
        NAMES.stream().sorted().filter(arguments::has).findFirst().ifPresent(name -> {
            throw Arguments.usage(
                    "The option " + name + " is for replicas; say of which server with " + UPSTREAM + ".");
        });
    }

    private static URI address(String text) {
        try {
            URI address = new URI(text);
            if (address.getRawUserInfo() != null) {
                throw Arguments.usage("The upstream has a user or a password in its address, which refusals show to"
                        + " anybody; leave out what is before the '@' in "
                        + text.replaceFirst("//.*@", "//…@") + ".");
            }
            if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
                return address;
            }
        } catch (URISyntaxException noAddress) {
            // Refused below, like an address of another kind.
        }
        throw Arguments.usage("The upstream '" + text
                + "' is not the address of a server; give one such as https://belay.example.com.");
    }

    /** From the command line, where others may see them, a file, and the environment. */
    private static List<String> keys(Arguments arguments, Map<String, String> environment) {
        List<String> keys = new ArrayList<>(arguments.all("--key"));
        arguments.all("--key-file").forEach(file -> keys.addAll(words(content(file))));
        keys.addAll(words(environment.getOrDefault(KEYS_VARIABLE, "")));
        if (keys.isEmpty()) {
            throw Arguments.usage("A replica needs a replica key of each flag set that it serves, made by"
                    + " 'belay key create NAME --kind replica'; give them with --key-file, --key or in " + KEYS_VARIABLE
                    + ".");
        }
        keys.forEach(ReplicaOptions::refuseOtherKind);
        return keys.stream().distinct().toList();
    }

    /** A server key could follow a flag set, too, but not learn whom to serve it to. */
    private static void refuseOtherKind(String key) {
        if (key.startsWith(KeyKind.REPLICA.prefix())) {
            return;
        }
        String given = KeyKind.of(key)
                .map(kind -> "a " + kind.word() + " key")
                .orElse(key.startsWith("belay_") ? "another credential" : "no key that a server has made");
        throw Arguments.usage(
                "One of the keys of this replica is " + given + "; it needs replica keys, which begin with '"
                        + KeyKind.REPLICA.prefix() + "' and are made by 'belay key create NAME --kind replica'.");
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String content(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException unreadable) {
            throw Arguments.usage(
                    "The file '" + file + "' after --key-file cannot be read: " + FileTrouble.of(unreadable) + ".");
        }
    }

    /** The folder, made if it is not there, for its owner alone. */
    private static Path folder(String given) {
        try {
            Path folder = Path.of(given);
            refuseServers(folder);
            boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
            return Files.createDirectories(
                    folder,
                    posix
                            ? new FileAttribute<?>[] {
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                            }
                            : new FileAttribute<?>[0]);
        } catch (IOException | InvalidPathException unusable) {
            throw new Refusal(
                    ExitCode.UNAVAILABLE,
                    "The folder '" + given + "' after --data cannot be used: " + FileTrouble.of(unusable) + ".");
        }
    }

    private static void refuseServers(Path folder) {
        if (EmbeddedStorage.isIn(folder)) {
            throw Arguments.usage("The folder '" + folder
                    + "' after --data belongs to a server that decides itself; give the replica a folder of its own.");
        }
    }

    private static Duration age(String text) {
        try {
            Duration age = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
            if (!age.isNegative() && !age.isZero()) {
                return age;
            }
        } catch (DateTimeParseException noDuration) {
            // Refused below, like none at all.
        }
        throw Arguments.usage("The age '" + text + "' after --most-age must be one such as 90s, 15m or 2h.");
    }
}
