package dev.belay.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.belay.core.ErrorCode;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Value;
import dev.belay.core.evaluation.Explanation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypedAccessTest {

    private static final EvaluationContext ANYBODY = EvaluationContext.empty();
    private static final String FLAGS = """
            {"flags": [
              {"key": "on", "type": "boolean", "enabled": true, "otherwise": {"variant": "on"},
               "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}]},
              {"key": "limit", "type": "number", "enabled": true, "otherwise": {"variant": "v"},
               "variants": [{"name": "v", "value": 7}]},
              {"key": "rate", "type": "number", "enabled": true, "otherwise": {"variant": "v"},
               "variants": [{"name": "v", "value": 0.25}]},
              {"key": "large", "type": "number", "enabled": true, "otherwise": {"variant": "v"},
               "variants": [{"name": "v", "value": 5000000000}]},
              {"key": "limits", "type": "structure", "enabled": true, "otherwise": {"variant": "v"},
               "variants": [{"name": "v", "value": {"most": 3}}]},
              {"key": "layout", "type": "string", "enabled": true,
               "variants": [{"name": "list", "value": "list"}, {"name": "grid", "value": "grid"}],
               "rules": [{"id": "new", "when": {"all": [
                            {"attribute": "country", "in": ["PT", "ES", "FR", "IT", "DE", "AT"]},
                            {"attribute": "version", "semver": ">=2.1.0 <4"},
                            {"attribute": "email", "endsWith": "@example.com", "ignoreCase": true},
                            {"attribute": "ip", "cidr": ["10.0.0.0/8"]},
                            {"attribute": "age", "atLeast": 18},
                            {"not": {"segment": "staff"}},
                            {"flag": "on", "variants": ["on"]}]},
                          "serve": {"split": {"slices": [{"variant": "grid", "weight": 100000}]}}}],
               "otherwise": {"split": {"slices": [{"variant": "list", "weight": 100000}]}}}],
             "segments": [{"key": "staff", "included": ["ann"], "when": {"attribute": "staff", "equals": true}}]}""";

    @TempDir
    Path folder;

    private Belay belay;

    @BeforeEach
    void open() throws IOException {
        belay = Belay.file(Files.writeString(folder.resolve("flags.json"), FLAGS));
    }

    @AfterEach
    void close() {
        belay.close();
    }

    @Test
    void answersPlainValues() {
        assertThat(belay.isActive("on", ANYBODY)).isTrue();
        assertThat(belay.booleanValue("on", ANYBODY, false)).isTrue();
        assertThat(belay.intValue("limit", ANYBODY, 1)).isEqualTo(7);
        assertThat(belay.longValue("large", ANYBODY, 1)).isEqualTo(5_000_000_000L);
        assertThat(belay.doubleValue("rate", ANYBODY, 1)).isEqualTo(0.25);
        assertThat(belay.stringValue("layout", EvaluationContext.of("user-1"), "none"))
                .isEqualTo("list");
    }

    @Test
    void answersTheDefaultForAnotherTypeAndForWhatIsNotThere() {
        assertThat(belay.booleanValue("limit", ANYBODY, true)).isTrue();
        assertThat(belay.intValue("rate", ANYBODY, 1)).isEqualTo(1);
        assertThat(belay.intValue("large", ANYBODY, 1)).isEqualTo(1);
        assertThat(belay.longValue("on", ANYBODY, 1)).isEqualTo(1);
        assertThat(belay.doubleValue("missing", ANYBODY, 1.5)).isEqualTo(1.5);
        assertThat(belay.stringValue("on", ANYBODY, "none")).isEqualTo("none");
        assertThat(belay.stringValue(null, null, "none")).isEqualTo("none");
    }

    @Test
    void mapsStructures() {
        assertThat(belay.evaluate(
                                "limits",
                                ANYBODY,
                                structure -> structure.members().size(),
                                0)
                        .value())
                .isEqualTo(1);

        EvaluationDetails<Integer> unfit = belay.evaluate(
                "limits",
                ANYBODY,
                structure -> Integer.parseInt(structure.members().keySet().toString()),
                5);
        assertThat(unfit.value()).isEqualTo(5);
        assertThat(unfit.errorCode()).contains(ErrorCode.TYPE_MISMATCH);
        assertThat(unfit.message().orElseThrow()).contains("limits", "mapper", "NumberFormatException");
        assertThat(belay.evaluate("on", ANYBODY, Value.StructureValue::members, null)
                        .errorCode())
                .contains(ErrorCode.TYPE_MISMATCH);
    }

    @Test
    void explainsWithoutWhatIsPrivate() {
        EvaluationContext context = EvaluationContext.of("user-4")
                .with("email", "bea@example.com")
                .with("country", "IT")
                .withPrivate("email");

        Explanation told = belay.explain("layout", context).orElseThrow();

        assertThat(told.evaluation().flag()).isEqualTo("layout");
        assertThat(told.toString()).contains("rule new").doesNotContain("bea@example.com");
        assertThat(belay.explain("missing", context)).isEmpty();
        assertThat(belay.explain(null, null)).isEmpty();
    }

    @Test
    void allocatesNothing() {
        EvaluationContext context = EvaluationContext.of("user-4")
                .with("country", "IT")
                .with("version", "3.14.1")
                .with("email", "bea@example.com")
                .with("ip", "10.1.2.3")
                .with("age", 30);
        Toggle toggle = belay.toggle("on");
        assertThat(belay.evaluate("layout", context, "none").ruleId()).contains("new");

        long before = allocated(() -> ask(toggle, context));
        long after = allocated(() -> ask(toggle, context));

        // The first round loads classes and links lambdas.
        assertThat(after).as("after %s", before).isLessThan(ROUNDS);
    }

    private static final int ROUNDS = 20_000;

    private int ask(Toggle toggle, EvaluationContext context) {
        int seen = 0;
        for (int round = 0; round < ROUNDS; round++) {
            seen += toggle.isActive(context) ? 1 : 0;
            seen += belay.stringValue("layout", context, "none").length();
            seen += belay.intValue("limit", context, 1);
        }
        return seen;
    }

    private static long allocated(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
