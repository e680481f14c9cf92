package dev.belay.benchmarks;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One way to append, and how fast it was in each of its turns. */
final class Contestant {

    private final String name;
    private final Appends appends;
    private final List<Double> rates = new ArrayList<>();

    Contestant(String name, Appends appends) {
        this.name = name;
        this.appends = appends;
    }

    String name() {
        return name;
    }

    void warmUp(Duration turn) throws SQLException, InterruptedException {
        appends.run(turn);
    }

    void measure(Duration turn) throws SQLException, InterruptedException {
        long start = System.nanoTime();
        long appended = appends.run(turn);
        rates.add(appended * 1e9 / (System.nanoTime() - start));
    }

    double median() {
        return rates.stream().sorted().toList().get(rates.size() / 2);
    }

    String rounds() {
        return rates.stream().map("%,.0f"::formatted).collect(Collectors.joining(" "));
    }

    /** Appends for a while. */
    @FunctionalInterface
    interface Appends {

        /** Answers how many entries or rows were durable in time. */
        long run(Duration turn) throws SQLException, InterruptedException;
    }
}
