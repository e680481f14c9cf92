package dev.belay.ledger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.json.entry.Actor;
import dev.belay.json.state.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class DraftTest {

    @Test
    void refusesTwoChangesOfOneSubject() {
        DraftChange removal = DraftChange.remove(Subject.flag("basket"));
        Authorship ana = Authorship.of(new Actor("user", "u1", "Ana"));

        assertThatThrownBy(() -> Draft.of(LedgerId.INSTANCE, ana, "archive", List.of(removal, removal)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("flag/basket");
    }
}
