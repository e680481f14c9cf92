package dev.belay.server.fleet;

import static dev.belay.server.fleet.Reports.NOON;
import static dev.belay.server.fleet.Reports.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.json.state.LedgerState;
import dev.belay.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FlagSetFleetTest {

    private final ManualClock clock = ManualClock.at(NOON);
    private final FlagSetFleet fleet = new FlagSetFleet("shop/production", clock, new Changes(() -> this.onNews.run()));
    private Runnable onNews = () -> {};
    private LedgerState state = LedgerState.empty("e");
    private Instant followed = Instant.MIN;

    @Test
    void measuresFromTheEntryToTheReport() {
        opened("a");
        fleet.report(Reports.of("a", at(0)));
        publish();
        clock.advance(Duration.ofMillis(41));
        Optional<Duration> took = fleet.report(Reports.of("a", at(1)));

        assertThat(took).contains(Duration.ofMillis(41));
        assertThat(times(at(1)).count()).isEqualTo(1);
        assertThat(times(at(1)).last()).isEqualTo(41);
    }

    @Test
    void knowsHowLongAChangeTookAsSoonAsAnInstanceIsSeenToHaveIt() {
        List<Long> counted = new ArrayList<>();
        opened("a");
        fleet.report(Reports.of("a", at(0)));
        publish();

        onNews = () -> counted.add(times(at(1)).count());
        fleet.report(Reports.of("a", at(1)));

        assertThat(counted).containsExactly(1L);
    }

    @Test
    void takesOffWhatAnInstanceWaitedBeforeItReported() {
        publish();
        clock.advance(Duration.ofMillis(500));
        fleet.report(Reports.moving("a", at(0), at(1), Duration.ofMillis(460)));
        fleet.report(Reports.moving("b", at(0), at(1), Duration.ofHours(1)));

        assertThat(times(at(1)).last()).isEqualTo(40);
        assertThat(times(at(1)).percentile(0.5)).isZero();
    }

    @Test
    void countsEachRevisionThatAnInstanceHasPassed() {
        publish();
        clock.advance(Duration.ofMillis(10));
        publish();
        clock.advance(Duration.ofMillis(5));
        fleet.report(Reports.moving("a", at(0), at(2), Duration.ZERO));

        assertThat(times(at(1)).last()).isEqualTo(15);
        assertThat(times(at(2)).last()).isEqualTo(5);
    }

    @Test
    void measuresNothingForAnInstanceThatHasJustStarted() {
        publish();
        clock.advance(Duration.ofHours(2));
        fleet.report(Reports.of("a", at(1)));

        assertThat(times(at(1)).count()).isZero();
    }

    @Test
    void countsOnlyRevisionsThatWereMadeWhileTheInstanceFollowed() {
        Presence before = opened("a");
        fleet.report(Reports.of("a", at(0)));
        before.end();
        publish();
        clock.advance(Duration.ofHours(2));
        opened("a");
        clock.advance(Duration.ofSeconds(1));
        publish();
        clock.advance(Duration.ofMillis(7));
        Optional<Duration> took = fleet.report(Reports.of("a", at(2)));

        assertThat(times(at(1)).count()).isZero();
        assertThat(took).contains(Duration.ofMillis(7));
        assertThat(times(at(2)).count()).isEqualTo(1);
    }

    @Test
    void believesAnInstanceThatFollowsAtAnotherNodeSinceWhen() {
        publish();
        clock.advance(Duration.ofHours(2));
        publish();
        clock.advance(Duration.ofMillis(7));
        fleet.report(Reports.following(Duration.ofMinutes(1), Reports.moving("a", at(0), at(2), Duration.ZERO)));

        assertThat(times(at(1)).count()).isZero();
        assertThat(times(at(2)).last()).isEqualTo(7);
    }

    @Test
    void measuresNothingForAnInstanceThatIsNotKnownToFollow() {
        fleet.report(Reports.of("a", at(0)));
        publish();

        assertThat(fleet.report(Reports.of("a", at(1)))).isEmpty();
    }

    @Test
    void measuresNoRevisionThatCameHereLate() {
        opened("a");
        fleet.report(Reports.of("a", at(0)));
        followed = NOON.plusSeconds(17);
        publish();
        clock.advance(Duration.ofSeconds(17));
        publish();
        clock.advance(Duration.ofMillis(7));

        assertThat(fleet.report(Reports.of("a", at(2)))).contains(Duration.ofMillis(7));
        assertThat(times(at(1)).count()).isZero();
        assertThat(times(at(2)).count()).isEqualTo(1);
    }

    @Test
    void passesOnNoTimesOfARevisionThatCameHereLate() {
        followed = NOON.plusSeconds(17);
        publish();
        clock.advance(Duration.ofSeconds(17));
        publish();
        fleet.report(Reports.of("replica", at(2), timed(at(1), at(2))));

        assertThat(times(at(1)).count()).isZero();
        assertThat(times(at(2)).last()).isEqualTo(40);
    }

    private static FleetReport timed(Position... revisions) {
        DeliveryTimes times = new DeliveryTimes();
        times.record(40);
        List<Delivery> deliveries = Stream.of(revisions)
                .map(revision -> new Delivery(revision, NOON, times))
                .toList();
        return FleetReport.of(at(2), List.of(), Map.of(), deliveries, Unconfirmable.NOBODY);
    }

    @Test
    void believesANodeThatKnewTheInstanceBefore() {
        publish();
        publish();
        fleet.report(Reports.moving("a", at(1), at(2), Duration.ZERO));

        assertThat(times(at(1)).count()).isZero();
        assertThat(times(at(2)).count()).isEqualTo(1);
    }

    @Test
    void seesByTheChecksumThatAnInstanceHasSomethingElse() {
        publish();
        fleet.report(Reports.withChecksum(Reports.of("a", at(1)), "0".repeat(63) + "1"));
        fleet.report(
                Reports.withChecksum(Reports.of("b", at(1)), state.checksum().hex()));

        assertThat(where("a").diverged()).isTrue();
        assertThat(where("b").diverged()).isFalse();
    }

    @Test
    void tellsSinceWhenAnInstanceHasNoStream() {
        Presence presence = opened("a");
        fleet.report(Reports.of("a", at(0)));
        boolean before = where("a").connected();
        clock.advance(Duration.ofMinutes(3));
        presence.end();
        clock.advance(Duration.ofMinutes(3));

        assertThat(before).isTrue();
        assertThat(where("a").connected()).isFalse();
        assertThat(named("a").seen().at()).isEqualTo(NOON.plusSeconds(180));
    }

    @Test
    void staysConnectedWhileOneOfTwoStreamsIsOpen() {
        Presence old = opened("a");
        opened("a");
        old.end();

        assertThat(where("a").connected()).isTrue();
    }

    @Test
    void forgetsWhoSaysGoodbyeAtOnce() {
        Presence presence = opened("a");
        fleet.report(Reports.of("a", at(0)));
        fleet.report(Reports.goodbye("a"));
        presence.end();

        assertThat(report().counts()).isEmpty();
    }

    @Test
    void ignoresAReportThatWasOnItsWayWhenTheGoodbyeCame() {
        fleet.report(Reports.of("a", at(0)));
        fleet.report(Reports.goodbye("a"));
        clock.advance(Duration.ofSeconds(1));
        fleet.report(Reports.of("a", at(0)));

        assertThat(report().counts()).isEmpty();
    }

    @Test
    void knowsAnInstanceAgainThatReturnsUnderItsName() {
        fleet.report(Reports.goodbye("a"));
        fleet.report(Reports.goodbye("b"));
        clock.advance(Duration.ofSeconds(1));
        opened("a");
        fleet.report(Reports.of("a", at(0)));
        clock.advance(FlagSetInstances.STRAGGLES);
        fleet.report(Reports.of("b", at(0)));

        assertThat(report().sightings()).containsOnlyKeys(Identity.of("a"), Identity.of("b"));
        assertThat(report().departed()).isEmpty();
    }

    @Test
    void forgetsWhoIsGoneAndSilentForAnHour() {
        opened("follows silently");
        fleet.report(Reports.of("gone", at(0)));
        clock.advance(Duration.ofMinutes(61));
        fleet.report(Reports.of("lively", at(0)));

        assertThat(report().named())
                .extracting(each -> each.instance().id())
                .containsExactlyInAnyOrder("follows silently", "lively");
    }

    @Test
    void remembersABoundedNumber() {
        for (int each = 0; each < FlagSetInstances.MOST_INSTANCES + 5; each++) {
            fleet.report(Reports.of("i-" + each, at(0)));
        }

        assertThat(report().sightings()).hasSize(FlagSetInstances.MOST_INSTANCES);
    }

    @Test
    void countsStreamsAndCallersThatCannotConfirm() {
        fleet.instances().opened(null, "10.0.0.1", NOON);
        fleet.asked("key-1", "10.0.0.1");
        fleet.asked("key-1", "10.0.0.1");
        fleet.asked("key-1", "10.0.0.2");
        Unconfirmable now = report().unconfirmable();
        clock.advance(Callers.PERIOD.multipliedBy(2));

        assertThat(now.streams()).isEqualTo(1);
        assertThat(now.callers().estimate()).isEqualTo(2);
        assertThat(report().unconfirmable().callers().estimate()).isZero();
    }

    @Test
    void takesThoseBehindASilentReplicaForCutOff() {
        fleet.report(Reports.of("replica", at(0), Reports.fleet(0, Reports.named("a", 0, NOON))));
        boolean before = where("a").connected();
        clock.advance(Told.FRESH.plusSeconds(1));

        assertThat(before).isTrue();
        assertThat(where("a").connected()).isFalse();
    }

    @Test
    void keepsTheNewestRevisionsOnly() {
        for (int each = 0; each < RecentRevisions.MOST + 5; each++) {
            publish();
        }
        fleet.report(Reports.moving("a", at(0), state.position(), Duration.ZERO));

        assertThat(report().deliveries()).hasSize(RecentRevisions.MOST);
        assertThat(report().deliveries().getLast().times().count()).isEqualTo(1);
    }

    private Presence opened(String id) {
        fleet.instances().opened(id, "10.0.0.7", clock.instant());
        return new Presence(fleet.instances(), id, clock);
    }

    private void publish() {
        state = state.apply(state.position().next(), clock.instant(), List.of());
        fleet.published(state, followed);
    }

    private FleetReport report() {
        return fleet.report(state.position(), List.of());
    }

    private DeliveryTimes times(Position position) {
        return report().deliveries().stream()
                .filter(each -> each.position().equals(position))
                .findFirst()
                .orElseThrow()
                .times();
    }

    private Whereabouts where(String id) {
        return named(id).seen().where();
    }

    private NamedInstance named(String id) {
        return report().named().stream()
                .filter(each -> each.instance().id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
