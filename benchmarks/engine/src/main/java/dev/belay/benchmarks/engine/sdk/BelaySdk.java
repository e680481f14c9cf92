package dev.belay.benchmarks.engine.sdk;

import dev.belay.benchmarks.engine.workload.Flags;
import dev.belay.benchmarks.engine.workload.Person;
import dev.belay.benchmarks.engine.workload.Sdk;
import dev.belay.client.Belay;
import dev.belay.client.Toggle;
import dev.belay.core.EvaluationContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Belay, asked by key. */
class BelaySdk implements Sdk {

    // Kept here, because the library of loggers forgets the level of one that nobody holds.
    private static final Logger LOG = Logger.getLogger("dev.belay.client");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final Belay belay;
    final EvaluationContext[] contexts =
            Person.ALL.stream().map(BelaySdk::context).toArray(EvaluationContext[]::new);
    private final String[] keys;

    BelaySdk(Flags flags, Path file) {
        belay = open(file);
        keys = flags.keys();
    }

    static Belay open(Path file) {
        LOG.setLevel(Level.WARNING);
        Belay belay = Belay.file(file);
        if (!belay.awaitReady(PATIENCE)) {
            throw new IllegalStateException("Belay did not take its flags: " + belay.status());
        }
        return belay;
    }

    private static EvaluationContext context(Person person) {
        return EvaluationContext.of(person.id())
                .with("country", person.country())
                .with("version", person.version())
                .with("email", person.email())
                .with("plan", person.plan());
    }

    @Override
    public boolean isOn(int flag, int person) {
        return belay.isActive(keys[flag], contexts[person]);
    }

    @Override
    public String text(int flag, int person) {
        return belay.stringValue(keys[flag], contexts[person], "");
    }

    @Override
    public void close() {
        belay.close();
    }

    /** Belay, asked through the handle that the application keeps. */
    static final class ByToggle extends BelaySdk {

        private final Toggle[] toggles;

        ByToggle(Flags flags, Path file) {
            super(flags, file);
            toggles = Arrays.stream(flags.keys()).map(belay::toggle).toArray(Toggle[]::new);
        }

        @Override
        public boolean isOn(int flag, int person) {
            return toggles[flag].isActive(contexts[person]);
        }
    }
}
