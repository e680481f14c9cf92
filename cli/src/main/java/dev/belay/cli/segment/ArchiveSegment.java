package dev.belay.cli.segment;

import dev.belay.cli.server.Address;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.write.WriteOptions;
import dev.belay.cli.write.WriteReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes a segment out of its environment. */
@Command(
        name = "archive",
        description = "Take the segment out of the environment, unless a flag uses it. History stays.")
public final class ArchiveSegment implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SegmentKey key = new SegmentKey();

    @Mixin
    private final WriteOptions options = new WriteOptions();

    /** Works in this session. */
    public ArchiveSegment(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Address archive = session.flagSet().then("segments", key.text(), "archive");
        new WriteReport(session)
                .tell(
                        session.send(Request.post(archive, options.body())),
                        "The segment " + key.text() + " is now archived in " + session.environment(),
                        "The segment " + key.text() + " was already archived in " + session.environment()
                                + "; nothing was written");
        return ExitCode.OK;
    }
}
