package dev.belay.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.core.Position;
import dev.belay.json.CanonicalJson;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerStore;
import dev.belay.server.access.KeyKind;
import dev.belay.server.testing.ApiDescription;
import dev.belay.server.testing.FeatureServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelemetryTest {
    private static final String PATH = "/api/v1/projects/shop/environments/production/instances";
    private static final String REPORT = """
            {"instance": "i-1", "application": "checkout", "version": "2.1", "sdk": "belay-java/0.1", "host": "pod-7",
             "capabilities": ["belay-1"], "applied": "%s", "connectedMillisAgo": 60000, "batches": [], "later": true}
            """;

    private final LedgerStore store = FeatureServer.store();
    private final Fleet fleet = new Fleet(store, InstantSource.system());
    private final FeatureServer server = FeatureServer.start(
            store, parts -> List.of(new FleetFeature(parts.access(), parts.flagSets(), fleet, parts.metrics())));
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @AfterEach
    void stop() {
        client.shutdownNow();
        server.close();
    }

    @Test
    void notesHowFarAnInstanceIs() throws Exception {
        Position first = put("a");
        int status = report(REPORT.formatted(first)).statusCode();
        JsonNode at = instances("").at("/instances/0");
        put("b");
        JsonNode behind = instances("");
        report(REPORT.formatted("elsewhere:1"));

        assertThat(status).isEqualTo(202);
        assertThat(at.path("application").textValue()).isEqualTo("checkout");
        assertThat(at.path("host").textValue()).isEqualTo("pod-7");
        assertThat(at.path("address").textValue()).isEqualTo("127.0.0.1");
        assertThat(at.path("applied").textValue()).isEqualTo(first.toString());
        assertThat(at.path("state").textValue()).isEqualTo("at");
        assertThat(behind.at("/instances/0/state").textValue()).isEqualTo("behind");
        assertThat(behind.path("head").textValue()).isEqualTo(first.next().toString());
        assertThat(instances("").at("/counts/diverged").intValue()).isEqualTo(1);
    }

    @Test
    void keepsOnlyTheNewestReportOfAnInstance() throws Exception {
        Position first = put("a");
        Position second = put("b");
        report(REPORT.formatted(first));
        report(REPORT.formatted(second));

        assertThat(instances("").path("instances")).hasSize(1);
        assertThat(instances("").at("/instances/0/applied").textValue()).isEqualTo(second.toString());
        assertThat(server.parts().metrics().get("belay.propagation").timer().count())
                .isEqualTo(1);
    }

    @Test
    void tellsHowARevisionCameToTheInstances() throws Exception {
        Position first = put("a");
        report(REPORT.formatted(first));
        report("{\"instance\": \"late\", \"applied\": \"%s\"}".formatted(first));
        Position second = put("b");
        report(REPORT.formatted(second));
        JsonNode revision = instances("").at("/revisions/0");

        assertThat(revision.path("position").textValue()).isEqualTo(second.toString());
        assertThat(revision.path("confirmed").intValue()).isEqualTo(1);
        assertThat(revision.path("outstanding").intValue()).isEqualTo(1);
        assertThat(revision.at("/took/instances").intValue()).isEqualTo(1);
        assertThat(revision.at("/took/lastMillis").longValue()).isBetween(0L, 20_000L);
    }

    @Test
    void comparesWithAnyPositionAndListsThoseWhoAreWanted() throws Exception {
        Position first = put("a");
        put("b");
        report(REPORT.formatted(first));
        report("{\"instance\": \"new\"}");
        JsonNode compared = instances("?position=" + first + "&state=behind&limit=5");

        assertThat(compared.path("position").textValue()).isEqualTo(first.toString());
        assertThat(compared.at("/counts/at").intValue()).isEqualTo(1);
        assertThat(compared.at("/counts/behind").intValue()).isEqualTo(1);
        assertThat(compared.path("instances")).hasSize(1);
        assertThat(compared.at("/instances/0/instance").textValue()).isEqualTo("new");
        assertThat(instances("?position=1")).isEqualTo(instances("?position=" + first));
        assertThat(instances("?limit=0").path("instances")).isEmpty();
    }

    @Test
    void refusesQuestionsThatMakeNoSense() throws Exception {
        assertThat(get("?state=late").body()).contains("'late'").contains("at, behind, diverged");
        assertThat(get("?position=e:x").statusCode()).isEqualTo(400);
        assertThat(get("?stat=at").statusCode()).isEqualTo(400);
    }

    @Test
    void showsWhoHoldsSomethingElse() throws Exception {
        Position first = put("a");
        report(REPORT.replace("\"later\"", "\"checksum\": \"00\", \"later\"").formatted(first));
        boolean wrong = instances("").at("/instances/0/state").textValue().equals("diverged");
        report(REPORT.replace("\"later\"", "\"checksum\": \"%s\", \"later\"")
                .formatted(first, head().checksum().hex()));
        boolean right = instances("").at("/instances/0/state").textValue().equals("at");
        report(REPORT.replace("\"later\"", "\"diverged\": \"a frame is missing\", \"later\"")
                .formatted(first));

        assertThat(wrong).isTrue();
        assertThat(right).isTrue();
        assertThat(instances("").at("/instances/0/state").textValue()).isEqualTo("diverged");
    }

    @Test
    void addsWhatAReplicaSaysOfThoseBehindIt() throws Exception {
        Position first = put("a");
        NamedInstance behind = new NamedInstance(
                Reports.instance("far away"), new Sighting(Whereabouts.NEW.withConnected(true), Instant.EPOCH));
        FleetReport those =
                FleetReport.of(first, List.of(behind), Map.of(), List.of(), new Unconfirmable(4, new DistinctCount()));
        String report = "{\"instance\": \"replica\", \"applied\": \"" + first + "\", \"fleet\": "
                + CanonicalJson.text(FleetReportFormat.write(those, FleetReport.MOST_NAMED)) + "}";
        int refused = report(report).statusCode();
        int noted = report(report, KeyKind.REPLICA).statusCode();
        JsonNode all = instances("");

        assertThat(refused).isEqualTo(403);
        assertThat(noted).isEqualTo(202);
        assertThat(all.at("/counts/at").intValue()).isEqualTo(1);
        assertThat(all.at("/counts/behind").intValue()).isEqualTo(1);
        assertThat(all.at("/cannotConfirm/streams").intValue()).isEqualTo(4);
        assertThat(all.at("/instances/0/instance").textValue()).isEqualTo("far away");
    }

    @Test
    void saysWhereAFleetReportIsWrong() throws Exception {
        HttpResponse<String> answer = report("{\"instance\": \"r\", \"fleet\": {\"head\": \"x\"}}", KeyKind.REPLICA);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("/fleet/groups").contains("/fleet/head");
    }

    @Test
    void forgetsWhoSaysGoodbye() throws Exception {
        report(REPORT.formatted(put("a")));
        report("{\"instance\": \"i-1\", \"closing\": true}");

        assertThat(instances("").path("instances")).isEmpty();
    }

    @Test
    void asksVeryManyToSpreadTheirReports() throws Exception {
        Position first = put("a");
        boolean few = report(REPORT.formatted(first))
                .headers()
                .firstValue("belay-report-within")
                .isPresent();
        for (int each = 0; each < 1_000; each++) {
            fleet.report(FeatureServer.FLAGS, Reports.of("i-" + each, first));
        }

        assertThat(few).isFalse();
        assertThat(report(REPORT.formatted(first)).headers().firstValue("belay-report-within"))
                .contains("1000");
    }

    @Test
    void asksWhoeverReportsRarelyToKeepNoConnectionForIt() throws Exception {
        Position first = put("a");
        for (int each = 0; each < 2_000; each++) {
            fleet.report(FeatureServer.FLAGS, Reports.of("i-" + each, first));
        }

        HttpResponse<String> answer = report(REPORT.formatted(first));

        assertThat(answer.headers().firstValue("belay-report-within")).contains("2000");
        assertThat(answer.headers().firstValue("connection")).contains("close");
        assertThat(report(REPORT.formatted(first), KeyKind.SERVER, HttpClient.Version.HTTP_2)
                        .headers()
                        .firstValue("belay-report-within"))
                .contains("2000");
    }

    @Test
    void tellsWhatAnInstanceLacksForTheFlagsThatThereAre() throws Exception {
        Position first = put("a");
        report(REPORT.formatted(first));
        report(REPORT.replace("\"capabilities\": [\"belay-1\"],", "").formatted(first));
        report("{\"instance\": \"silent\", \"applied\": \"%s\"}".formatted(first));

        assertThat(get("").body()).containsOnlyOnce("\"lacks\":[\"algorithm:belay-1\"]");
    }

    @Test
    void refusesAReportThatIsNotOne() throws Exception {
        HttpResponse<String> answer = report("{\"applied\": 7, \"appliedMillisAgo\": -1}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("/instance")
                .contains("/applied")
                .contains("/appliedMillisAgo")
                .contains("epoch:revision");
    }

    @Test
    void takesReportsOfWhatHasBeenSoForVeryLong() throws Exception {
        Position first = put("a");
        for (String millis : List.of("2592000000", "9007199254740991")) {
            int status = report("""
                            {"instance": "i-%s", "applied": "%s", "previous": "%2$s", "appliedMillisAgo": %1$s,
                             "connectedMillisAgo": %1$s}""".formatted(millis, first)).statusCode();

            assertThat(status).as(millis).isEqualTo(202);
        }

        assertThat(instances("").path("instances")).hasSize(2);
    }

    private Position put(String key) {
        server.putFlags("""
                {"key": "%s", "type": "boolean", "enabled": true,
                 "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}],
                 "otherwise": {"split": {"slices": [{"variant": "on", "weight": 100000}]}}}""".formatted(key));
        return head().position();
    }

    private LedgerState head() {
        return store.head(FeatureServer.FLAGS);
    }

    private JsonNode instances(String query) throws IOException, InterruptedException {
        JsonNode answer = json.readTree(get(query).body());
        ApiDescription api = ApiDescription.instance();
        api.check("instances", api.root().at("/components/schemas/Instances"), answer);
        return answer;
    }

    private HttpResponse<String> get(String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.at(PATH) + query))
                .header("Authorization", "Bearer " + FeatureServer.TOKEN)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> report(String body) throws IOException, InterruptedException {
        return report(body, KeyKind.SERVER);
    }

    private HttpResponse<String> report(String body, KeyKind kind) throws IOException, InterruptedException {
        return report(body, kind, HttpClient.Version.HTTP_1_1);
    }

    private HttpResponse<String> report(String body, KeyKind kind, HttpClient.Version version)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.at("/sdk/v1/telemetry"))
                .version(version)
                .header("Authorization", "Bearer " + server.key(kind))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
