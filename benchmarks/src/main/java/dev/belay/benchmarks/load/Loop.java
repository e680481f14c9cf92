package dev.belay.benchmarks.load;

import io.vertx.core.Context;
import io.vertx.core.http.HttpClientAgent;

/**
 * One event loop of the fleet with its client.
 *
 * @param context the loop
 * @param client  makes connections; those that are idle for as long as the JDK's client keeps them are closed
 * @param familiar what its streams bring
 */
record Loop(Context context, HttpClientAgent client, Familiar familiar) {

    Loop(Context context, HttpClientAgent client) {
        this(context, client, new Familiar());
    }

    void run(Runnable action) {
        context.runOnContext(_ -> action.run());
    }

    void after(long millis, Runnable action) {
        if (millis <= 0) {
            run(action);
        } else {
            context.owner().setTimer(millis, _ -> run(action));
        }
    }
}
