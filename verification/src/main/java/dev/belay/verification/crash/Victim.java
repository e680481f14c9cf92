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
     * @param folder its data folder
     * @param life   how long it may write after its first acknowledgement
     * @return what was acknowledged meanwhile
     */
    List<Acknowledged> liveAndDie(Path folder, Duration life) throws IOException, InterruptedException;
}
