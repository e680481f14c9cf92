package dev.belay.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.client.ScriptedServer.Stream;
import dev.belay.json.state.LedgerState;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What becomes of a stream that is lost, and of one that has just begun. */
class ReconnectingTest {

    private final ScriptedServer server = new ScriptedServer();
    private Client client;

    @BeforeEach
    void connect() {
        server.change(server.flag("shop.banner", "on"), server.flag("shop.search", "off"));
        client = Client.of(server).awaitReady();
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Nested
    class WhileItCatchesUp {

        @BeforeEach
        void sayNothingAtTheEnd() {
            server.nextStream();
            server.nextSnapshot();
            server.silentWhenCaughtUp = true;
        }

        @Test
        void isReadyOnceTheServerHasSaidThatThisIsTheNewest() {
            try (Client late = Client.of(server.uri(), Settings.DEFAULT)) {
                Stream stream = server.nextStream();
                LedgerState newest = server.publish(server.flag("shop.banner", "off"));
                stream.heartbeat();

                late.awaitReady();

                assertThat(late.belay.status().isReady()).isTrue();
                assertThat(late.belay.status().position()).contains(newest.position());
                assertThat(late.isActive("shop.banner")).isFalse();
            }
        }

        @Test
        void answersByWhatItHasWhenTheConnectionIsLostMeanwhile() {
            try (Client late = Client.of(server.uri(), Settings.DEFAULT)) {
                server.nextStream();
                server.nextSnapshot();

                server.drop();

                late.await(Status.State.STALE);
                assertThat(late.isActive("shop.banner")).isTrue();
            }
        }

        @Test
        void staysStaleUntilThenAfterAnOutage() {
            LedgerState missed = server.change(server.flag("shop.banner", "off"));
            server.drop();

            Stream stream = server.nextStream();
            client.await(missed.position());
            assertThat(client.belay.status().state()).isEqualTo(Status.State.STALE);
            stream.heartbeat();
            client.await(Status.State.READY);
        }
    }

    @Nested
    class WhenTheConnectionIsLost {

        @Test
        void reconnectsWithinASecondAndGoesOnWhereItWas() {
            server.nextStream();

            server.drop();

            assertThat(server.nextStream().after())
                    .contains(server.state().position().toString());
            LedgerState after = server.publish(server.flag("shop.banner", "off"));
            client.await(after.position());
            assertThat(client.time.pauses()).containsExactly(Duration.ofMillis(500));
        }

        @Test
        void goesOnAfterAnExhaustedHeap() {
            server.nextStream();
            client.time.failWith(new OutOfMemoryError("as if"));

            LedgerState after = server.publish(server.flag("shop.banner", "off"));

            client.await(after.position());
            client.await(Status.State.READY);
            assertThat(client.isActive("shop.banner")).isFalse();
        }

        @Test
        void isStaleAndGoesOnAnswering() {
            server.nextStream();
            client.time.hold();

            server.drop();

            client.await(Status.State.STALE);
            client.time.pass(Duration.ofMinutes(2));
            assertThat(client.isActive("shop.banner")).isTrue();
            assertThat(client.belay.status().age()).contains(Duration.ofMinutes(2));
            client.time.release();
            client.await(Status.State.READY);
        }

        @Test
        void waitsLongerAndLongerForAnAbsentServer() {
            server.nextStream();

            server.close();

            client.await("attempts", () -> client.time.pauses().size() > 12);
            assertThat(client.time.pauses().get(0)).isLessThan(Duration.ofSeconds(1));
            assertThat(client.time.pauses().get(1)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
            assertThat(client.time.pauses().get(11)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
        }

        @Test
        void isPromptAgainAsSoonAsTheServerHasBeenBack() {
            server.nextStream();
            server.close();
            client.await("attempts", () -> client.time.pauses().size() > 12);
            try (ScriptedServer again = new ScriptedServer(server.port(), server.state())) {
                again.nextStream();
                client.await(Status.State.READY);
                int outage = client.time.pauses().size();

                again.drop();

                again.nextStream();
                assertThat(client.time.pauses().get(outage)).isLessThan(Duration.ofSeconds(1));
            }
        }

        @Test
        void waitsLongerAndLongerForAServerThatLetsGoOfItAtOnce() {
            for (int round = 0; round < 8; round++) {
                server.nextStream();
                client.await(Status.State.READY);
                server.drop();
                client.await("a pause", pausesAfter(round));
            }

            assertThat(client.time.pauses()).isSorted();
            assertThat(client.time.pauses().get(7)).isGreaterThanOrEqualTo(Duration.ofSeconds(15));
        }

        private BooleanSupplier pausesAfter(int round) {
            return () -> client.time.pauses().size() > round;
        }

        @Test
        void doesNotTakeALongWaitForAnAnswerForAGoodConnection() {
            server.nextStream();
            server.mute = true;
            server.drop();

            for (int round = 0; round < 6; round++) {
                server.nextStream();
                client.time.pass(Duration.ofSeconds(46));
            }

            server.nextStream();
            assertThat(client.time.pauses().get(6)).isGreaterThanOrEqualTo(Duration.ofSeconds(8));
        }

        @Test
        void noticesASilentConnection() {
            server.nextStream();
            server.silentWhenCaughtUp = true;

            client.time.pass(Duration.ofSeconds(46));

            assertThat(server.nextStream().after())
                    .contains(server.state().position().toString());
        }

        @Test
        void saysWhatHasBecomeOfTheConnection() {
            server.nextStream();
            client.time.hold();

            client.time.pass(Duration.ofSeconds(46));

            client.await(Status.State.STALE);
            assertThat(client.belay.status().message())
                    .isEqualTo("The connection to the server at " + server.uri()
                            + " has broken: Nothing was received for 45 seconds");
            client.time.release();
        }

        @Test
        void learnsOfItsStandFromTheFirstHeartbeat() {
            server.nextStream();
            server.silentWhenCaughtUp = true;
            server.drop();
            Stream stream = server.nextStream();
            client.await(Status.State.STALE);

            stream.heartbeat();

            client.await(Status.State.READY);
        }
    }
}
