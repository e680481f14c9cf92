package dev.belay.json.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.core.Value;
import dev.belay.core.condition.Condition;
import dev.belay.core.flag.Flag;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.CanonicalJson;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Json;
import dev.belay.json.Violation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions whose operands are a small language of their own. */
class ConditionFormatTest {

    private static final String PATH = "/rules/0/when";

    @ParameterizedTest(name = "{0} → {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', maxCharsPerColumn = 10_000, textBlock = """
        {"attribute": "a", "matches": "x(?=y)"} | /matches | For 'matches' at character 2 there is an invalid or unsupported Perl syntax, '(?=' (allowed: a pattern in RE2 syntax
        {"attribute": "a", "matches": ["a", "b[z-a]"]} | /matches/1 | For 'matches' at character 3 there is an invalid character class range, 'z-a'
        {"attribute": "a", "matches": "((a{1000}){1000}){1000}"} | /matches | For 'matches' its repetitions come to more than 2000 steps
        {"attribute": "a", "matches": 1} | /matches | For 'matches' the operand must be a pattern in RE2 syntax
        {"attribute": "a", "before": "2026-02-30T00:00:00Z"} | /before | For 'before' the operand must be an instant like
        {"attribute": "a", "after": [1]} | /after | For 'after' the operand must be an instant like
        {"attribute": "a", "semver": ">=2.1.0 <3..0"} | /semver | For 'semver' at character 10 a version is wanted, such as 2.1.0, 2.1 or 2.x, perhaps after one of = != < <= > >= ~ ^, and there is '3..0'
        {"attribute": "a", "semver": ["1", ""]} | /semver/1 | For 'semver' at character 1 a version is wanted
        {"attribute": "a", "cidr": "10.0.0.0/33"} | /cidr | For 'cidr' at character 10 a number of bits from 0 to 32 is wanted, and there is '33'
        {"attribute": "a", "cidr": ["::1", "example.com"]} | /cidr/1 | For 'cidr' at character 1 an IP address is wanted, and there is 'example.com'
        {"attribute": "a", "sha256In": {"salt": "s", "hashes": ["00"]}} | /sha256In/hashes/0 | For 'sha256In' each hash must be a SHA-256 in 64 hexadecimal digits, and it is "00" (allowed: 64 hexadecimal digits)
        {"attribute": "a", "sha256In": {"hashes": []}} | /sha256In | For 'sha256In' the operand must be {"salt": a text
        {"attribute": "a", "contains": "1", "as": "version"} | /as | For 'contains' there is no comparison as version (allowed: equals, in, lessThan
        {"attribute": "a", "atLeast": "one", "as": "version"} | /atLeast | For 'atLeast' the operand must be a version like 2.1.0
        {"attribute": "a", "in": ["1", "x"], "as": "time"} | /in/1 | For 'in' each item must be an instant like
        {"attribute": "a", "startsWith": "5", "as": "number"} | /as | For 'startsWith' there is no comparison as number (allowed: equals, in, lessThan, atMost, greaterThan, atLeast, between, modulo, before, after, exists, absent, type)
        {"attribute": "a", "containsAny": [1], "as": "number"} | /as | For 'containsAny' there is no comparison as number
        {"attribute": "a", "lessThan": 5, "as": "text"} | /as | For 'lessThan' there is no comparison as text (allowed: equals, in, contains, startsWith, endsWith, matches, before, after, semver, cidr, sha256In, exists, absent, type)
        {"attribute": "a", "equals": "5", "as": "number"} | /equals | For 'equals' and "as": "number" the operand must be a number, and it is "5" (allowed: a number)
        {"attribute": "a", "equals": 7, "as": "text"} | /equals | For 'equals' and "as": "text" the operand must be a text, and it is 7 (allowed: a text)
        {"attribute": "a", "in": [1, true], "as": "number"} | /in/1 | For 'in' and "as": "number" each item must be a number, and it is true (allowed: a number)
        {"attribute": "a", "type": "string", "as": "number"} | /type | For 'type' and "as": "number" the operand must be "number", and it is "string" (allowed: "number")
        {"attribute": "a", "gte": 3} | /gte | There is no operator 'gte'; did you mean 'atLeast'? (allowed: absent
        {"attribute": "a", "$lt": 3} | /$lt | There is no operator '$lt'; did you mean 'lessThan'?
        {"attribute": "a", "eq": 3} | /eq | There is no operator 'eq'; did you mean 'equals'?
        {"attribute": "a", "regex": "x"} | /regex | There is no operator 'regex'; did you mean 'matches'?
        {"attribute": "a", "STR_CONTAINS": "x"} | /STR_CONTAINS | There is no operator 'STR_CONTAINS'; did you mean 'contains'?
        {"attribute": "a", "NUM_LTE": 3} | /NUM_LTE | There is no operator 'NUM_LTE'; did you mean 'atMost'?
        {"attribute": "a", "semver_gt": "1.0.0"} | /semver_gt | There is no operator 'semver_gt'; did you mean 'semver'?
        {"attribute": "a", "greaterThanOrEqual": 3} | /greaterThanOrEqual | There is no operator 'greaterThanOrEqual'; did you mean 'atLeast'?
        {"attribute": "a", "NOT_IN": ["x"]} | /NOT_IN | There is no operator 'NOT_IN'; did you mean 'in' with "negate": true?
        {"attribute": "a", "ne": "x"} | /ne | There is no operator 'ne'; did you mean 'equals' with "negate": true?
        {"attribute": "a", "lessThan": 3, "ignoreCase": true} | /ignoreCase | 'lessThan' compares no texts, so there is no case to ignore; leave 'ignoreCase' out
        {"attribute": "a", "equals": 3, "as": "number", "ignoreCase": true} | /ignoreCase | As number, 'equals' compares no texts, so there is no case to ignore; leave 'ignoreCase' out
        {"now": {}} | /now | This must have 'after', 'before' or both
        {"now": {"after": 5, "before": 5}} | /now | 'after' must be earlier than 'before'
        {"now": {"after": "soon"}} | /now/after | This must be an instant, and it is "soon" (allowed: an instant like
        {"now": {"afer": 1}} | /now/afer | There is no field 'afer' here; did you mean 'after'?
        {"time": {"zone": "Europe/Lisbo", "from": "09:00"}} | /time/zone | There is no time zone 'Europe/Lisbo'; did you mean 'Europe/Lisbon'? (allowed: a name of the IANA database
        {"time": {"zone": "+01:00", "from": "09:00"}} | /time/zone | There is no time zone '+01:00'
        {"time": {"from": "09:00"}} | /time/zone | The field 'zone' is missing
        {"time": {"zone": "UTC"}} | /time | This must have 'from', 'to' or 'days'
        {"time": {"zone": "UTC", "from": "9:00"}} | /time/from | '9:00' is not a time of the day (allowed: a time like 09:00
        {"time": {"zone": "UTC", "from": "09:00", "to": "09:00"}} | /time | 'from' and 'to' must differ
        {"time": {"zone": "UTC", "days": ["monday"]}} | /time/days/0 | There is no day 'monday'; did you mean 'mon'? (allowed: mon, tue
        {"time": {"zone": "UTC", "days": []}} | /time | 'days' must name at least one day
        """)
    void aMistakeIsRefusedWhereItStands(String condition, String path, String message) {
        InvalidDocumentException refused =
                catchThrowableOfType(InvalidDocumentException.class, () -> FlagFormat.read(flag(condition)));

        assertThat(refused.violations()).extracting(Violation::path).contains(PATH + path);
        assertThat(refused.violations().stream()
                        .filter(violation -> violation.path().equals(PATH + path))
                        .toList()
                        .get(0))
                .asString()
                .startsWith(PATH + path + ": " + message);
        assertThat(FlagFormat.readLenient("a", 1, flag(condition))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"time\": {\"zone\": \"UTC\", \"days\": [\"monday\"]}}",
                "{\"time\": {\"zone\": \"UTC\", \"days\": \"mon\"}}",
                "{\"now\": {\"after\": 5, \"before\": \"soon\"}}"
            })
    void whatCouldNotBeReadIsNotWrongTwice(String condition) {
        InvalidDocumentException refused =
                catchThrowableOfType(InvalidDocumentException.class, () -> FlagFormat.read(flag(condition)));

        assertThat(refused.violations()).hasSize(1);
    }

    @Test
    void rangesWithoutRegardToCaseAreCountedOverTheWholeDocument() {
        String pattern = "{\"attribute\": \"a\", \"ignoreCase\": true, \"matches\": [\"[\u00c0-\\\\x{10FFFF}]{3}\"]}";
        String minding = pattern.replace("true", "false");

        FlagFormat.read(flag(any(15, pattern)));
        FlagFormat.read(flag(any(16, minding)));
        InvalidDocumentException refused =
                catchThrowableOfType(InvalidDocumentException.class, () -> FlagFormat.read(flag(any(16, pattern))));

        assertThat(refused.violations())
                .singleElement()
                .asString()
                .startsWith(PATH + "/any/15/matches: With this pattern, the ranges")
                .contains("2000944 characters", "(allowed: at most 2000000 characters in such ranges)");
    }

    private static String any(int times, String condition) {
        return "{\"any\": [" + String.join(", ", Collections.nCopies(times, condition)) + "]}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"attribute":"a","matches":["^a+$","b"]} | {"attribute":"a","matches":["^a+$","b"]}
        {"attribute":"a","as":"version","semver":">=1.2 <3"} | {"as":"version","attribute":"a","semver":">=1.2 <3"}
        {"attribute":"a","before":5,"as":"time"} | {"as":"time","attribute":"a","before":5}
        {"attribute":"a","cidr":"10.0.0.1/8","negate":true} | {"attribute":"a","cidr":"10.0.0.1/8","negate":true}
        {"now":{"after":0,"before":"2026-01-02T04:04:05.6789+01:00"}} | {"now":{"after":"1970-01-01T00:00:00.000Z","before":"2026-01-02T03:04:05.678Z"}}
        {"time":{"zone":"UTC","days":["sun","mon"]}} | {"time":{"days":["mon","sun"],"from":"00:00","to":"24:00","zone":"UTC"}}
        {"time":{"zone":"Asia/Tokyo","from":"22:00:01","to":"06:00:00"}} | {"time":{"days":["mon","tue","wed","thu","fri","sat","sun"],"from":"22:00:01","to":"06:00","zone":"Asia/Tokyo"}}
        """)
    void aConditionIsWrittenFilledIn(String given, String written) {
        Flag flag = FlagFormat.read(flag(given));

        Map<String, Value> document = FlagFormat.write(flag).members();
        Value rule = ((Value.ListValue) document.get("rules")).items().get(0);
        Value when = ((Value.StructureValue) rule).members().get("when");
        assertThat(CanonicalJson.text(when)).isEqualTo(written);
        assertThat(FlagFormat.read(Value.of(document))).isEqualTo(flag);
        assertThat(FlagFormat.readLenient("a", 1, Value.of(document))).isEqualTo(new SnapshotFlag.Understood(1, flag));
    }

    @Test
    void capabilitiesNameWhatADocumentMayDemand() {
        assertThat(Capabilities.KNOWN)
                .contains(
                        "operator:matches",
                        "operator:before",
                        "operator:after",
                        "operator:semver",
                        "operator:cidr",
                        "operator:sha256In",
                        "as:version",
                        "as:time",
                        "condition:time",
                        "condition:now");
    }

    @Test
    void aPatternOfAnyLengthCostsLittleToRefuse() {
        String deep = "(".repeat(30_000) + "a" + ")".repeat(30_000);

        assertThat(FlagFormat.readLenient("a", 1, flag("{\"attribute\": \"a\", \"matches\": \"" + deep + "\"}")))
                .isInstanceOf(SnapshotFlag.NotUnderstood.class);
    }

    @Test
    void secretHashesAreNotWords() {
        Flag flag =
                FlagFormat.read(flag("{\"attribute\": \"a\", \"sha256In\": {\"salt\": \"pepper\", \"hashes\": []}}"));
        List<Condition> conditions =
                flag.rules().stream().map(rule -> rule.when()).toList();

        assertThat(conditions.toString()).doesNotContain("pepper");
    }

    private static Value flag(String condition) {
        return Json.read("{\"key\": \"a\", \"type\": \"boolean\", \"enabled\": true,"
                + "\"variants\": [{\"name\": \"x\", \"value\": true}],"
                + "\"rules\": [{\"id\": \"r\", \"when\": " + condition + ", \"serve\": {\"variant\": \"x\"}}]}");
    }
}
