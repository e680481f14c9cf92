package dev.belay.cli.segment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.write.WriteOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * Does one plain thing to some members, whatever else changed since somebody looked.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
abstract class EditMembers implements Callable<Integer> {
    private final Session session;
    private final String edit;

    @Mixin
    private final SegmentKey key = new SegmentKey();

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "MEMBER", description = "The keys; at most 10,000.")
    private List<String> members = List.of();

    @Mixin
    private final WriteOptions options = new WriteOptions();

    EditMembers(Session session, String edit) {
        this.session = session;
        this.edit = edit;
    }

    @Override
    public Integer call() {
        MemberReport report = new MemberReport(session, key.text());
        ObjectNode body = options.body();
        ArrayNode list = body.putArray(edit);
        members.forEach(list::add);
        report.tell(session.send(Request.post(report.members(), body)));
        return ExitCode.OK;
    }
}
