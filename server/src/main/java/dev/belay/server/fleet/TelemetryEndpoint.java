package dev.belay.server.fleet;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.ledger.LedgerId;
import dev.belay.server.access.Access;
import dev.belay.server.access.Credential;
import dev.belay.server.access.KeyKind;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Call;
import dev.belay.server.http.EventLoopHandler;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Set;

/** Answers {@code POST /sdk/v1/telemetry}: notes who is there and what they have applied. */
final class TelemetryEndpoint implements EventLoopHandler {

    private static final Set<KeyKind> REPORTERS = Set.of(KeyKind.SERVER, KeyKind.REPLICA);

    /** At this pace reports are no burden beside the changes that they are about. */
    private static final int MILLIS_PER_INSTANCE = 1;

    /** A spread shorter than this is not worth asking for. */
    private static final int SHORTEST_SPREAD = 100;

    /** Whoever reports as rarely as this costs less by connecting anew than by keeping a connection beside its stream. */
    private static final int RARELY = 2_000;

    private final Access access;
    private final Fleet fleet;
    private final Timer propagation;

    TelemetryEndpoint(Access access, Fleet fleet, MeterRegistry metrics) {
        this.access = access;
        this.fleet = fleet;
        this.propagation = Timer.builder("belay.propagation")
                .description("From the instant of an entry to the report of an instance that it is applied")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(metrics);
    }

    @Override
    public void handle(Call call) {
        Credential.FlagSetKey key = access.key(call, REPORTERS);
        LedgerId flagSet = LedgerId.flagSet(key.project(), key.environment());
        call.body(JsonLimits.DEFAULT.bytes(), body -> {
            Report report = InstanceReport.read(Json.read(body, JsonLimits.DEFAULT), call.address());
            if (report.fleet().isPresent() && key.kind() != KeyKind.REPLICA) {
                throw new RefusedException(
                        ProblemName.FORBIDDEN, "Only a replica, with a replica key, may report on a fleet");
            }
            fleet.report(flagSet, report).ifPresent(propagation::record);
            call.answer(spread(flagSet, call.request().version()));
        });
    }

    /** Asks for the next reports to come spread over some time, so that a change to very many is no burst of them. */
    private Answer spread(LedgerId flagSet, HttpVersion version) {
        int millis = fleet.size(flagSet) * MILLIS_PER_INSTANCE;
        Answer noted = Answer.empty(202);
        if (millis < SHORTEST_SPREAD) {
            return noted;
        }
        Answer later = noted.with("belay-report-within", Integer.toString(millis));
        // HTTP/2 has one connection for everything, and forbids the header.
        return millis < RARELY || version == HttpVersion.HTTP_2 ? later : later.with("connection", "close");
    }
}
