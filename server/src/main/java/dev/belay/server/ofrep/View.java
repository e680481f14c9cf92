package dev.belay.server.ofrep;

import dev.belay.core.ErrorCode;
import dev.belay.core.evaluation.Evaluation;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.server.access.Credential;
import dev.belay.server.access.KeyKind;
import org.jspecify.annotations.Nullable;

/** Which flags a key may ask for. A flag that it may not see is, to it, no flag at all. */
enum View {
    EVERYTHING,
    EXPOSED_ONLY;

    static View of(Credential.FlagSetKey key) {
        return key.kind() == KeyKind.CLIENT ? EXPOSED_ONLY : EVERYTHING;
    }

    static Evaluation absent(String flag, Snapshot snapshot) {
        return new Evaluation.Failed(
                flag, 0, snapshot.position(), ErrorCode.FLAG_NOT_FOUND, "There is no flag '" + flag + "'");
    }

    boolean shows(@Nullable SnapshotFlag flag) {
        return switch (this) {
            case EVERYTHING -> flag != null;
            case EXPOSED_ONLY ->
                flag instanceof SnapshotFlag.Understood understood
                        && understood.flag().exposed();
        };
    }
}
