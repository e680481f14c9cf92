package dev.belay.json.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Violation;
import dev.belay.json.state.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryFormatTest {

    private static final Actor ADA = new Actor("token", "t1", "ada");
    private static final Value.StructureValue NO_LINKS = new Value.StructureValue(Map.of());

    private final LedgerEntry entry = EntryFormat.seal(
            new Position("e1", 7),
            Instant.parse("2026-01-02T03:04:05.678901Z"),
            ADA,
            Optional.of("grace"),
            "put",
            Optional.of("launch"),
            List.of(new Change(Subject.flag("a"), 3, Optional.of("1".repeat(64)), Optional.of("2".repeat(64)))),
            new Value.StructureValue(Map.of("rollbackOf", Value.of("e1:3"))),
            LedgerEntry.NO_PREVIOUS);

    @Test
    void readsBackWhatItWrote() {
        assertThat(EntryFormat.read(EntryFormat.write(entry))).isEqualTo(entry);
    }

    @Test
    void leavesOutWhatIsNotThere() {
        LedgerEntry bare = EntryFormat.seal(
                new Position("e1", 1),
                Instant.EPOCH,
                ADA,
                Optional.empty(),
                "put",
                Optional.empty(),
                List.of(),
                NO_LINKS,
                LedgerEntry.NO_PREVIOUS);

        assertThat(EntryFormat.read(EntryFormat.write(bare))).isEqualTo(bare);
        assertThat(EntryFormat.value(bare).members()).doesNotContainKeys("onBehalfOf", "reason", "links");
    }

    @Test
    void hasAHashThatHolds() {
        assertThat(EntryFormat.hashHolds(entry)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ada, eve",
        "grace, eve",
        "launch, lunch",
        "put, get",
        "'\"revision\":7', '\"revision\":8'",
        "rollbackOf, rollbackOff",
        "1111111111, 1111011111",
        ".678Z, .679Z"
    })
    void noticesAnyChangeByTheHash(String before, String after) {
        String forged = new String(EntryFormat.write(entry), StandardCharsets.UTF_8).replace(before, after);

        LedgerEntry read = EntryFormat.read(forged.getBytes(StandardCharsets.UTF_8));

        assertThat(read).isNotEqualTo(entry);
        assertThat(EntryFormat.hashHolds(read)).isFalse();
    }

    @Test
    void saysEverythingThatIsWrong() {
        String text = "{\"epoch\":\"e:1\",\"revision\":0,\"at\":\"noon\",\"actor\":{\"kind\":1,\"id\":\"x\"},"
                + "\"changes\":[{\"subject\":{\"kind\":\"Flag\",\"key\":\"a\"},\"version\":1.5,\"after\":\"ff\"}],"
                + "\"previous\":\"0\",\"hash\":\"\",\"extra\":1,\"links\":[]}";

        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> EntryFormat.read(text.getBytes(StandardCharsets.UTF_8)))
                .satisfies(refusal -> assertThat(refusal.violations())
                        .extracting(Violation::path)
                        .containsExactlyInAnyOrder(
                                "/extra",
                                "/epoch",
                                "/revision",
                                "/at",
                                "/actor/kind",
                                "/actor/name",
                                "/action",
                                "/changes/0/subject",
                                "/changes/0/version",
                                "/changes/0/after",
                                "/links",
                                "/previous",
                                "/hash"));
    }
}
