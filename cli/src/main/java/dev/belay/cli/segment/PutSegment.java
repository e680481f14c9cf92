package dev.belay.cli.segment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Address;
import dev.belay.cli.server.Answer;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.DocumentInput;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.write.GivenDocument;
import dev.belay.cli.write.WriteOptions;
import dev.belay.cli.write.WriteReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates a segment or replaces its document, provided nobody else changed it in between. */
@Command(
        name = "put",
        description = {
            "Create a segment, or replace its document with --file. Without --file, a new one that nobody is in yet.",
            "Refused if somebody else changed the segment since it was read."
        })
public final class PutSegment implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SegmentKey key = new SegmentKey();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            defaultValue = "",
            description =
                    "The whole document as JSON, bare or as `segment get --json` printed it; - reads standard input.")
    private String file = "";

    @Mixin
    private final WriteOptions options = new WriteOptions();

    /** Works in this session. */
    public PutSegment(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        GivenDocument input = file.isEmpty()
                ? GivenDocument.empty()
                : GivenDocument.of(new DocumentInput(session.surroundings()).file(file), "segment");
        Address segment = session.flagSet().then("segments", key.text());
        ObjectNode document = input.named(key.text());
        Request request = Request.put(options.on(segment), document);
        Answer answer = session.send(input.tag()
                .map(tag -> request.with("If-Match", tag))
                .orElseGet(() -> request.with("If-None-Match", "*")));
        new WriteReport(session)
                .tell(
                        answer,
                        "The segment " + key.text() + " is written in " + session.environment(),
                        "The segment " + key.text() + " was like that already in " + session.environment()
                                + "; nothing was written");
        return ExitCode.OK;
    }
}
