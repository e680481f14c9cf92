package dev.belay.cli.files;

import dev.belay.cli.server.Problem;
import dev.belay.cli.server.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says of a refused change set in which files the mistakes are.
 *
 * @param refusal the server's answer
 * @param plan    what was sent
 */
record RefusedFiles(RefusedException refusal, ChangePlan plan) {

    private static final Pattern PLACE = Pattern.compile("/changes/(\\d{1,6})(/flag|/segment|/key)?(.*)");
    private static final int INVALID = 422;
    private static final int ILLEGAL = 409;

    /** What to throw: the mistakes in the files, or the refusal itself if it is about something else. */
    RuntimeException explain() {
        Problem problem = refusal.problem();
        if (problem.status() != INVALID && problem.status() != ILLEGAL) {
            return refusal;
        }
        List<FileProblem> found = new ArrayList<>();
        for (Problem.Place place : problem.places()) {
            locate(place).ifPresent(found::add);
        }
        return found.isEmpty() || found.size() < problem.places().size() ? refusal : new BadFilesException(found);
    }

    private Optional<FileProblem> locate(Problem.Place place) {
        Matcher matcher = PLACE.matcher(place.path());
        if (!matcher.matches()
                || Integer.parseInt(matcher.group(1)) >= plan.sources().size()) {
            return Optional.empty();
        }
        return plan.sources()
                .get(Integer.parseInt(matcher.group(1)))
                .map(file -> FileProblem.at(file, matcher.group(3), place.detail(), place.allowed()));
    }
}
