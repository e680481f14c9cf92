package dev.belay.server.storage;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;

/** Why a file or folder that somebody has named cannot be used, in words. */
public final class FileTrouble {

    private FileTrouble() {}

    /** The end of a sentence, without a full stop. */
    public static String of(Exception cause) {
        return switch (cause) {
            case NoSuchFileException _ -> "it does not exist";
            case AccessDeniedException _ -> "access is denied";
            case FileAlreadyExistsException _ -> "there is a file of that name";
            case CharacterCodingException _ -> "it is not UTF-8 text";
            case InvalidPathException _ -> "it is no path";
            default -> String.valueOf(cause.getMessage());
        };
    }
}
