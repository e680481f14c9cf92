package dev.belay.verification.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Something that writes into a data folder and can be killed. */
interface Victim {

    /**
     * Starts it, lets it write, and kills it.
     *
     * @param folder  its data folder
     * @param life    how long it may write after its first acknowledgement
     * @param earlier what was acknowledged in earlier lives in this folder
     */
    Life liveAndDie(Path folder, Duration life, List<Acknowledged> earlier) throws IOException, InterruptedException;

    /**
     * What happened between a start and a kill.
     *
     * @param acknowledged what was acknowledged
     * @param forgotten    what the restarted victim did not know any more of what was acknowledged earlier
     */
    record Life(List<Acknowledged> acknowledged, List<Acknowledged> forgotten) {}
}
