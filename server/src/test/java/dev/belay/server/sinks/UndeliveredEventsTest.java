package dev.belay.server.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.server.testing.Documents;
import dev.belay.server.testing.Response;
import dev.belay.testkit.process.Ports;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of events that a receiver does not take. */
class UndeliveredEventsTest extends AtAReceiver {

    @Test
    void aReceiverThatFailsIsSentTheSameEventAgainBeforeAnyOther() {
        make("");
        receiver.answerNext(500, 503, 302, 204, 429);
        server.put("flags/a", Documents.flag("a"));
        server.post("flags/a/disable", "{}");
        server.post("flags/a/enable", "{}");

        receiver.awaitTaken("a", 3);
        assertThat(receiver.taken()).containsExactly("a@1", "a@2", "a@3");
        assertThat(receiver.requests()).hasSize(7);
        assertThat(receiver.requests().get(0).id())
                .isEqualTo(receiver.requests().get(3).id());
    }

    @Test
    void aReceiverThatWasAwayGetsEverythingInOrderOnceItIsBack() throws IOException {
        receiver.close();
        // One that nobody is given while no receiver listens there.
        int port = Ports.free();
        receiver = Receiver.start(port);
        make("");
        receiver.close();
        server.put("flags/a", Documents.flag("a"));
        IntStream.range(0, 30).forEach(each -> server.post("flags/a/" + (each % 2 == 0 ? "disable" : "enable"), "{}"));
        receiver = Receiver.start(port);

        receiver.awaitTaken("a", 31);
        assertThat(receiver.taken())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 31)
                        .mapToObj(each -> "a@" + each)
                        .toList());
    }

    @Test
    void aBrokenEventBlocksTheSinkUntilAPersonSkipsIt() {
        Response made = make("");
        String sink = SINKS + "/" + made.text("/id");
        receiver.refuse(410, event -> event.id().contains("flag/bad"));
        server.put("flags/bad", Documents.flag("bad"));
        server.put("flags/good", Documents.flag("good"));
        receiver.await(request -> request.answered() == 410);
        Response blocked = awaitState(sink, "blocked");

        assertThat(blocked.text("/lines/0/failure/event")).endsWith("flag/bad");
        assertThat(blocked.text("/lines/0/failure/error")).contains("410");
        assertThat(server.get("/metrics").raw().body()).contains("belay_sink_blocked{flag_set=\"default/production\"");
        assertThat(receiver.taken()).isEmpty();

        server.post(sink + "/skip", "{\"event\": \"%s\"}".formatted(blocked.text("/lines/0/failure/event")));

        receiver.awaitTaken("good", 1);
        Response gone = server.get(sink + "/undeliverable");
        assertThat(gone.text("/events/0/event")).isEqualTo(blocked.text("/lines/0/failure/event"));
        assertThat(awaitState(sink, "active").number("/undeliverable")).isEqualTo(1);
    }

    @Test
    void aBlockedSinkIsAWarningOfTheServerThatStaysReady() {
        Response made = make("");
        receiver.refuse(410, _ -> true);
        server.put("flags/bad", Documents.flag("bad"));

        Response ready = await("/health/ready", answer -> answer.raw().body().contains("warnings"));

        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.text("/status")).isEqualTo("ready");
        assertThat(ready.text("/warnings/0/part")).isEqualTo("sinks");
        assertThat(ready.text("/warnings/0/detail"))
                .contains(made.text("/id"), "in 1 flag set since 2", "its receiver has refused an event for good")
                .doesNotContain("bad", "127.0.0.1");
        assertThat(server.get("/metrics").raw().body()).contains("belay_sinks_blocked 1.0");

        receiver.refuse(410, _ -> false);
        server.post(SINKS + "/" + made.text("/id") + "/resume", "");
        receiver.awaitTaken("bad", 1);

        await("/health/ready", answer -> answer.raw().body().equals("{\"status\":\"ready\"}"));
    }

    @Test
    void aPersonSkipsAnEventThatIsNotRefusedForGoodAnyMore() {
        String sink = SINKS + "/" + make("").text("/id");
        receiver.refuse(410, event -> event.id().contains("flag/bad"));
        server.put("flags/bad", Documents.flag("bad"));
        server.put("flags/good", Documents.flag("good"));
        Response blocked = awaitState(sink, "blocked");
        receiver.refuse(503, event -> event.id().contains("flag/bad"));

        Response skipped =
                server.post(sink + "/skip", "{\"event\": \"%s\"}".formatted(blocked.text("/lines/0/failure/event")));

        assertThat(skipped.status()).isEqualTo(200);
        receiver.awaitTaken("good", 1);
        assertThat(receiver.taken()).containsExactly("good@1");
        assertThat(server.post(sink + "/skip", "{\"event\": \"e:1/flag/bad\"}").problem())
                .isEqualTo("illegal-state");
    }

    @Test
    void aSinkThatSkipsGoesOnAndShowsWhatItLeftOutUntilThatIsReplayed() {
        Response made = make("\"onUndeliverable\": \"skip\",");
        String sink = SINKS + "/" + made.text("/id");
        receiver.refuse(410, event -> event.id().contains("flag/bad"));
        server.put("flags/bad", Documents.flag("bad"));
        server.put("flags/good", Documents.flag("good"));
        receiver.awaitTaken("good", 1);
        String event = server.get(sink + "/undeliverable").text("/events/0/event");

        Response refused = server.post(sink + "/replay", "{\"event\": \"%s\"}".formatted(event));
        receiver.refuse(410, _ -> false);
        Response replayed = server.post(sink + "/replay", "{\"event\": \"%s\"}".formatted(event));

        assertThat(refused.problem()).isEqualTo("delivery-failed");
        assertThat(replayed.number("/undeliverable")).isZero();
        assertThat(receiver.taken()).containsExactly("good@1", "bad@1");
    }

    @Test
    void anEventIsGivenUpAfterItsTime() {
        Response made = make("\"giveUpAfter\": \"PT1S\",");
        String sink = SINKS + "/" + made.text("/id");
        receiver.refuse(500, _ -> true);
        server.put("flags/a", Documents.flag("a"));
        awaitState(sink, "blocked");

        receiver.refuse(500, _ -> false);
        server.post(sink + "/resume", "");

        receiver.awaitTaken("a", 1);
        awaitState(sink, "active");
    }
}
