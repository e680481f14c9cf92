package dev.belay.verification.published;

import java.util.function.BiConsumer;

/**
 * Cases that one product publishes.
 *
 * @param name  what the report calls it
 * @param least how many cases it has at least, so that a suite that lost its cases does not pass
 * @param cases reads the cases and puts each into the tally
 */
record Suite(String name, int least, BiConsumer<SuiteFiles, Tally> cases) {

    /** Asks every case. */
    Tally run(SuiteFiles files) {
        Tally tally = new Tally(name, least);
        cases.accept(files, tally);
        return tally;
    }
}
