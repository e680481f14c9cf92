package dev.belay.json.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Value;
import dev.belay.json.Json;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {

    @Test
    void areThoseOfEveryConditionAndSplit() {
        assertThat(Capabilities.usedBy(FlagFormat.read(flag("""
                        "requires": ["operator:in"],
                        "rules": [
                          {"id": "a", "when": {"all": [{"not": {"attribute": "app", "semver": ">=2"}}, {"segment": "s"},
                                                       {"attribute": "age", "atLeast": 7, "as": "number"},
                                                       {"now": {"after": "2026-01-01T00:00:00Z"}}]},
                           "serve": {"split": {"slices": [{"rest": true, "weight": 1}, {"variant": "on", "weight": 9}],
                                               "bucketing": {"algorithm": "unleash", "total": 100}}}},
                          {"id": "b", "when": {"any": [{"share": {"from": 0, "to": 1,
                                                        "bucketing": {"salt": "x", "algorithm": "gutter", "total": 100}}},
                                                       {"time": {"zone": "UTC", "days": ["mon"]}}]},
                           "serve": {"variant": "on"}}],"""))))
                .containsExactlyInAnyOrder(
                        "operator:in",
                        "operator:semver",
                        "operator:atLeast",
                        "as:number",
                        "condition:all",
                        "condition:any",
                        "condition:not",
                        "condition:attribute",
                        "condition:segment",
                        "condition:now",
                        "condition:time",
                        "condition:share",
                        "algorithm:belay-1",
                        "algorithm:unleash",
                        "algorithm:gutter",
                        "slice:rest");
    }

    @Test
    void areThoseOfASegmentsCondition() {
        assertThat(Capabilities.usedBy(SegmentFormat.read(Json.read("""
                        {"key": "s", "when": {"any": [{"attribute": "ip", "cidr": "10.0.0.0/8"},
                                                      {"flag": "f", "disabled": true}]}}"""))))
                .containsExactlyInAnyOrder("condition:any", "condition:attribute", "condition:flag", "operator:cidr");
    }

    @Test
    void areAllKnown() {
        assertThat(Capabilities.KNOWN).containsAll(Capabilities.usedBy(FlagFormat.read(flag(""))));
        assertThat(Capabilities.KNOWN).hasSizeLessThanOrEqualTo(100);
    }

    private static Value flag(String more) {
        return Json.read("""
                {"key": "f", "type": "boolean", "enabled": true, %s "variants": [{"name": "on", "value": true}]}
                """.formatted(more));
    }
}
