package dev.belay.cli.session;

import dev.belay.cli.server.Credential;
import dev.belay.cli.terminal.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds out who is asking: an option before a variable, the person's own token before the administrator's. */
final class CredentialSource {
    private final Surroundings surroundings;
    private final GlobalOptions options;

    CredentialSource(Surroundings surroundings, GlobalOptions options) {
        this.surroundings = surroundings;
        this.options = options;
    }

    Optional<Credential> find() {
        if (options.token != null && options.tokenFile != null) {
            throw new UsageException("Both --token and --token-file are given; give one.");
        }
        if (options.token != null) {
            return Optional.of(checked(options.token, "--token"));
        }
        if (options.tokenFile != null) {
            return Optional.of(checked(read(options.tokenFile), options.tokenFile));
        }
        return variable("BELAY_TOKEN").or(() -> variable("BELAY_ADMIN_TOKEN"));
    }

    private Optional<Credential> variable(String name) {
        return surroundings.variable(name).map(token -> checked(token, name));
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException cause) {
            throw new UsageException("The token file " + file + " cannot be read: " + FileTrouble.of(cause) + ".");
        }
    }

    private static Credential checked(String given, String source) {
        String token = given.strip();
        Credential.problemOf(token).ifPresent(problem -> {
            throw new UsageException("The token from " + source + " cannot be used: " + problem + ".");
        });
        return new Credential(token, source);
    }
}
