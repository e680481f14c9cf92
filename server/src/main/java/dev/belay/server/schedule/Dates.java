package dev.belay.server.schedule;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * When one kind of work is to be done, and for what.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; every method blocks until it is durable.
 */
public final class Dates {

    private final OneTimeTask<Void> task;
    private final Supplier<? extends SchedulerClient> client;

    Dates(OneTimeTask<Void> task, Supplier<? extends SchedulerClient> client) {
        this.task = task;
        this.client = client;
    }

    /** Sets the date for an id, or moves it. */
    public void set(String id, Instant when) {
        client.get().schedule(task.instance(id), when, ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
    }

    /** Whether a date is set for an id, and its work not done. */
    public boolean isSet(String id) {
        return client.get().getScheduledExecution(task.instance(id)).isPresent();
    }

    /** Takes back the date for an id, if one is set. */
    public void cancel(String id) {
        if (isSet(id)) {
            client.get().cancel(task.instance(id));
        }
    }
}
