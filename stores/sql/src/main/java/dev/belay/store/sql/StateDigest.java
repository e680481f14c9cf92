package dev.belay.store.sql;

import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Sha256;
import dev.belay.json.state.SubjectState;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.stream.Collectors;

/**
 * One hash over everything that a state consists of. Unlike a state's own checksum, which SDKs compare, it covers
 * tombstones too: losing one would let its versions be used twice.
 */
final class StateDigest {

    private StateDigest() {}

    static String of(LedgerState state) {
        String text = state.tombstones().stream()
                .sorted(Comparator.comparing(SubjectState::subject))
                .map(each -> each.subject() + "\u0000" + each.version() + "\n")
                .collect(Collectors.joining("", state.checksum().hex() + "\n", ""));
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
