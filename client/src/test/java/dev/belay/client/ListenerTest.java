package dev.belay.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.json.Json;
import dev.belay.json.flag.SegmentFormat;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListenerTest {

    private static final String BETA_RULE =
            "{\"id\": \"beta\", \"when\": {\"segment\": \"beta\"}, \"serve\": {\"variant\": \"on\"}}";

    private final ScriptedServer server = new ScriptedServer();
    private final BlockingQueue<FlagChange> changes = new LinkedBlockingQueue<>();
    private Client client;

    @BeforeEach
    void connect() {
        server.change(segment("user-1"), server.flag("shop.banner", "on", BETA_RULE), server.flag("shop.search", "on"));
        client = Client.of(server).awaitReady();
        server.nextStream();
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void hearsOfChangesToItsFlagOnly() throws InterruptedException {
        client.belay.onChange("shop.banner", changes::add);

        server.publish(server.flag("shop.search", "off"));
        LedgerState after = server.publish(server.flag("shop.banner", "off"));

        assertThat(next()).isEqualTo(new FlagChange("shop.banner", 2, after.position()));
    }

    @Test
    void hearsOfASegmentThatItsFlagDependsOn() throws InterruptedException {
        client.belay.onChange("shop.banner", changes::add);

        LedgerState after = server.publish(segment("user-2"));

        assertThat(next()).isEqualTo(new FlagChange("shop.banner", 1, after.position()));
    }

    @Test
    void hearsThatItsFlagIsGone() throws InterruptedException {
        client.belay.onChange("shop.search", changes::add);

        LedgerState after = server.publish(SubjectState.tombstone(Subject.flag("shop.search"), 2));

        assertThat(next()).isEqualTo(new FlagChange("shop.search", 0, after.position()));
    }

    @Test
    void survivesAListenerThatThrows() throws InterruptedException {
        client.belay.onChange("shop.search", change -> {
            throw new IllegalStateException("a bug in the application");
        });
        client.belay.onChange("shop.search", changes::add);

        LedgerState first = server.publish(server.flag("shop.search", "off"));
        assertThat(next().position()).isEqualTo(first.position());
        LedgerState second = server.publish(server.flag("shop.search", "on"));

        assertThat(next().position()).isEqualTo(second.position());
    }

    @Test
    void hearsNothingOnceItIsRemoved() throws InterruptedException {
        BlockingQueue<FlagChange> unheard = new LinkedBlockingQueue<>();
        Subscription subscription = client.belay.onChange("shop.search", unheard::add);
        client.belay.onChange("shop.search", changes::add);

        subscription.close();
        server.publish(server.flag("shop.search", "off"));

        next();
        assertThat(unheard).isEmpty();
    }

    @Test
    void hearsOfTheStatus() throws InterruptedException {
        BlockingQueue<Status> states = new LinkedBlockingQueue<>();
        client.belay.onStatus(states::add);
        client.time.hold();

        server.drop();

        assertThat(states.poll(30, TimeUnit.SECONDS).state()).isEqualTo(Status.State.STALE);
        client.time.release();
        assertThat(states.poll(30, TimeUnit.SECONDS).state()).isEqualTo(Status.State.READY);
    }

    private FlagChange next() throws InterruptedException {
        return changes.poll(30, TimeUnit.SECONDS);
    }

    private SubjectState segment(String member) {
        Document document = Document.of(SegmentFormat.write(
                SegmentFormat.read(Json.read("{\"key\": \"beta\", \"included\": [\"" + member + "\"]}"))));
        return SubjectState.live(Subject.segment("beta"), server.nextVersion(Subject.segment("beta")), document);
    }
}
