package dev.belay.cli.segment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.server.Address;
import dev.belay.cli.server.Answer;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the members of a segment, as {@code upload} takes them back. */
@Command(
        name = "list",
        description = "Print the members of a segment, one on each line, as `segment members upload` takes them back.")
public final class ListMembers implements Callable<Integer> {

    private static final long PAGE = 50_000;

    private final Session session;

    @Mixin
    private final SegmentKey key = new SegmentKey();

    @Option(
            names = "-n",
            paramLabel = "COUNT",
            defaultValue = "0",
            description = "The first so many; all if not given.")
    private long limit;

    /** Works in this session. */
    public ListMembers(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Address members = new MemberReport(session, key.text()).members();
        long left = limit > 0 ? limit : Long.MAX_VALUE;
        Address page = members;
        while (left > 0) {
            Answer answer = session.send(Request.get(page.with("limit", Math.min(left, PAGE))));
            session.show(answer, this::print);
            left -= answer.body().path("members").size();
            if (!answer.body().has("next")) {
                return ExitCode.OK;
            }
            page = members.with("after", answer.body().path("next").asText())
                    .with("version", answer.body().path("version").asLong());
        }
        return ExitCode.OK;
    }

    private void print(JsonNode body) {
        StringBuilder lines = new StringBuilder();
        body.path("members").forEach(each -> lines.append(each.asText()).append('\n'));
        session.terminal().raw(lines.toString());
    }
}
