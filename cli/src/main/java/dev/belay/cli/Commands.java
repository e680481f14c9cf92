package dev.belay.cli;

import dev.belay.cli.environment.CreateEnvironment;
import dev.belay.cli.environment.DiffEnvironment;
import dev.belay.cli.environment.EnvironmentGroup;
import dev.belay.cli.environment.EnvironmentHistory;
import dev.belay.cli.environment.ListEnvironments;
import dev.belay.cli.environment.RetainEnvironment;
import dev.belay.cli.environment.RollbackEnvironment;
import dev.belay.cli.environment.ShowEnvironment;
import dev.belay.cli.evaluation.Evaluate;
import dev.belay.cli.evaluation.Explain;
import dev.belay.cli.files.Apply;
import dev.belay.cli.files.Export;
import dev.belay.cli.flag.ArchiveFlag;
import dev.belay.cli.flag.CreateFlag;
import dev.belay.cli.flag.DisableFlag;
import dev.belay.cli.flag.EnableFlag;
import dev.belay.cli.flag.FlagGroup;
import dev.belay.cli.flag.FlagHistory;
import dev.belay.cli.flag.GetFlag;
import dev.belay.cli.flag.ListFlags;
import dev.belay.cli.flag.PreviewFlag;
import dev.belay.cli.flag.ReshuffleFlag;
import dev.belay.cli.flag.RollbackFlag;
import dev.belay.cli.flag.SetFlag;
import dev.belay.cli.flag.WeighFlag;
import dev.belay.cli.instance.ListInstances;
import dev.belay.cli.key.CreateKey;
import dev.belay.cli.key.KeyGroup;
import dev.belay.cli.key.ListKeys;
import dev.belay.cli.key.RevokeKey;
import dev.belay.cli.lint.Lint;
import dev.belay.cli.preview.PreviewChanges;
import dev.belay.cli.project.CreateProject;
import dev.belay.cli.project.ListProjects;
import dev.belay.cli.project.ProjectGroup;
import dev.belay.cli.promotion.Diff;
import dev.belay.cli.promotion.Promote;
import dev.belay.cli.promotion.ShowDrift;
import dev.belay.cli.segment.AddMembers;
import dev.belay.cli.segment.ArchiveSegment;
import dev.belay.cli.segment.GetSegment;
import dev.belay.cli.segment.HasMember;
import dev.belay.cli.segment.ListMembers;
import dev.belay.cli.segment.ListSegments;
import dev.belay.cli.segment.MembersGroup;
import dev.belay.cli.segment.PutSegment;
import dev.belay.cli.segment.RemoveMembers;
import dev.belay.cli.segment.SegmentGroup;
import dev.belay.cli.segment.UploadMembers;
import dev.belay.cli.session.CommandGroup;
import dev.belay.cli.session.Session;
import dev.belay.cli.sink.CreateSink;
import dev.belay.cli.sink.DeleteSink;
import dev.belay.cli.sink.ListSinks;
import dev.belay.cli.sink.ListUndeliverable;
import dev.belay.cli.sink.PauseSink;
import dev.belay.cli.sink.ReplaySink;
import dev.belay.cli.sink.ResumeSink;
import dev.belay.cli.sink.RotateSink;
import dev.belay.cli.sink.SetSink;
import dev.belay.cli.sink.ShowSink;
import dev.belay.cli.sink.SinkGroup;
import dev.belay.cli.sink.SkipEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * Every command by its name. Inspecting a command takes a moment, so only those are made whose names appear among the
 * arguments; or all of them if none does, because then a person looks for one.
 */
final class Commands {
    private final Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
    private final Set<String> arguments;

    private Commands(Set<String> arguments) {
        this.arguments = arguments;
    }

    static void addTo(CommandLine root, Session session, Set<String> arguments) {
        new Commands(arguments)
                .group("flag", new FlagGroup(), flags(session, arguments))
                .group("segment", new SegmentGroup(), segments(session, arguments))
                .group("env", new EnvironmentGroup(), environments(session, arguments))
                .group("project", new ProjectGroup(), projects(session, arguments))
                .group("key", new KeyGroup(), keys(session, arguments))
                .group("sink", new SinkGroup(), sinks(session, arguments))
                .command("instances", () -> new ListInstances(session))
                .command("diff", () -> new Diff(session))
                .command("drift", () -> new ShowDrift(session))
                .command("promote", () -> new Promote(session))
                .command("export", () -> new Export(session))
                .command("apply", () -> new Apply(session))
                .command("evaluate", () -> new Evaluate(session))
                .command("explain", () -> new Explain(session))
                .command("lint", () -> new Lint(session))
                .command("preview", () -> new PreviewChanges(session))
                .addTo(root);
    }

    private static Commands flags(Session session, Set<String> arguments) {
        return new Commands(arguments)
                .command("list", () -> new ListFlags(session))
                .command("get", () -> new GetFlag(session))
                .command("create", () -> new CreateFlag(session))
                .command("enable", () -> new EnableFlag(session))
                .command("disable", () -> new DisableFlag(session))
                .command("set", () -> new SetFlag(session))
                .command("weights", () -> new WeighFlag(session))
                .command("reshuffle", () -> new ReshuffleFlag(session))
                .command("preview", () -> new PreviewFlag(session))
                .command("archive", () -> new ArchiveFlag(session))
                .command("history", () -> new FlagHistory(session))
                .command("rollback", () -> new RollbackFlag(session));
    }

    private static Commands segments(Session session, Set<String> arguments) {
        return new Commands(arguments)
                .command("list", () -> new ListSegments(session))
                .command("get", () -> new GetSegment(session))
                .command("put", () -> new PutSegment(session))
                .command("archive", () -> new ArchiveSegment(session))
                .group("members", new MembersGroup(), members(session, arguments));
    }

    private static Commands members(Session session, Set<String> arguments) {
        return new Commands(arguments)
                .command("upload", () -> new UploadMembers(session))
                .command("add", () -> new AddMembers(session))
                .command("remove", () -> new RemoveMembers(session))
                .command("list", () -> new ListMembers(session))
                .command("has", () -> new HasMember(session));
    }

    private static Commands environments(Session session, Set<String> arguments) {
        return new Commands(arguments)
                .command("list", () -> new ListEnvironments(session))
                .command("show", () -> new ShowEnvironment(session))
                .command("create", () -> new CreateEnvironment(session))
                .command("history", () -> new EnvironmentHistory(session))
                .command("diff", () -> new DiffEnvironment(session))
                .command("rollback", () -> new RollbackEnvironment(session))
                .command("retention", () -> new RetainEnvironment(session));
    }

    private static Commands projects(Session session, Set<String> arguments) {
        return new Commands(arguments)
                .command("list", () -> new ListProjects(session))
                .command("create", () -> new CreateProject(session));
    }

    private static Commands keys(Session session, Set<String> arguments) {
        return new Commands(arguments)
                .command("create", () -> new CreateKey(session))
                .command("list", () -> new ListKeys(session))
                .command("revoke", () -> new RevokeKey(session));
    }

    private static Commands sinks(Session session, Set<String> arguments) {
        return new Commands(arguments)
                .command("list", () -> new ListSinks(session))
                .command("show", () -> new ShowSink(session))
                .command("create", () -> new CreateSink(session))
                .command("set", () -> new SetSink(session))
                .command("pause", () -> new PauseSink(session))
                .command("resume", () -> new ResumeSink(session))
                .command("replay", () -> new ReplaySink(session))
                .command("skip", () -> new SkipEvent(session))
                .command("undeliverable", () -> new ListUndeliverable(session))
                .command("rotate", () -> new RotateSink(session))
                .command("delete", () -> new DeleteSink(session));
    }

    private Commands command(String name, Supplier<Object> make) {
        commands.put(name, () -> new CommandLine(make.get()));
        return this;
    }

    private Commands group(String name, CommandGroup group, Commands members) {
        commands.put(name, () -> members.addTo(new CommandLine(group)));
        return this;
    }

    private CommandLine addTo(CommandLine parent) {
        boolean named = commands.keySet().stream().anyMatch(arguments::contains);
        commands.forEach((name, make) -> {
            if (!named || arguments.contains(name)) {
                parent.addSubcommand(name, make.get());
            }
        });
        return parent;
    }
}
