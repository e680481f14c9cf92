package dev.belay.cli.session;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why a file cannot be read, in words. */
final class FileTrouble {

    private FileTrouble() {}

    static String of(Exception cause) {
        return switch (cause) {
            case NoSuchFileException missing -> "it does not exist";
            case AccessDeniedException denied -> "access is denied";
            case CharacterCodingException other -> "it is not UTF-8 text";
            default -> String.valueOf(cause.getMessage());
        };
    }
}
