package dev.belay.cli.segment;

import dev.belay.cli.server.Answer;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Asks whether a key is among the members of a segment. */
@Command(name = "has", description = "Ask whether a key is among the members of a segment; exit code 1 when it is not.")
public final class HasMember implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SegmentKey key = new SegmentKey();

    @Parameters(index = "1", paramLabel = "MEMBER", description = "The key to look for.")
    private String member = "";

    /** Works in this session. */
    public HasMember(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        MemberReport report = new MemberReport(session, key.text());
        Answer answer = session.send(Request.get(report.members().then(member)));
        boolean is = answer.body().path("member").asBoolean();
        session.show(
                answer,
                body -> session.terminal()
                        .result(member + (is ? " is a member of " : " is no member of ") + key.text() + " in "
                                + session.environment()));
        return is ? ExitCode.OK : ExitCode.REFUSED;
    }
}
