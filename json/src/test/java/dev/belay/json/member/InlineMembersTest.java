package dev.belay.json.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.Value;
import dev.belay.json.InvalidDocumentException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InlineMembersTest {

    @Test
    void takesTheListOutOfTheDocument() {
        InlineMembers inline = InlineMembers.of(segment(List.of(Value.of("ana"), Value.of("bob"))));

        assertThat(inline.rest()).isEqualTo(Value.of(Map.of("key", Value.of("customers"))));
        assertThat(inline.members())
                .hasValueSatisfying(members -> assertThat(members.count()).isEqualTo(2));
    }

    @Test
    void namesTheFirstHundredBadItemsOfAMillion() {
        Value segment = segment(Collections.nCopies(1_000_000, Value.of(7.0)));

        assertThatThrownBy(() -> InlineMembers.of(segment))
                .isInstanceOfSatisfying(
                        InvalidDocumentException.class,
                        invalid -> assertThat(invalid.violations()).hasSize(100));
    }

    private static Value segment(List<Value> members) {
        return Value.of(Map.of("key", Value.of("customers"), "members", Value.of(members)));
    }
}
