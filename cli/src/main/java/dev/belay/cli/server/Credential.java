package dev.belay.cli.server;

import java.util.Optional;

/**
 * What proves to the server who is asking. Its text never appears in messages.
 *
 * @param token  the secret
 * @param source where it came from, in words
 */
public record Credential(String token, String source) {

    /** What is wrong with a token, without telling the token, or nothing if it can be sent. */
    public static Optional<String> problemOf(String token) {
        if (token.isEmpty()) {
            return Optional.of("it is empty");
        }
        return token.chars().allMatch(each -> each > 0x20 && each < 0x7F)
                ? Optional.empty()
                : Optional.of("it contains white space or characters that no token has");
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return "Credential[" + source + "]";
    }
}
