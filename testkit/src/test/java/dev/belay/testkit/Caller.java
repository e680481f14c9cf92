package dev.belay.testkit;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Somebody else who calls a store, and may have to wait for it. */
final class Caller<T> {

    private final FutureTask<T> task;
    private final Thread thread;

    private Caller(Callable<T> call) {
        this.task = new FutureTask<>(call);
        this.thread = new Thread(task, "caller");
    }

    static <T> Caller<T> calls(Callable<T> call) {
        Caller<T> caller = new Caller<>(call);
        caller.thread.start();
        return caller;
    }

    /** Starts a call and returns once it waits for something. */
    static <T> Caller<T> waits(Callable<T> call) {
        Caller<T> caller = calls(call);
        while (!isWaiting(caller.thread.getState())) {
            if (caller.task.isDone()) {
                throw new AssertionError("The call was answered without waiting");
            }
            Thread.onSpinWait();
        }
        return caller;
    }

    private static boolean isWaiting(Thread.State state) {
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    void interrupt() {
        thread.interrupt();
    }

    T answer() throws Exception {
        return task.get(30, TimeUnit.SECONDS);
    }
}
