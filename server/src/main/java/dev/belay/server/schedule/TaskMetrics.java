package dev.belay.server.schedule;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Times what was done, and tells of what failed or was left behind by a node that died. */
final class TaskMetrics extends AbstractSchedulerListener {

    private static final Logger LOG = LoggerFactory.getLogger("belay.schedule");

    private final MeterRegistry metrics;

    TaskMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    @Override
    public void onExecutionComplete(ExecutionComplete complete) {
        String task = complete.getExecution().getTaskName();
        Timer.builder("belay.task")
                .description("Work that was due, by what it was and how it ended")
                .tag("task", task)
                .tag("outcome", complete.getResult().name().toLowerCase(Locale.ROOT))
                .register(metrics)
                .record(complete.getDuration());
        complete.getCause()
                .ifPresent(cause -> LOG.atWarn()
                        .addKeyValue("task", task)
                        .addKeyValue("id", complete.getExecution().getId())
                        .setCause(cause)
                        .log("schedule.failed"));
    }

    @Override
    public void onExecutionDead(Execution execution) {
        LOG.atWarn()
                .addKeyValue("task", execution.getTaskName())
                .addKeyValue("id", execution.getId())
                .addKeyValue("node", String.valueOf(execution.pickedBy))
                .log("schedule.left-behind");
    }
}
