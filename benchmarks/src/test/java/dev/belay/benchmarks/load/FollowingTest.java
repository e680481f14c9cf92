package dev.belay.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a simulated SDK calls wrong, so that a load that passes means something. */
class FollowingTest implements Following.Receiver {

    private static final String SUM = "\"checksum\":\"aa\"";

    private final List<String> applied = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final EventParser parser = new EventParser(new Familiar(), new Following(this));

    @Test
    void appliesFramesThatFollowOneAnother() {
        feed(snapshot(4) + frame(4, 5) + frame(5, 6) + heartbeat(6));

        assertThat(applied).containsExactly("e:5", "e:6");
        assertThat(violations).isEmpty();
    }

    @Test
    void readsEventsWhereverTheyAreCutInTwo() {
        byte[] all =
                (": belay\r\n\r\n" + snapshot(4) + frame(4, 5).replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8);
        for (byte each : all) {
            parser.feed(new byte[] {each});
        }

        assertThat(applied).containsExactly("e:5");
        assertThat(violations).isEmpty();
    }

    @Test
    void noticesAMissedFrame() {
        feed(snapshot(4) + frame(4, 5) + frame(6, 7));

        assertThat(violations).contains("a frame follows e:6, and this is e:5");
    }

    @Test
    void noticesAFrameThatComesTwice() {
        feed(snapshot(4) + frame(4, 5) + frame(4, 5));

        assertThat(violations).contains("a frame follows e:4, and this is e:5");
    }

    @Test
    void noticesBytesThatComeTwice() {
        feed(snapshot(4));
        feed(frame(4, 5));
        feed(frame(4, 5));

        assertThat(violations).contains("a frame follows e:4, and this is e:5");
    }

    @Test
    void noticesAJump() {
        feed(snapshot(4) + frame(4, 6));

        assertThat(violations).containsExactly("e:6 came after e:4");
    }

    @Test
    void noticesAFrameWithoutAnEnd() {
        feed(snapshot(4) + begin(4, 5) + frame(4, 5));

        assertThat(violations).containsExactly("the frame to e:5 had no end");
    }

    @Test
    void noticesThatTheHeadIsElsewhere() {
        feed(snapshot(4) + frame(4, 5) + heartbeat(6));

        assertThat(violations).containsExactly("the head is e:6, and this is e:5");
    }

    @Test
    void noticesASnapshotThatGoesBack() {
        feed(snapshot(4) + frame(4, 5) + snapshot(4));

        assertThat(violations).containsExactly("the snapshot at e:4 is older than e:5");
    }

    @Override
    public void applied(Position position, String checksum) {
        applied.add(position.toString());
    }

    @Override
    public void confirmed(Position position, String checksum) {
        // Nothing of interest.
    }

    @Override
    public void snapshot(Position position, String url) {
        // Nothing of interest.
    }

    @Override
    public void violation(String sentence) {
        violations.add(sentence);
    }

    private void feed(String text) {
        parser.feed(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String snapshot(int revision) {
        return event("snapshot", "\"hash\":\"00\",\"position\":\"e:" + revision + "\",\"url\":\"/x\"");
    }

    private static String begin(int previous, int revision) {
        return event("begin", "\"position\":\"e:" + revision + "\",\"previous\":\"e:" + previous + "\"");
    }

    private static String frame(int previous, int revision) {
        return begin(previous, revision)
                + event("put", "\"key\":\"a\"")
                + event("commit", SUM + ",\"position\":\"e:" + revision + "\"");
    }

    private static String heartbeat(int revision) {
        return event("heartbeat", SUM + ",\"position\":\"e:" + revision + "\"");
    }

    private static String event(String name, String members) {
        return "event: " + name + "\ndata: {" + members + "}\n\n";
    }
}
