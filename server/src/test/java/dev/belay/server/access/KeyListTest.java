package dev.belay.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.json.InvalidDocumentException;
import dev.belay.ledger.LedgerId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyListTest {

    private static final LedgerId FLAGS = LedgerId.flagSet("shop", "production");

    private static Credential.FlagSetKey key(String id, KeyKind kind) {
        Issue issue = new Issue(id, "", SecretHash.of("secret " + id), Instant.EPOCH, "");
        return new Credential.FlagSetKey(issue, kind, "shop", "production");
    }

    @Test
    void readsBackWhatItWrote() {
        KeyList list = new KeyList(FLAGS, List.of(key("a", KeyKind.SERVER), key("b", KeyKind.REPLICA)));

        assertThat(KeyList.read(list.write())).isEqualTo(list);
    }

    @Test
    void passesOverKindsThatItDoesNotKnow() {
        String written = text(new KeyList(FLAGS, List.of(key("a", KeyKind.SERVER))));

        assertThat(read(written.replace("\"server\"", "\"edge\"")).keys()).isEmpty();
    }

    @Test
    void refusesWhatIsNoList() {
        String written = text(new KeyList(FLAGS, List.of(key("a", KeyKind.SERVER))));

        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> read(written.replace("\"hash\":\"", "\"hash\":\"x")));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> read(written.replace("shop/production", "no/flag/set")));
    }

    private static String text(KeyList list) {
        return new String(list.write(), StandardCharsets.UTF_8);
    }

    private static KeyList read(String text) {
        return KeyList.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
