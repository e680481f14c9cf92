package dev.belay.server.fleet;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.InstantFormat;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Needs;
import dev.belay.server.http.Structure;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Puts what is known of a fleet into the words of the API. */
final class InstancesAnswer {

    private static final double MEDIAN = 0.5;
    private static final double P99 = 0.99;

    private final FleetReport report;
    private final Map<Whereabouts, Long> counts;
    private final LedgerState state;
    private final Position head;
    private final Position wanted;

    /**
     * How the instances compare with a position.
     *
     * @param wanted what they should have applied; the head, unless somebody asks for another
     */
    InstancesAnswer(FleetReport report, LedgerState state, Optional<Position> wanted) {
        this.report = report;
        this.counts = report.counts();
        this.state = state;
        this.head = report.head().sharesEpochWith(state.position()) ? report.head() : state.position();
        this.wanted = wanted.orElse(head);
    }

    /**
     * The whole answer.
     *
     * @param heard   the instances that this node knows itself
     * @param only    lists none but these, if given
     * @param limit   the most that are listed
     */
    Value write(List<NamedInstance> heard, Optional<Standing> only, long limit) {
        return new Structure()
                .with("head", head.toString())
                .with("position", wanted.toString())
                .with("counts", counts())
                .with("cannotConfirm", cannotConfirm())
                .with("instances", instances(heard, only, limit))
                .with("revisions", revisions())
                .value();
    }

    private Value counts() {
        return new Structure()
                .with("at", count(Standing.AT))
                .with("behind", count(Standing.BEHIND))
                .with("diverged", count(Standing.DIVERGED))
                .with("disconnected", count(where -> !where.connected()))
                .value();
    }

    private long count(Standing standing) {
        return count(where -> where.against(wanted) == standing);
    }

    private long count(Predicate<Whereabouts> condition) {
        return counts.entrySet().stream()
                .filter(each -> condition.test(each.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private Value cannotConfirm() {
        return new Structure()
                .with("streams", report.unconfirmable().streams())
                .with("callers", report.unconfirmable().callers().estimate())
                .value();
    }

    private List<Value> instances(List<NamedInstance> heard, Optional<Standing> only, long limit) {
        Set<String> needs = heard.isEmpty() && report.named().isEmpty() ? Set.of() : Needs.of(state);
        return known(heard).stream()
                .filter(each -> only.isEmpty() || each.seen().where().against(wanted) == only.get())
                .sorted(NamedInstance.worstFirst(wanted))
                .limit(limit)
                .map(each -> write(each, needs))
                .toList();
    }

    /** Those that this node knows, as everybody knows them, and those that others name. */
    private Collection<NamedInstance> known(List<NamedInstance> heard) {
        Map<Long, NamedInstance> all = new LinkedHashMap<>();
        Stream.concat(heard.stream(), report.named().stream()).forEach(each -> {
            long identity = each.identity();
            if (report.departed().containsKey(identity)) {
                return;
            }
            Sighting seen = report.sightings().getOrDefault(identity, each.seen());
            all.merge(identity, each.with(seen), NamedInstance::better);
        });
        return all.values();
    }

    private Value write(NamedInstance named, Set<String> needs) {
        Instance instance = named.instance();
        Whereabouts where = named.seen().where();
        Structure written = new Structure()
                .with("instance", instance.id())
                .with("application", instance.application())
                .with("version", instance.version())
                .with("sdk", instance.sdk())
                .with("host", instance.host())
                .with("address", instance.address())
                .withText("applied", where.applied().map(Position::toString))
                .with("state", where.against(wanted).word())
                .with("connected", where.connected())
                .with("lastSeen", InstantFormat.write(named.seen().at()));
        Set<String> can = named.seen().capabilities();
        if (!can.isEmpty()) {
            written.with(
                    "lacks",
                    needs.stream()
                            .filter(need -> !can.contains(need))
                            .map(Value::of)
                            .toList());
        }
        return written.value();
    }

    private List<Value> revisions() {
        return report.deliveries().stream()
                .filter(delivery -> delivery.position().sharesEpochWith(head))
                .map(this::revision)
                .toList();
    }

    private Value revision(Delivery delivery) {
        Position position = delivery.position();
        long confirmed = count(where -> where.against(position) == Standing.AT);
        DeliveryTimes times = delivery.times();
        Structure took = new Structure()
                .with("instances", times.count())
                .with("p50Millis", times.percentile(MEDIAN))
                .with("p99Millis", times.percentile(P99))
                .with("lastMillis", times.last());
        return new Structure()
                .with("position", position.toString())
                .with("at", InstantFormat.write(delivery.at()))
                .with("confirmed", confirmed)
                .with("outstanding", count(_ -> true) - confirmed)
                .with("took", took.value())
                .value();
    }
}
