package dev.belay.server;

import dev.belay.control.Drifts;
import dev.belay.control.FlagSets;
import dev.belay.control.Projects;
import dev.belay.control.Promotions;
import dev.belay.ledger.LedgerStore;
import dev.belay.server.access.Credentials;
import dev.belay.server.access.KeyRoutes;
import dev.belay.server.access.SetupLink;
import dev.belay.server.access.SetupRoutes;
import dev.belay.server.access.TokenRoutes;
import dev.belay.server.changes.ChangeRoutes;
import dev.belay.server.changes.PreviewRoutes;
import dev.belay.server.environments.DriftRoutes;
import dev.belay.server.environments.EnvironmentRoutes;
import dev.belay.server.environments.HistoryRoutes;
import dev.belay.server.environments.PromotionRoutes;
import dev.belay.server.environments.RollbackRoutes;
import dev.belay.server.evaluations.EvaluationRoutes;
import dev.belay.server.flags.FlagCommands;
import dev.belay.server.flags.FlagKind;
import dev.belay.server.flagset.FlagSetAccess;
import dev.belay.server.http.Feature;
import dev.belay.server.lint.LintRoutes;
import dev.belay.server.openapi.OpenApiRoutes;
import dev.belay.server.pins.Pinning;
import dev.belay.server.projects.ProjectRoutes;
import dev.belay.server.segments.MemberLimits;
import dev.belay.server.segments.MemberRoutes;
import dev.belay.server.segments.SegmentKind;
import dev.belay.server.subjects.SubjectKind;
import dev.belay.server.subjects.SubjectRoutes;
import dev.belay.server.subjects.Subjects;
import dev.belay.server.subjects.Versions;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Puts together what people ask for, and tools on their behalf: flags and their history, projects, credentials.
 *
 * @param store       the ledgers
 * @param flagSets    the way in for changes
 * @param projects    the projects and their environments
 * @param access      finds flag sets
 * @param credentials who may do what
 * @param setup       the way to the first administrator
 * @param clock       the time
 * @param members     how large uploads of members may be
 * @param pinning     finds the states that requests are pinned to
 */
record Administration(
        LedgerStore store,
        FlagSets flagSets,
        Projects projects,
        FlagSetAccess access,
        Credentials credentials,
        SetupLink setup,
        InstantSource clock,
        MemberLimits members,
        Pinning pinning) {

    List<Feature> features() {
        Subjects flags = subjects(new FlagKind());
        SegmentKind segmentKind = new SegmentKind();
        Subjects segments = subjects(segmentKind);
        return List.of(
                routes(new FlagKind(), flags),
                routes(segmentKind, segments),
                new MemberRoutes(segmentKind, flagSets, access, members),
                new FlagCommands(flags),
                new LintRoutes(access),
                new ChangeRoutes(flagSets),
                new PreviewRoutes(flagSets, clock),
                new EnvironmentRoutes(access),
                new HistoryRoutes(access, store, segmentKind),
                new RollbackRoutes(flagSets),
                new PromotionRoutes(new Promotions(flagSets, access.history())),
                new DriftRoutes(new Drifts(store, flagSets, projects)),
                new EvaluationRoutes(
                        access, clock, () -> ThreadLocalRandom.current().nextLong(), pinning),
                new ProjectRoutes(projects),
                new KeyRoutes(credentials, access),
                new TokenRoutes(credentials),
                new SetupRoutes(setup),
                new OpenApiRoutes());
    }

    private Subjects subjects(SubjectKind kind) {
        return new Subjects(kind, flagSets, access);
    }

    private Feature routes(SubjectKind kind, Subjects subjects) {
        return new SubjectRoutes(kind, subjects, new Versions(kind, subjects, access, store));
    }
}
