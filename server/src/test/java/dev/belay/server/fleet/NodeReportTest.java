package dev.belay.server.fleet;

import static dev.belay.server.fleet.Reports.NOON;
import static dev.belay.server.fleet.Reports.at;
import static dev.belay.server.fleet.Reports.fleet;
import static dev.belay.server.fleet.Reports.named;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeReportTest {

    private static final Whereabouts AT_8 = named("any", 8, NOON).seen().where();

    @Test
    void addsUpWhatNodesKnow() {
        NodeReport here = of(fleet(8, named("a", 8, NOON)));
        NodeReport there = of(fleet(8, named("b", 8, NOON)));

        FleetReport all = here.with(List.of(there), NOON);

        assertThat(all.counts()).isEqualTo(Map.of(AT_8, 2L));
        assertThat(all.named()).extracting(each -> each.instance().id()).containsExactly("a", "b");
    }

    @Test
    void takesTheInstancesOfASilentNodeForCutOff() {
        NodeReport here = of(fleet(8, named("a", 8, NOON)));
        NodeReport silent = of(fleet(8, named("b", 8, NOON))).heardAt(NOON.minus(Told.FRESH));

        assertThat(here.with(List.of(silent), NOON).counts())
                .isEqualTo(Map.of(AT_8, 1L, AT_8.withConnected(false), 1L));
    }

    @Test
    void countsAReplicaOnceThatHasReportedToTwoNodes() {
        FleetReport earlier = delivered(3, named("a", 7, NOON));
        FleetReport later = delivered(3, 5, named("a", 8, NOON));
        NodeReport here = new NodeReport(new Told(fleet(8), NOON), Map.of("r", new Told(later, NOON)));
        NodeReport there =
                new NodeReport(new Told(fleet(8), NOON), Map.of("r", new Told(earlier, NOON.minusSeconds(3))));

        for (FleetReport all : List.of(here.with(List.of(there), NOON), there.with(List.of(here), NOON))) {
            assertThat(all.counts()).isEqualTo(Map.of(AT_8, 1L));
            assertThat(all.deliveries().getFirst().times().count()).isEqualTo(2);
        }
    }

    @Test
    void forgetsAReplicaThatSaidGoodbyeToAnotherNode() {
        NodeReport here =
                new NodeReport(new Told(fleet(8), NOON), Map.of("r", new Told(fleet(8, named("a", 8, NOON)), NOON)));
        NodeReport there =
                of(FleetReport.of(at(8), List.of(), Map.of(Identity.of("r"), NOON), List.of(), Unconfirmable.NOBODY));

        assertThat(here.with(List.of(there), NOON).counts()).isEmpty();
    }

    @Test
    void tellsWhatEachInstanceCanDoOnce() {
        Sighting able = new Sighting(AT_8, NOON, Set.of("x"));
        NodeReport there = of(fleet(8, named("a", 8, NOON).with(able), named("b", 8, NOON)));
        Map<Long, Set<String>> told = new HashMap<>(Map.of(Identity.of("a"), Set.of("x", "y")));

        there.addCapabilitiesTo(told);
        there.addCapabilitiesTo(told);

        assertThat(told).isEqualTo(Map.of(Identity.of("a"), Set.of("x", "y")));
    }

    @Test
    void isReadAsItIsWritten() {
        Sighting able = new Sighting(AT_8, NOON, Set.of("algorithm:belay-1", "operator:semver"));
        FleetReport own = fleet(8, named("a", 8, NOON).with(able), named("b", 8, NOON));
        FleetReport relayed = delivered(4, named("c", 8, NOON));
        NodeReport report = new NodeReport(new Told(own, NOON), Map.of("r", new Told(relayed, NOON.minusSeconds(20))));

        NodeReport read = NodeReportFormat.read(NodeReportFormat.write(report), NOON.plusSeconds(100));

        assertThat(read.own().fleet().sightings()).isEqualTo(own.sightings());
        assertThat(read.own().at()).isEqualTo(NOON.plusSeconds(100));
        assertThat(read.relays().get("r").at()).isEqualTo(NOON.plusSeconds(80));
        assertThat(read.relays().get("r").fleet().sightings()).isEqualTo(relayed.sightings());
        assertThat(read.relays()
                        .get("r")
                        .fleet()
                        .deliveries()
                        .getFirst()
                        .times()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void needsFewBytesForEachOfManyInstances() {
        NodeReport report = of(fleet(
                8,
                IntStream.range(0, FleetReport.MOST_SIGHTINGS)
                        .mapToObj(each -> named("i-" + each, 8, NOON.plusSeconds(each % 300)))
                        .toArray(NamedInstance[]::new)));

        assertThat(NodeReportFormat.write(report).length).isLessThan(16 * FleetReport.MOST_SIGHTINGS);
    }

    private static NodeReport of(FleetReport own) {
        return new NodeReport(new Told(own, NOON), Map.of());
    }

    private static FleetReport delivered(long millis, NamedInstance instance) {
        return delivered(List.of(millis), instance);
    }

    private static FleetReport delivered(long one, long other, NamedInstance instance) {
        return delivered(List.of(one, other), instance);
    }

    private static FleetReport delivered(List<Long> millis, NamedInstance instance) {
        DeliveryTimes times = new DeliveryTimes();
        millis.forEach(times::record);
        return FleetReport.of(
                at(8), List.of(instance), Map.of(), List.of(new Delivery(at(8), NOON, times)), Unconfirmable.NOBODY);
    }
}
