package dev.belay.cli.files;

import java.util.OptionalInt;

/**
 * What is wrong in a file.
 *
 * @param file    the file, relative to the folder
 * @param line    the line, if it is known
 * @param path    a JSON Pointer into the document; empty for the whole file
 * @param detail  what was given and what to do
 * @param allowed what is allowed there; may be empty
 */
public record FileProblem(String file, OptionalInt line, String path, String detail, String allowed) {

    static FileProblem of(String file, String detail) {
        return new FileProblem(file, OptionalInt.empty(), "", detail, "");
    }

    static FileProblem at(FileDocument document, String path, String detail, String allowed) {
        return new FileProblem(document.file(), document.source().line(path), path, detail, allowed);
    }

    /** The problem in one line, which editors and build servers understand: {@code flags/a.yaml:12: …}. */
    public String words() {
        String place = file + (line.isPresent() ? ":" + line.getAsInt() : "");
        return place + ": " + (path.isEmpty() ? "" : path + ": ") + detail
                + (allowed.isEmpty() ? "" : " (allowed: " + allowed + ")");
    }
}
