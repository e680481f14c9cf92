package dev.belay.cli.segment;

import picocli.CommandLine.Parameters;

/**
 * The segment that a command is about.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class SegmentKey {

    @Parameters(index = "0", paramLabel = "KEY", description = "The segment's key.")
    private String text = "";

    String text() {
        return text;
    }
}
