package dev.belay.cli.server;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the server is and how to talk to it.
 *
 * @param base       the address, without a slash at its end
 * @param credential who is asking, if that is known
 * @param timeout    how long one answer may take
 */
public record ServerSettings(URI base, Optional<Credential> credential, Duration timeout) {}
