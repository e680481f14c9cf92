package dev.belay.cli.files;

import java.util.List;

/** Files cannot be used; nothing was written. */
public final class BadFilesException extends RuntimeException {
    private final transient List<FileProblem> problems;
    private final transient List<FileDocument> usable;

    BadFilesException(List<FileProblem> problems) {
        this(problems, List.of());
    }

    BadFilesException(List<FileProblem> problems, List<FileDocument> usable) {
        super(problems.size() == 1 ? "One mistake in the files" : problems.size() + " mistakes in the files");
        this.problems = List.copyOf(problems);
        this.usable = List.copyOf(usable);
    }

    /** What could be read of the others, where some files could not. */
    List<FileDocument> usable() {
        return usable;
    }

    /** Everything that is wrong. */
    public List<FileProblem> problems() {
        return problems;
    }
}
