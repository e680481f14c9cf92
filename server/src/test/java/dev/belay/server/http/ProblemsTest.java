package dev.belay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Value;
import dev.belay.ledger.StoreUnavailableException;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    @Test
    void saysThatAChangeWasNotMadeOnlyWhereThatIsCertain() {
        RefusedException certain = Problems.refusal(StoreUnavailableException.notMade("it waited too long"));
        RefusedException uncertain = Problems.refusal(new StoreUnavailableException("the answer was lost"));

        assertThat(certain.name()).isEqualTo(ProblemName.STORE_UNAVAILABLE);
        assertThat(certain.members()).containsEntry("made", Value.of(false));
        assertThat(uncertain.members()).isEmpty();
    }
}
