package dev.belay.client;

import dev.belay.core.EvaluationContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a {@link Belay} behaves. Start from {@link #DEFAULT} and change what should be different:
 *
 * <pre>{@code
 * Settings.DEFAULT
 *         .withApplication("checkout", "2.4.1")
 *         .withCacheDirectory(Path.of("/var/cache/checkout"))
 * }</pre>
 *
 * @param application        what this process is called in the server's list of instances
 * @param applicationVersion which version of it this is; may be blank
 * @param context            what is true of this process, part of every evaluation; the caller's attributes win
 * @param cacheDirectory     where the last flags survive a restart; none: they do not
 * @param bootstrap          what answers until the server was heard for the first time and there is no cache
 * @param connectTimeout     how long to wait for a connection
 * @param writeTimeout       how long a change waits for the server, and then once more until it is seen here
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public record Settings(
        String application,
        String applicationVersion,
        EvaluationContext context,
        Optional<Path> cacheDirectory,
        Optional<Bootstrap> bootstrap,
        Duration connectTimeout,
        Duration writeTimeout) {

    /** An unnamed application without cache and bootstrap. */
    public static final Settings DEFAULT = new Settings(
            "unnamed",
            "",
            EvaluationContext.empty(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10));

    /** A copy with another application name and version. */
    public Settings withApplication(String name, String version) {
        return new Settings(name, version, context, cacheDirectory, bootstrap, connectTimeout, writeTimeout);
    }

    /** A copy in which every evaluation also knows these attributes. */
    public Settings withContext(EvaluationContext facts) {
        return new Settings(
                application, applicationVersion, facts, cacheDirectory, bootstrap, connectTimeout, writeTimeout);
    }

    /** A copy that keeps the last flags in a folder, which is created when needed. Several processes may share it. */
    public Settings withCacheDirectory(Path folder) {
        return new Settings(
                application, applicationVersion, context, Optional.of(folder), bootstrap, connectTimeout, writeTimeout);
    }

    /** A copy that starts from these flags. */
    public Settings withBootstrap(Bootstrap flags) {
        return new Settings(
                application,
                applicationVersion,
                context,
                cacheDirectory,
                Optional.of(flags),
                connectTimeout,
                writeTimeout);
    }

    /** A copy that waits for a connection for another time. */
    public Settings withConnectTimeout(Duration timeout) {
        return new Settings(application, applicationVersion, context, cacheDirectory, bootstrap, timeout, writeTimeout);
    }

    /** A copy in which changes wait for another time. */
    public Settings withWriteTimeout(Duration timeout) {
        return new Settings(
                application, applicationVersion, context, cacheDirectory, bootstrap, connectTimeout, timeout);
    }
}
