package dev.belay.control;

import dev.belay.core.preview.SplitPreview;
import java.util.List;

/**
 * What a write moves in the splits of one flag.
 *
 * @param flag   the flag's key
 * @param splits every place whose split changes
 */
public record FlagMovement(String flag, List<SplitPreview> splits) {

    /** Copies the list. */
    public FlagMovement {
        splits = List.copyOf(splits);
    }
}
