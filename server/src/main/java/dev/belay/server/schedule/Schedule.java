package dev.belay.server.schedule;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import dev.belay.ledger.LedgerException;
import dev.belay.server.operations.Dialect;
import dev.belay.server.operations.OperationsDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does work when it is due. Of all nodes that share the operations tables, one does each piece of work; when it dies
 * before it has finished, another does it again. So work must bear being done twice.
 *
 * <p>Features name their work while the server is put together; then it is started once.
 *
 * <p><b>Thread-safety:</b> naming and starting are confined to one thread; {@link Dates} are safe for use by many.
 */
public final class Schedule implements AutoCloseable {

    private static final String TABLE = "task";
    private static final int THREADS = 4;
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration WAIT_AT_THE_END = Duration.ofSeconds(10);
    private static final Duration NEVER = Duration.ofDays(36_500);
    private static final double FETCH_MORE_BELOW = 0.5;
    private static final double FETCH_UP_TO = 1.0;

    private final OperationsDatabase database;
    private final TaskMetrics metrics;
    private final Settings settings;
    private final List<RecurringTask<?>> recurring = new ArrayList<>();
    private final List<OneTimeTask<?>> dated = new ArrayList<>();
    private volatile @Nullable Scheduler scheduler;

    /**
     * How closely time is watched.
     *
     * @param look      how often nodes look for what is due
     * @param heartbeat how often a node says that it is still at work; after four that are missing another takes over
     */
    public record Settings(Duration look, Duration heartbeat) {

        /** Once a second, and a node is given up after forty seconds. */
        public static final Settings DEFAULT = new Settings(Duration.ofSeconds(1), Duration.ofSeconds(10));
    }

    /** Nothing yet. */
    public Schedule(OperationsDatabase database, MeterRegistry metrics, Settings settings) {
        this.database = database;
        this.metrics = new TaskMetrics(metrics);
        this.settings = settings;
    }

    /**
     * Names work that returns: at the first start of all, and then whenever the pause has passed since it ended, however
     * it ended.
     *
     * @param name stays the same in every version
     */
    public void every(Duration pause, String name, Runnable work) {
        recurring.add(Tasks.recurring(name, FixedDelay.of(pause))
                .onFailureReschedule()
                .onDeadExecutionRevive()
                .execute((instance, context) -> work.run()));
    }

    /**
     * Names work that is done at dates that are set later. When it throws it is tried again, with growing pauses.
     *
     * @param name stays the same in every version
     * @param work gets the id that the date was set for
     */
    public Dates at(String name, Consumer<String> work) {
        OneTimeTask<Void> task = Tasks.oneTime(name)
                .onFailure((completed, operations) -> operations.reschedule(
                        completed, completed.getTimeDone().plus(pause(completed.getExecution().consecutiveFailures))))
                .onDeadExecutionRevive()
                .execute((instance, context) -> work.accept(instance.getId()));
        dated.add(task);
        return new Dates(task, this::running);
    }

    /**
     * When work that returns is due the next time, unless nobody does it.
     *
     * @throws LedgerException if the database cannot tell
     */
    public Optional<Instant> next(String name) {
        Scheduler running = scheduler;
        return running == null
                ? Optional.empty()
                : ask(() -> running.getScheduledExecution(TaskInstanceId.of(name, RecurringTask.INSTANCE)))
                        .map(ScheduledExecution::getExecutionTime);
    }

    /**
     * Brings work that returns forward; the pause after it begins when it has ended, as always.
     *
     * @return false if that cannot be, because it is being done right now, or nobody does it, as before the start
     * @throws LedgerException if the database cannot do it
     */
    public boolean bringForward(String name, Instant when) {
        Scheduler running = scheduler;
        if (running == null) {
            return false;
        }
        try {
            return ask(() -> running.reschedule(TaskInstanceId.of(name, RecurringTask.INSTANCE), when));
        } catch (TaskInstanceException notNow) {
            // It is being done, or there is none, or a node has taken it a moment ago.
            return false;
        }
    }

    /** Begins to do what is due. */
    public void start() {
        SchedulerBuilder builder = Scheduler.create(database.source(), List.copyOf(dated))
                .tableName(TABLE)
                .threads(THREADS)
                .pollingInterval(settings.look())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(WAIT_AT_THE_END)
                .failureLogging(LogLevel.OFF, false)
                .addSchedulerListener(metrics)
                // What this node does not do, another one may: of another version, or with other options.
                .deleteUnresolvedAfter(NEVER)
                .enableImmediateExecution();
        if (database.dialect() == Dialect.POSTGRESQL) {
            builder.pollUsingLockAndFetch(FETCH_MORE_BELOW, FETCH_UP_TO);
        }
        recurring.forEach(builder::startTasks);
        Scheduler started = builder.build();
        scheduler = started;
        started.start();
    }

    /** Begins nothing new, and waits ten seconds for what is under way; what does not end is done again elsewhere. */
    @Override
    public void close() {
        Scheduler running = scheduler;
        if (running != null) {
            running.stop();
        }
    }

    /** The library has an exception of its own for what a database refuses. */
    private <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (SQLRuntimeException failure) {
            throw failure.getCause() instanceof SQLException refusal ? database.explain(refusal) : failure;
        }
    }

    private Scheduler running() {
        Scheduler running = scheduler;
        if (running == null) {
            throw new IllegalStateException("The schedule has not started yet");
        }
        return running;
    }

    /** From ten seconds to somewhat over an hour. */
    private static Duration pause(int failures) {
        return Duration.ofSeconds(10L << Math.min(failures, 9));
    }
}
