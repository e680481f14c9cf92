package dev.belay.control;

import static dev.belay.control.Bench.ADMIN;
import static dev.belay.control.Bench.flag;
import static dev.belay.control.Bench.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.core.flag.Flag;
import dev.belay.json.state.Subject;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.SubjectVersion;
import dev.belay.testkit.Property;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriftsTest {

    private final Bench bench = new Bench();
    private final Drifts drifts = new Drifts(bench.store, bench.flagSets, bench.projects);

    @AfterEach
    void close() {
        bench.close();
    }

    private void put(String environment, Flag flag) {
        bench.clock.advance(Duration.ofSeconds(1));
        LedgerId ledger = LedgerId.flagSet("default", environment);
        Optional<Long> version = Optional.ofNullable(bench.store.head(ledger).subject(Subject.flag(flag.key())))
                .map(state -> state.version());
        Precondition base = version.map(Precondition::version).orElse(Precondition.NONE);
        bench.flagSets.apply("default", environment, request(), new Operation.PutFlag(flag, base));
    }

    private Drifts.Link link() {
        return drifts.along(ADMIN, "default", List.of("staging", "production"), 100)
                .getFirst();
    }

    @Test
    void theChainIsTheEnvironmentsInTheOrderOfTheirCreation() {
        assertThat(drifts.chain(ADMIN, "default")).containsExactly("development", "staging", "production");
        assertThat(drifts.along(ADMIN, "default", drifts.chain(ADMIN, "default"), 10))
                .extracting(Drifts.Link::from)
                .containsExactly("development", "staging");
    }

    @Test
    void saysWhenAListTakesTooManyReads() {
        for (String key : List.of("a", "b", "c", "d")) {
            put("staging", flag(key));
            put("production", flag(key));
            put("production", flag(key, ", \"exposed\": true"));
        }
        Drifts frugal = new Drifts(bench.store, bench.flagSets, bench.projects, 5);

        Drifts.Link cut = frugal.along(ADMIN, "default", List.of("staging", "production"), 100)
                .getFirst();
        Drifts.Link asked = frugal.along(ADMIN, "default", List.of("staging", "production"), 1)
                .getFirst();

        assertThat(cut.differing()).isEqualTo(4);
        assertThat(cut.drifts()).hasSize(2);
        assertThat(cut.cutShort()).isTrue();
        assertThat(asked.cutShort()).isFalse();
        assertThat(link().cutShort()).isFalse();
    }

    @Test
    void equalFlagsDoNotDriftWhateverTheirVersions() {
        put("staging", flag("a", ", \"exposed\": true"));
        put("staging", flag("a"));
        put("production", flag("a"));

        assertThat(link().drifts()).isEmpty();
    }

    @Test
    void tellsSinceWhenAFlagDiffers() {
        put("staging", flag("a"));
        put("production", flag("a"));
        put("staging", flag("a", ", \"exposed\": true"));
        Instant apart = bench.clock.instant();
        put("production", flag("a", ", \"targets\": [{\"variant\": \"off\", \"keys\": [\"u\"]}]"));

        Drift drift = link().drifts().getFirst();

        assertThat(drift.since()).contains(apart);
        assertThat(drift.isOfStateAlone()).isFalse();
    }

    @Test
    void tellsWhenNothingDiffersButTheState() {
        put("staging", flag("a"));
        put("production", flag("a").withEnabled(false));

        assertThat(link().drifts().getFirst().isOfStateAlone()).isTrue();
    }

    @Test
    void tellsWhichPromotionBroughtItAndWhetherItChangedSince() {
        Promotions promotions = new Promotions(bench.flagSets, bench.history);
        put("staging", flag("a"));
        bench.clock.advance(Duration.ofSeconds(1));
        promotions.promote("default", "production", request(), Promotion.allOf("staging"));

        Drift.Arrival untouched = link().drifts().getFirst().promotion().orElseThrow();
        put("production", flag("a", ", \"exposed\": true"));
        Drift.Arrival changed = link().drifts().getFirst().promotion().orElseThrow();

        assertThat(untouched.from().flagSet()).isEqualTo(LedgerId.flagSet("default", "staging"));
        assertThat(untouched.changedHere()).isFalse();
        assertThat(changed.changedHere()).isTrue();
        assertThat(changed.version()).isEqualTo(1);
    }

    @Test
    void countsAllAndShowsTheFirst() {
        IntStream.range(0, 5).forEach(each -> put("staging", flag("flag-" + each)));

        Drifts.Link link = drifts.along(ADMIN, "default", List.of("staging", "production"), 2)
                .getFirst();

        assertThat(link.differing()).isEqualTo(5);
        assertThat(link.drifts()).extracting(drift -> drift.subject().key()).containsExactly("flag-0", "flag-1");
    }

    @Test
    void sinceIsWhatAWalkThroughTimeFinds() {
        Property.of(500, 6).holds((random, size) -> {
            List<SubjectVersion> there = versions(random, size, "here it ends");
            List<SubjectVersion> here = versions(random, size, "and here");

            assertThat(Drifts.since(there, here)).isEqualTo(walk(there, here));
        });
    }

    /** The last second at which both began to differ and went on to do so. */
    private static Optional<Instant> walk(List<SubjectVersion> there, List<SubjectVersion> here) {
        Optional<Instant> since = Optional.empty();
        for (int second = 0; second < 40; second++) {
            Instant now = Instant.ofEpochSecond(second);
            boolean same = at(there, now).equals(at(here, now));
            since = same ? Optional.empty() : since.or(() -> Optional.of(now));
        }
        return since;
    }

    private static Optional<String> at(List<SubjectVersion> versions, Instant now) {
        return versions.stream()
                .filter(version -> !version.at().isAfter(now))
                .reduce((_, later) -> later)
                .flatMap(SubjectVersion::hash);
    }

    private static List<SubjectVersion> versions(RandomGenerator random, int size, String last) {
        List<SubjectVersion> versions = new ArrayList<>();
        int second = 0;
        int count = random.nextInt(1, size + 1);
        for (int version = 1; version <= count; version++) {
            second += random.nextInt(0, 6);
            String text = version == count ? last : "hash-" + random.nextInt(3);
            Optional<String> hash = version < count && random.nextInt(5) == 0 ? Optional.empty() : Optional.of(text);
            versions.add(
                    new SubjectVersion(version, new Position("epoch", version), Instant.ofEpochSecond(second), hash));
        }
        return versions;
    }
}
