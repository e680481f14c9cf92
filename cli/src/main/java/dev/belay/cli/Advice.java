package dev.belay.cli;

import dev.belay.cli.server.Problem;
import dev.belay.cli.server.RefusedException;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.Session;

/** What to do next after a refusal. */
final class Advice {

    private Advice() {}

    static String on(RefusedException refused, Session session) {
        Problem problem = refused.problem();
        return switch (problem.status()) {
            case 404, 410, 412 -> onWhatIsThere(problem.name(), session);
            case 401, 403 -> onPermission(problem.name());
            default -> onContent(refused, session);
        };
    }

    private static String onPermission(String name) {
        return name.equals("unauthenticated")
                ? "set BELAY_TOKEN (or BELAY_ADMIN_TOKEN) to a valid access token, or name a file that holds one with"
                        + " --token-file. A new server prints a link that makes the first one."
                : "use an access token that may do this, or ask an administrator.";
    }

    private static String onWhatIsThere(String name, Session session) {
        return switch (name) {
            case "project-not-found" ->
                "name a project that exists with -p or BELAY_PROJECT; `" + session.suggestAtServer("project", "list")
                        + "` shows the projects.";
            case "environment-not-found" -> "`" + session.suggest("env", "list") + "` shows the environments.";
            case "flag-not-found" ->
                "`" + session.suggestHere("flag", "list") + "` shows the flags; if it was archived, `"
                        + session.suggestAboutFlag("history") + "` shows the way back.";
            case "segment-not-found" ->
                "`" + session.suggestHere("segment", "list") + "` shows the segments; `"
                        + session.suggestHere("segment", "put", "KEY") + "` makes a new one.";
            case "version-unknown" -> versions(session);
            case "revision-compacted" -> session.isAboutFlag() ? versions(session) : revisions(session);
            case "revision-unknown" -> revisions(session);
            case "credential-not-found" -> "`" + session.suggestHere("key", "list") + "` shows the keys.";
            case "sink-not-found" -> "`" + session.suggest("sink", "list") + "` shows the sinks.";
            case "already-exists" ->
                session.isAboutFlag()
                        ? "change it with `" + session.suggestAboutFlag("set") + "`."
                        : "choose another name, or change the one that is there.";
            case "version-conflict" -> "read it again and repeat the change.";
            default -> "";
        };
    }

    private static String versions(Session session) {
        return "`" + session.suggestAboutFlag("history") + "` shows the versions.";
    }

    private static String revisions(Session session) {
        return "`" + session.suggestHere("env", "history") + "` shows the revisions.";
    }

    private static String onOutage(RefusedException refused, Session session) {
        return refused.isUncertain()
                ? "try again shortly. The change may have taken effect: as soon as the server answers, look with "
                        + whereItShows(refused.effect(), session) + " before you repeat it."
                : "try again shortly; until then, the server's address /health/ready says what is wrong.";
    }

    private static String whereItShows(Request.Effect effect, Session session) {
        return effect == Request.Effect.PLACE
                ? "`" + session.suggestAtServer("project", "list") + "` and `" + session.suggest("env", "list") + "`"
                : "`" + session.suggestHere("env", "history") + "`";
    }

    private static String onContent(RefusedException refused, Session session) {
        return switch (refused.problem().name()) {
            case "precondition-required" -> "read it again and repeat the change.";
            case "still-referenced" -> "change what refers to it first, or both in one change set.";
            case "missing-reference" -> "create what it refers to first, or both in one change set.";
            case "reference-cycle" -> "remove one of the references.";
            case "references-too-deep" -> "let one of them depend on less.";
            case "unknown-variant" -> "name a variant that is allowed; nothing was written.";
            case "unknown-rule" -> "`" + session.suggestAboutFlag("get") + "` shows the rules; nothing was written.";
            case "invalid-document", "malformed-json" ->
                "correct the document at the paths above; nothing was written.";
            case "project-exists" ->
                "choose another key; `" + session.suggestAtServer("project", "list") + "` shows the projects.";
            case "environment-exists" ->
                "choose another key; `" + session.suggest("env", "list") + "` shows the environments.";
            case "type-changed" -> "choose another key for the other type.";
            case "ledger-broken" -> "on the server's machine, `belay ledger verify` says which entry is damaged.";
            case "store-unavailable", "timed-out" -> onOutage(refused, session);
            case "position-not-reached", "too-many-requests" -> "try again shortly.";
            case "internal-error" -> "the server's log says more; please report it.";
            default -> "";
        };
    }
}
