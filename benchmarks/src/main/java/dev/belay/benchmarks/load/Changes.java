package dev.belay.benchmarks.load;

import dev.belay.benchmarks.ManagementApi;
import dev.belay.core.Position;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Makes changes at a steady pace. <b>Thread-safety:</b> confined to one thread at a time. */
final class Changes {

    private final Write write;
    private final long nanosBetween;
    private int made;

    Changes(Write write, double rate) {
        this.write = write;
        this.nanosBetween = (long) (1e9 / rate);
    }

    /** Makes one change. */
    interface Write {

        /**
         * Answers the acknowledged position.
         *
         * @param number counts from 0
         */
        String make(int number) throws IOException, InterruptedException;
    }

    /** Switches a flag off and on again. */
    static Changes switching(ManagementApi api, double rate) {
        return new Changes(number -> api.switchTo(LoadedServer.FLAG, number % 2 == 1), rate);
    }

    /** Gives a flag of its own another value of so many characters each time. */
    static Changes large(ManagementApi api, double rate, int characters) {
        return new Changes(
                number -> ManagementApi.text(api.replace("flags/load.large", large(number, characters)), "position"),
                rate);
    }

    static String large(int number, int characters) {
        String value = (number + " ").repeat(characters).substring(0, characters);
        return """
                {"key":"load.large","type":"string","variants":[{"name":"long","value":"%s"}],\
                "enabled":true,"otherwise":{"variant":"long"}}""".formatted(value);
    }

    /** Makes changes that do not count; answers the position of the last. */
    Position warmUp(int count) throws IOException, InterruptedException {
        return run(count, new Timeline(count, 0));
    }

    /** Makes changes and notes when they were sent and acknowledged; answers the position of the last. */
    Position run(int count, Timeline timeline) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        String last = "";
        for (int change = 0; change < count; change++) {
            long due = begun + change * nanosBetween - System.nanoTime();
            if (due > 0) {
                TimeUnit.NANOSECONDS.sleep(due);
            }
            long sent = System.nanoTime();
            last = write.make(made++);
            timeline.written(change, sent, System.nanoTime());
        }
        return Position.parse(last);
    }
}
