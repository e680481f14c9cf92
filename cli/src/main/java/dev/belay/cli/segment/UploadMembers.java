package dev.belay.cli.segment;

import dev.belay.cli.server.Payload;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.DocumentInput;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.write.WriteOptions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a segment exactly the members that a file lists. */
@Command(
        name = "upload",
        description = {
            "Replace all members of a segment by the keys in FILE, one on each line; - reads standard input.",
            "The segment must exist. With --if-version, refused if it has changed since that version."
        })
public final class UploadMembers implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SegmentKey key = new SegmentKey();

    @Parameters(index = "1", paramLabel = "FILE", description = "The keys, one on each line.")
    private String file = "";

    @Option(
            names = "--if-version",
            paramLabel = "VERSION",
            description = "The version of the segment that FILE was made from.")
    private @Nullable Long version;

    @Mixin
    private final WriteOptions options = new WriteOptions();

    /** Works in this session. */
    public UploadMembers(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        MemberReport report = new MemberReport(session, key.text());
        Payload keys = Payload.text(new DocumentInput(session.surroundings()).bytes(file));
        String tag = session.send(Request.get(session.flagSet().then("segments", key.text())))
                .tag()
                .map(this::tagOfVersion)
                .orElse("*");
        report.tell(
                session.send(Request.upload(options.on(report.members()), keys).with("If-Match", tag)));
        return ExitCode.OK;
    }

    /** The tag of the version that is wanted: the same epoch, and the version after its colon. */
    private String tagOfVersion(String now) {
        return version == null ? now : now.substring(0, now.lastIndexOf(':') + 1) + version + '"';
    }
}
