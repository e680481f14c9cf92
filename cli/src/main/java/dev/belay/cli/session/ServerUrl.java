package dev.belay.cli.session;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Reads the server's address. */
final class ServerUrl {

    private ServerUrl() {}

    static URI parse(String text) {
        try {
            URI uri = new URI(text.replaceFirst("/+$", ""));
            Optional<String> problem = problemOf(uri);
            if (problem.isPresent()) {
                throw refused(text, problem.get());
            }
            return uri;
        } catch (URISyntaxException cause) {
            throw refused(text, cause.getReason());
        }
    }

    private static Optional<String> problemOf(URI uri) {
        if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
            return Optional.of("it must begin with http:// or https://");
        }
        if (uri.getHost() == null) {
            return Optional.of("it names no host");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("it must not hold a name or password; use BELAY_TOKEN");
        }
        return uri.getRawQuery() != null || uri.getRawFragment() != null
                ? Optional.of("it must end with the path")
                : Optional.empty();
    }

    private static UsageException refused(String text, String problem) {
        String shown = text.replaceFirst("//[^/@]*@", "//…@");
        return new UsageException("The server's address " + shown + " cannot be used: " + problem
                + ". An address looks like http://127.0.0.1:8080; give it by --url or BELAY_URL.");
    }
}
