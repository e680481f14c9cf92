package dev.belay.cli.files;

import java.util.List;

/** Files cannot be used; nothing was written. */
public final class BadFilesException extends RuntimeException {
    private final transient List<FileProblem> problems;

    BadFilesException(List<FileProblem> problems) {
        super(problems.size() == 1 ? "One mistake in the files" : problems.size() + " mistakes in the files");
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong. */
    public List<FileProblem> problems() {
        return problems;
    }
}
