package dev.belay.server.fleet;

import static dev.belay.server.fleet.Reports.NOON;
import static dev.belay.server.fleet.Reports.at;
import static dev.belay.server.fleet.Reports.fleet;
import static dev.belay.server.fleet.Reports.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.reading.Findings;
import dev.belay.json.reading.Part;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FleetReportTest {

    private static final Whereabouts AT_8 = new Whereabouts(Optional.of(at(8)), false, true);

    @Test
    void countsAnInstanceOnceThatTwoNodesKnow() {
        FleetReport one = fleet(8, named("a", 7, NOON.plusSeconds(5)), named("b", 8, NOON));
        FleetReport other = fleet(7, named("a", 8, NOON));

        assertThat(one.plus(other).counts()).isEqualTo(Map.of(AT_8, 2L));
        assertThat(other.plus(one).counts()).isEqualTo(Map.of(AT_8, 2L));
        assertThat(other.plus(one).head()).isEqualTo(at(8));
    }

    @Test
    void takesAnInstanceForConnectedThatAnyNodeHasAStreamOf() {
        NamedInstance gone = named("a", 8, NOON).with(new Sighting(AT_8.withConnected(false), NOON.plusSeconds(9)));

        assertThat(fleet(8, gone).plus(fleet(8, named("a", 8, NOON))).counts()).containsOnlyKeys(AT_8);
    }

    @Test
    void knowsMoreOfAnInstanceByItsReportThanByItsStream() {
        NamedInstance stream = named("a", 8, NOON).with(new Sighting(Whereabouts.NEW, NOON.plusSeconds(9)));
        NamedInstance report = named("a", 8, NOON).with(new Sighting(AT_8.withConnected(false), NOON));

        assertThat(fleet(8, stream).plus(fleet(8, report)).counts()).containsOnlyKeys(AT_8);
        assertThat(fleet(8, report).plus(fleet(8, stream)).counts()).containsOnlyKeys(AT_8);
    }

    @Test
    void namesThoseFirstThatNeedALook() {
        NamedInstance diverged =
                named("odd", 8, NOON).with(new Sighting(new Whereabouts(Optional.of(at(8)), true, true), NOON));
        FleetReport both =
                fleet(8, named("fine", 8, NOON), named("late", 3, NOON)).plus(fleet(8, diverged));

        assertThat(both.named()).extracting(each -> each.instance().id()).containsExactly("odd", "late", "fine");
    }

    @Test
    void namesNobodyForWhatAnotherNodeKnowsToBeOver() {
        FleetReport both = fleet(8, named("a", 7, NOON)).plus(fleet(8, named("a", 8, NOON)));

        assertThat(both.named())
                .singleElement()
                .satisfies(a -> assertThat(a.seen().where()).isEqualTo(AT_8));
    }

    @Test
    void countsNobodyWhoSaidGoodbyeAnywhere() {
        FleetReport elsewhere =
                FleetReport.of(at(8), List.of(), Map.of(Identity.of("a"), NOON), List.of(), Unconfirmable.NOBODY);
        FleetReport both = fleet(8, named("a", 8, NOON), named("b", 8, NOON)).plus(elsewhere);

        assertThat(both.counts()).isEqualTo(Map.of(AT_8, 1L));
        assertThat(both.named()).extracting(each -> each.instance().id()).containsExactly("b");
    }

    @Test
    void countsWhoSaidGoodbyeToOneNodeAndReturnedAtAnother() {
        FleetReport goodbye =
                FleetReport.of(at(8), List.of(), Map.of(Identity.of("a"), NOON), List.of(), Unconfirmable.NOBODY);
        FleetReport back = fleet(8, named("a", 8, NOON.plusSeconds(2)));

        assertThat(goodbye.plus(back).counts()).isEqualTo(Map.of(AT_8, 1L));
        assertThat(back.plus(goodbye).counts()).isEqualTo(Map.of(AT_8, 1L));
        assertThat(back.plus(goodbye).departed()).isEmpty();
    }

    @Test
    void staysSmallEnoughToBeSentWhateverTheNumberOfGoodbyes() {
        FleetReport all = many(0, 1);
        for (int node = 0; node < 10; node++) {
            all = all.plus(departed(node * 20_000, 20_000)).plus(many(node * 1_900, (node + 1) * 1_900));
        }

        assertThat(all.sightings()).hasSize(19_000);
        assertThat(all.departed()).hasSize(FleetReport.MOST_DEPARTED).containsKey(-(9 * 20_000L + 19_999));
        assertThat(CanonicalJson.bytes(FleetReportFormat.write(all, FleetReport.MOST_NAMED)).length)
                .isLessThan(JsonLimits.DEFAULT.bytes() * 2 / 3);
    }

    @Test
    void tellsNoGoodbyesBesideCounts() {
        FleetReport counts = departed(0, 5).plus(many(0, 15_000)).plus(many(15_000, 25_000));

        assertThat(counts.counts()).isEqualTo(Map.of(AT_8, 25_000L));
        assertThat(counts.departed()).isEmpty();
    }

    private static FleetReport departed(int from, int count) {
        Map<Long, Instant> departed = LongStream.range(from, from + count)
                .boxed()
                .collect(Collectors.toMap(each -> -each, NOON::plusSeconds));
        return FleetReport.of(at(8), List.of(), departed, List.of(), Unconfirmable.NOBODY);
    }

    @Test
    void onlyCountsWhenThereAreVeryMany() {
        FleetReport one = many(0, 15_000);
        FleetReport other = many(15_000, 25_000);
        FleetReport both = one.plus(other).plus(many(25_000, 25_001));

        assertThat(both.counts()).isEqualTo(Map.of(AT_8, 25_001L));
        assertThat(both.sightings()).hasSizeLessThan(2);
        assertThat(both.named()).hasSize(FleetReport.MOST_NAMED);
    }

    @Test
    void addsUpDeliveriesOfTheSameRevision() {
        FleetReport one = delivered(at(7), 5, 6).plus(delivered(at(8), 40));
        FleetReport both = one.plus(delivered(at(8), 60));

        assertThat(both.deliveries()).extracting(Delivery::position).containsExactly(at(8), at(7));
        assertThat(both.deliveries().getFirst().times().count()).isEqualTo(2);
        assertThat(both.deliveries().getFirst().times().last()).isEqualTo(60);
        assertThat(one.deliveries().getFirst().times().count()).isEqualTo(1);
    }

    @Test
    void saysOfACutOffFleetThatNobodyIsConnected() {
        FleetReport cutOff = many(0, 3).cutOff();

        assertThat(cutOff.counts()).isEqualTo(Map.of(AT_8.withConnected(false), 3L));
        assertThat(cutOff.named()).noneMatch(each -> each.seen().where().connected());
    }

    @Test
    void isReadAsItIsWritten() {
        DistinctCount callers = new DistinctCount();
        callers.add(Identity.of("browser"));
        FleetReport all = many(0, 9_000)
                .plus(delivered(at(8), 3, 900))
                .plus(new FleetReport(
                        at(9),
                        Map.of(),
                        Map.of(new Whereabouts(Optional.empty(), true, false), 70_000L),
                        Map.of(7L, NOON),
                        List.of(),
                        new Unconfirmable(3, callers),
                        List.of()));
        FleetReport read = read(CanonicalJson.text(FleetReportFormat.write(all, FleetReport.MOST_NAMED)));

        assertThat(read.head()).isEqualTo(at(9));
        assertThat(read.counts()).isEqualTo(all.counts());
        assertThat(read.sightings()).isEqualTo(all.sightings());
        assertThat(read.departed()).isEqualTo(Map.of(7L, NOON));
        assertThat(read.named()).isEqualTo(all.named());
        assertThat(read.unconfirmable().streams()).isEqualTo(3);
        assertThat(read.unconfirmable().callers().estimate()).isEqualTo(1);
        assertThat(read.deliveries().getFirst().times().buckets())
                .isEqualTo(all.deliveries().getFirst().times().buckets());
    }

    @Test
    void notesEverythingThatIsWrongWithAReport() {
        Findings findings = Findings.lenient();
        Value value = Json.read("""
            {"head": "nowhere", "groups": [{"diverged": 7, "connected": true, "identities": ["?"]}], "streams": -1,
             "callers": "x", "named": [{}], "deliveries": [{"position": "e:1", "at": "noon", "last": 1,
             "buckets": [99999, 1]}]}
            """);
        FleetReportReader.read(Part.root(value, findings));

        assertThat(findings.violations())
                .extracting(violation -> violation.path())
                .contains(
                        "/head",
                        "/groups/0/diverged",
                        "/groups/0/identities/0",
                        "/streams",
                        "/callers",
                        "/named/0/instance",
                        "/deliveries/0/at",
                        "/deliveries/0/buckets/0");
    }

    private static FleetReport read(String text) {
        Findings findings = Findings.lenient();
        FleetReport read = FleetReportReader.read(Part.root(Json.read(text), findings));
        findings.throwIfAny();
        return read;
    }

    private static FleetReport many(int from, int to) {
        List<NamedInstance> instances = IntStream.range(from, to)
                .mapToObj(each -> named("i-" + each, 8, NOON))
                .toList();
        return FleetReport.of(at(8), instances, Map.of(), List.of(), Unconfirmable.NOBODY);
    }

    private static FleetReport delivered(Position position, long... millis) {
        DeliveryTimes times = new DeliveryTimes();
        for (long each : millis) {
            times.record(each);
        }
        return FleetReport.of(
                at(8),
                List.of(),
                Map.of(),
                List.of(new Delivery(position, NOON.plusSeconds(position.revision()), times)),
                Unconfirmable.NOBODY);
    }
}
