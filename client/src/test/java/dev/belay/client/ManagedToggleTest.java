package dev.belay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.client.ScriptedServer.Answer;
import dev.belay.core.Position;
import dev.belay.json.state.LedgerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagedToggleTest {

    private static final String PATH = "/api/v1/projects/default/environments/production/flags/shop.banner%C3%A9";
    private static final Decision DECISION = Decision.because("errors up").onBehalfOf("ana");

    private final ScriptedServer server = new ScriptedServer();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Client client = Client.of(server.uri(), Settings.DEFAULT.withWriteTimeout(Duration.ofSeconds(30)));
    private final ManagedToggle toggle = client.belay.manage("belay_token_ana").toggle("shop.banneré");

    @BeforeEach
    void begin() {
        server.nextStream();
        client.await(server.publish(server.flag("shop.banneré", "on")).position());
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void disablesAndSeesItAtOnce() {
        server.management = (request, body) -> {
            requests.add(request + " " + body);
            LedgerState after = server.publish(server.flag("shop.banneré", "off"));
            return new Answer(200, "{\"revision\": 2, \"position\": \"" + after.position() + "\", \"version\": 2}");
        };

        Recorded recorded = toggle.disable(DECISION);

        assertThat(recorded).isEqualTo(new Recorded(new Position("first", 2), 2, true, List.of()));
        assertThat(toggle.isActive()).isFalse();
        assertThat(toggle.version()).isEqualTo(2);
        assertThat(requests)
                .containsExactly("POST " + PATH + "/disable Bearer belay_token_ana "
                        + "{\"onBehalfOf\":\"ana\",\"reason\":\"errors up\"}");
    }

    @Test
    void rollsBackToAVersion() {
        server.management = (request, body) -> {
            requests.add(request + " " + body);
            return new Answer(200, "{\"position\": \"first:1\", \"version\": 3, \"warnings\": [\"one\"]}");
        };

        Recorded recorded = toggle.rollbackTo(41, Decision.because("incident 7"));

        assertThat(recorded.warnings()).containsExactly("one");
        assertThat(requests)
                .containsExactly("POST " + PATH + "/rollback Bearer belay_token_ana "
                        + "{\"reason\":\"incident 7\",\"toVersion\":41}");
    }

    @Test
    void namesTheProblemOfARefusal() {
        server.management = (request, body) -> new Answer(
                422,
                "{\"type\": \"urn:belay:problem:prerequisite-missing\", \"detail\": \"No.\","
                        + " \"errors\": [{\"path\": \"/toVersion\", \"detail\": \"never was\"}]}");

        assertThatThrownBy(() -> toggle.enable(DECISION))
                .hasMessage("No.; /toVersion: never was")
                .asInstanceOf(InstanceOfAssertFactories.type(ManagementException.Refused.class))
                .satisfies(refused -> assertThat(refused.problem()).isEqualTo("prerequisite-missing"))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(422));
    }

    @Test
    void saysNothingTwice() {
        server.management = (request, body) -> new Answer(
                422,
                "{\"type\": \"urn:belay:problem:invalid\", \"detail\": \"No.\","
                        + " \"errors\": [{\"path\": \"\", \"detail\": \"No.\"}, {\"path\": \"\", \"detail\": \"Never.\"}]}");

        assertThatThrownBy(() -> toggle.enable(DECISION)).hasMessage("No.; Never.");
    }

    @Test
    void listsHistory() {
        server.management = (request, body) -> new Answer(200, """
                {"versions": [
                  {"version": 1, "position": "first:1", "at": "2026-01-02T03:04:05.678Z", "hash": "x",
                   "actor": {"kind": "token", "id": "1", "name": "ana"}, "reason": "why"},
                  {"version": 2, "position": "first:3", "at": "2026-01-02T03:04:06.000Z",
                   "actor": {"kind": "token", "id": "1", "name": "ana"}, "archived": true}]}""");

        assertThat(toggle.history())
                .containsExactly(
                        new FlagVersion(
                                1,
                                new Position("first", 1),
                                Instant.parse("2026-01-02T03:04:05.678Z"),
                                "ana",
                                Optional.of("why"),
                                false),
                        new FlagVersion(
                                2,
                                new Position("first", 3),
                                Instant.parse("2026-01-02T03:04:06Z"),
                                "ana",
                                Optional.empty(),
                                true));
    }

    @Test
    void saysWhenTheServerIsGone() {
        server.close();

        assertThatThrownBy(() -> toggle.enable(DECISION)).isInstanceOf(ManagementException.Unreachable.class);
    }

    @Test
    void refusesToManageFlagsThatComeFromNoServer() {
        try (Belay belay = Belay.environment(Map.of())) {
            assertThatThrownBy(() -> belay.manage("token"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("do not come from a server");
        }
    }
}
