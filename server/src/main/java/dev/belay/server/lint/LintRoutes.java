package dev.belay.server.lint;

import dev.belay.control.Linting;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.json.state.Subject;
import dev.belay.server.flagset.FlagSet;
import dev.belay.server.flagset.FlagSetAccess;
import dev.belay.server.flagset.RemarkValues;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Request;
import dev.belay.server.http.Routes;
import dev.belay.server.http.Structure;
import java.util.Optional;
import java.util.function.Supplier;

/** Lints a whole flag set, page by page. */
public final class LintRoutes implements Feature {

    private final FlagSetAccess access;

    /** Lints the flag sets that {@code access} finds. */
    public LintRoutes(FlagSetAccess access) {
        this.access = access;
    }

    @Override
    public void addTo(Routes routes) {
        routes.compute(FlagSet.PATH + "/lint", this::lint);
    }

    private Supplier<Answer> lint(Request request) {
        request.allowQuery("after");
        FlagSet flagSet = access.read(request);
        Optional<Subject> after = request.query("after").map(LintRoutes::subject);
        return () -> answer(flagSet, Linting.of(flagSet.head(), after));
    }

    private static Answer answer(FlagSet flagSet, Linting linting) {
        Structure answer = RemarkValues.answer(linting)
                .with("linted", linting.linted())
                .with("left", linting.left())
                .with("position", flagSet.head().position().toString());
        if (!linting.isComplete()) {
            answer.withText("next", linting.last().map(last -> last.kind() + "/" + last.key()));
        }
        return Answer.json(answer.value());
    }

    /** The subject that a page ended with. */
    private static Subject subject(String text) {
        int slash = text.indexOf('/');
        try {
            return new Subject(text.substring(0, Math.max(0, slash)), text.substring(slash + 1));
        } catch (IllegalArgumentException unknown) {
            throw new RefusedException(
                    ProblemName.INVALID_REQUEST,
                    "The query parameter 'after' is '" + text + "' and must be the 'next' of an earlier answer, such as"
                            + " flag/checkout.new-flow; leave it out to begin");
        }
    }
}
