package dev.belay.json.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.core.Value;
import dev.belay.core.condition.Condition;
import dev.belay.core.flag.MemberSet;
import dev.belay.core.flag.Segment;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Json;
import dev.belay.json.Violation;
import dev.belay.json.member.MemberEdit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SegmentFormatTest {

    private static final String FULL = """
            {"format": 1, "key": "beta", "when": {"attribute": "plan", "equals": "gold"},
             "included": ["b", "a"], "excluded": ["c"], "by": "company"}
            """;

    @Test
    void writesWhatItRead() {
        assertThat(SegmentFormat.write(SegmentFormat.read(Json.read(FULL)))).isEqualTo(Json.read(FULL));
        assertThat(SegmentFormat.readLenient("beta", Json.read(FULL))).isEqualTo(SegmentFormat.read(Json.read(FULL)));
    }

    @Test
    void keepsWhatADocumentDemands() {
        Value document = Json.read("{\"key\": \"beta\", \"requires\": [\"operator:semver\"]}");

        Segment segment = SegmentFormat.read(document);

        assertThat(segment.requires()).containsExactly("operator:semver");
        assertThat(SegmentFormat.read(SegmentFormat.write(segment))).isEqualTo(segment);
        assertThat(segment.withMembers(MemberSet.EMPTY)).isEqualTo(segment);
        assertThat(Capabilities.usedBy(segment)).containsExactly("operator:semver");
    }

    @Test
    void changesMembersAndNothingElse() {
        MemberSet members = MemberEdit.apply(MemberSet.EMPTY, List.of("a"), List.of());
        Value.StructureValue newer =
                (Value.StructureValue) Json.read("{\"key\": \"beta\", \"mood\": {\"blue\": true}}");

        Value.StructureValue changed = SegmentFormat.withMembers(newer, members);

        assertThat(SegmentFormat.readLenient("beta", changed, Optional.of(members))
                        .members())
                .contains(members);
        assertThat(changed.members()).containsEntry("mood", Json.read("{\"blue\": true}"));
        assertThat(SegmentFormat.withMembers(changed, MemberSet.EMPTY)).isEqualTo(newer);
    }

    @Test
    void fillsInWhatIsLeftOut() {
        Segment segment = SegmentFormat.read(Json.read("{\"key\":\"beta\"}"));

        assertThat(segment).isEqualTo(new Segment("beta", Optional.empty(), Set.of(), Set.of(), "targetingKey"));
        assertThat(SegmentFormat.write(segment))
                .isEqualTo(Json.read("{\"format\":1,\"key\":\"beta\",\"included\":[],\"excluded\":[],"
                        + "\"by\":\"targetingKey\"}"));
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> SegmentFormat.read(Json.read(
                        "{\"key\":\"a/b\",\"when\":{\"attribute\":\"\",\"equals\":1},\"included\":{},\"by\":\"\","
                                + "\"members\":{\"chunks\":[\"x\"]},\"name\":\"x\"}")))
                .satisfies(refusal -> assertThat(refusal.violations())
                        .extracting(Violation::path)
                        .containsExactlyInAnyOrder(
                                "/key",
                                "/when/attribute",
                                "/included",
                                "/by",
                                "/members/chunks/0",
                                "/members/count",
                                "/name"));
    }

    @Test
    void refusesMoreKeysThanTheLimit() {
        String keys =
                IntStream.rangeClosed(0, 10_000).mapToObj(n -> "\"k" + n + "\"").collect(Collectors.joining(","));
        String wrong = "{\"key\":\"a\",\"included\":[" + keys + "]}";

        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> SegmentFormat.read(Json.read(wrong)))
                .withMessage("The segment lists 10001 keys; upload more than that as its members"
                        + " (allowed: at most 10000 keys together)");
    }

    @Nested
    class WithMembers {

        private final MemberSet members = MemberEdit.apply(MemberSet.EMPTY, List.of("a", "b", "日本"), List.of());
        private final String hash = members.chunks().get(0).hash();
        private final Value document = document(hash, 3);

        @Test
        void namesTheirChunks() {
            Segment segment =
                    SegmentFormat.read(document, Map.of(hash, members.chunks().get(0))::get);

            assertThat(segment.members()).contains(members);
            assertThat(segment.lists("日本")).isTrue();
            assertThat(SegmentFormat.write(segment).members().get("members"))
                    .isEqualTo(((Value.StructureValue) document).members().get("members"));
            assertThat(SegmentFormat.readLenient("beta", document, Optional.of(members)))
                    .isEqualTo(segment);
        }

        @Test
        void refusesThemWhereTheyAreNotStored() {
            assertThatExceptionOfType(InvalidDocumentException.class)
                    .isThrownBy(() -> SegmentFormat.read(document))
                    .withMessageContaining("uploaded");
        }

        @Test
        void refusesAnotherCount() {
            assertThatExceptionOfType(InvalidDocumentException.class)
                    .isThrownBy(() -> SegmentFormat.read(
                            document(hash, 4), chunk -> members.chunks().get(0)))
                    .withMessageContaining("3 keys, not 4");
        }

        @Test
        void refusesChunksThatDoNotFollowOneAnother() {
            Value twice = document(hash + "\",\"" + hash, 6);

            assertThatExceptionOfType(InvalidDocumentException.class)
                    .isThrownBy(() ->
                            SegmentFormat.read(twice, chunk -> members.chunks().get(0)))
                    .withMessageContaining("does not come after");
        }

        @Test
        void refusesMoreChunksThanTheLimit() {
            String many = String.join("\",\"", Collections.nCopies(SegmentFormat.MAX_CHUNKS + 1, hash));

            assertThatExceptionOfType(InvalidDocumentException.class)
                    .isThrownBy(() -> SegmentFormat.read(
                            document(many, 6), chunk -> members.chunks().get(0)))
                    .withMessageContaining("at most 8192 chunks");
        }

        @Test
        void cannotBeAskedWhenTheyAreNotAtHand() {
            Segment segment = SegmentFormat.readLenient("beta", document, Optional.empty());

            assertThat(segment.when()).get().isInstanceOf(Condition.NotUnderstood.class);
            assertThat(segment.lists("a")).isFalse();
        }

        @Test
        void makesNothingOfASetWithoutKeys() {
            Segment segment =
                    SegmentFormat.read(Json.read("{\"key\":\"beta\",\"members\":{\"chunks\":[],\"count\":0}}"));

            assertThat(segment.members()).isEmpty();
        }

        private Value document(String chunks, int count) {
            return Json.read(
                    "{\"key\":\"beta\",\"members\":{\"chunks\":[\"" + chunks + "\"],\"count\":" + count + "}}");
        }
    }

    @Test
    void keepsASegmentThatItDoesNotUnderstandAsOneThatCannotBeAsked() {
        Segment segment = SegmentFormat.readLenient(
                "beta", Json.read("{\"key\":\"beta\",\"when\":{\"attribute\":\"v\",\"soundsLike\":\"a\"}}"));

        assertThat(segment.when()).get().isInstanceOf(Condition.NotUnderstood.class);
    }
}
