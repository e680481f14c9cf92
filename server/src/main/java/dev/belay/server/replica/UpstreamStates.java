package dev.belay.server.replica;

import dev.belay.client.http.Endpoint;
import dev.belay.client.http.Watchdog;
import dev.belay.client.source.Known;
import dev.belay.client.source.Snapshots;
import dev.belay.client.source.Time;
import dev.belay.client.stream.Chunks;
import dev.belay.client.stream.Trouble;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Position;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks the upstream for states of a flag set before the newest, with their members.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; blocks.
 */
final class UpstreamStates {

    /** For the upstream to find and encode a state, which it may have to ask for in turn. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Endpoint endpoint;
    private final Watchdog watchdog;

    UpstreamStates(Endpoint endpoint, Time time) {
        this.endpoint = endpoint;
        this.watchdog = new Watchdog(time, SILENCE);
    }

    void start() {
        watchdog.start();
    }

    /**
     * The state at a position.
     *
     * @param head the newest state here, whose members need not be fetched
     * @throws RefusedException as the upstream refuses it, or {@code store-unavailable}
     * @throws InterruptedException if the thread is interrupted; the request is abandoned
     */
    LedgerState fetch(LedgerId flagSet, Position position, LedgerState head) throws InterruptedException {
        try {
            Known known = read(endpoint.download(location(position), Snapshots.LIMIT, watchdog)
                    .bytes());
            if (!known.position().equals(position) || !known.flagSet().equals(flagSet.text())) {
                throw unavailable(position, "it answers with " + known.flagSet() + " at " + known.position());
            }
            Chunks chunks = new Chunks(endpoint, watchdog);
            chunks.remember(head);
            return chunks.complete(known).state();
        } catch (IOException failure) {
            throw unavailable(position, Trouble.of(failure));
        } catch (IllegalArgumentException noAddress) {
            throw unavailable(position, "it leads to what is no address: " + noAddress.getMessage());
        }
    }

    private static Known read(byte[] bytes) throws IOException {
        try {
            return Snapshots.read(bytes);
        } catch (RuntimeException unreadable) {
            throw new IOException("its snapshot cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private String location(Position position) throws IOException, InterruptedException {
        String at = URLEncoder.encode(position.toString(), StandardCharsets.UTF_8);
        HttpResponse<byte[]> answer =
                endpoint.send(endpoint.request("/sdk/v1/snapshot?at=" + at).build(), PATIENCE);
        if (answer.statusCode() != 302) {
            throw UpstreamProblem.read(answer)
                    .orElseGet(() -> unavailable(position, "it answers with status " + answer.statusCode()));
        }
        return answer.headers().firstValue("Location").orElseThrow(() -> unavailable(position, "it leads nowhere"));
    }

    private RefusedException unavailable(Position position, String why) {
        return new RefusedException(
                ProblemName.STORE_UNAVAILABLE,
                "This replica does not have the state at " + position + ", and its upstream " + endpoint.base()
                        + " cannot be asked for it: " + why + "; try again in a moment");
    }
}
