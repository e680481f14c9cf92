package dev.belay.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.entry.Actor;
import dev.belay.json.entry.Change;
import dev.belay.json.entry.EntryFormat;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.LedgerId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChainCheckTest {

    private static final LedgerId LEDGER = LedgerId.flagSet("default", "production");
    private static final Subject BASKET = Subject.flag("basket");
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Document ONE = Document.of(Value.of(1));
    private static final Document TWO = Document.of(Value.of(2));
    private static final Optional<String> NONE = Optional.empty();
    private static final Optional<String> HASH_OF_ONE = Optional.of(ONE.hash());
    private static final Optional<String> HASH_OF_TWO = Optional.of(TWO.hash());
    private static final Map<String, Document> DOCUMENTS = Map.of(ONE.hash(), ONE, TWO.hash(), TWO);
    private static final LedgerEntry FIRST =
            entry(1, NOON, new Change(BASKET, 1, NONE, HASH_OF_ONE), LedgerEntry.NO_PREVIOUS);

    private final ChainCheck check = new ChainCheck(
            LEDGER, LedgerState.empty("e1"), LedgerEntry.NO_PREVIOUS, hash -> Optional.ofNullable(DOCUMENTS.get(hash)));

    @Test
    void followsAnIntactChainToItsState() {
        LedgerEntry second = entry(2, NOON, new Change(BASKET, 2, HASH_OF_ONE, HASH_OF_TWO), FIRST.hash());
        LedgerEntry third = entry(3, NOON, new Change(BASKET, 3, HASH_OF_TWO, NONE), second.hash());
        LedgerEntry fourth = entry(4, NOON, new Change(BASKET, 4, NONE, HASH_OF_ONE), third.hash());

        Stream.of(FIRST, second, third, fourth)
                .forEach(entry -> assertThat(check.accept(entry)).isEmpty());

        assertThat(check.state().position()).isEqualTo(new Position("e1", 4));
        assertThat(check.state().subject(BASKET).version()).isEqualTo(4);
        assertThat(check.state().subject(BASKET).document()).contains(ONE);
        assertThat(check.hash()).isEqualTo(fourth.hash());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void findsWhatDoesNotFollow(String detail, LedgerEntry second) {
        assertThat(check.accept(FIRST)).isEmpty();

        Optional<BrokenEntry> broken = check.accept(second);

        assertThat(broken.map(BrokenEntry::ledger)).contains(LEDGER);
        assertThat(broken.map(BrokenEntry::revision)).contains(2L);
        assertThat(broken.orElseThrow().detail()).contains(detail);
    }

    static Stream<Arguments> broken() {
        Change change = new Change(BASKET, 2, HASH_OF_ONE, HASH_OF_TWO);
        Optional<String> unknown = Optional.of("f".repeat(64));
        return Stream.of(
                arguments("does not have the hash", forged(entry(2, NOON, change, FIRST.hash()))),
                arguments("revision 3 stands in its place", entry(3, NOON, change, FIRST.hash())),
                arguments("revision 1 stands in its place", FIRST),
                arguments("it follows the hash", entry(2, NOON, change, "a".repeat(64))),
                arguments("before its predecessor's", entry(2, NOON.minusMillis(1), change, FIRST.hash())),
                arguments("gets version 3 where 2 is next", second(new Change(BASKET, 3, HASH_OF_ONE, HASH_OF_TWO))),
                arguments("gets version 1 where 2 is next", second(new Change(BASKET, 1, HASH_OF_ONE, HASH_OF_TWO))),
                arguments("had the document " + ONE.hash(), second(new Change(BASKET, 2, HASH_OF_TWO, NONE))),
                arguments("had the document (none)", second(new Change(Subject.flag("a"), 1, HASH_OF_ONE, NONE))),
                arguments("is missing", second(new Change(BASKET, 2, HASH_OF_ONE, unknown))));
    }

    @Test
    void findsADocumentThatIsNotWhatItsHashSays() {
        ChainCheck overDamagedDocuments = new ChainCheck(
                LEDGER,
                LedgerState.empty("e1"),
                LedgerEntry.NO_PREVIOUS,
                hash -> Optional.of(Document.verified(hash, TWO.bytes())));

        assertThat(overDamagedDocuments.accept(FIRST).orElseThrow().detail()).contains(ONE.hash(), TWO.hash());
    }

    private static LedgerEntry second(Change change) {
        return entry(2, NOON, change, FIRST.hash());
    }

    private static LedgerEntry entry(long revision, Instant at, Change change, String previous) {
        return EntryFormat.seal(
                new Position("e1", revision),
                at,
                new Actor("user", "u1", "Ana"),
                Optional.empty(),
                "put",
                Optional.of("because"),
                List.of(change),
                new Value.StructureValue(Map.of()),
                previous);
    }

    private static LedgerEntry forged(LedgerEntry entry) {
        return new LedgerEntry(
                entry.position(),
                entry.at(),
                entry.actor(),
                Optional.of("somebody else"),
                entry.action(),
                entry.reason(),
                entry.changes(),
                entry.links(),
                entry.previous(),
                entry.hash());
    }
}
