package dev.belay.verification.published;

import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.server.Components;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.LDConfig;
import com.launchdarkly.sdk.server.integrations.FileData;
import dev.belay.core.Value;
import io.getunleash.engine.Context;
import io.getunleash.engine.UnleashEngine;
import io.getunleash.engine.YggdrasilInvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The products' own SDKs, reading the same split from a file: nobody gets another variant from Belay. */
class RealSdksTest {

    private static final int KEYS = 20_000;

    @Test
    void launchDarkly(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("flags.json"), """
                {"flags": {"f": {"key": "f", "version": 1, "on": true, "salt": "abc", "variations": [0, 1, 2],
                  "offVariation": 0, "fallthrough": {"rollout": {"variations": [
                    {"variation": 0, "weight": 33333}, {"variation": 1, "weight": 100}, {"variation": 2, "weight": 66567}]}}}}}
                """);
        SplitFlag imported = SplitFlag.ofWeights(
                Map.of("algorithm", Value.of("launchdarkly"), "salt", Value.of("f.abc")), 33_333, 100, 66_567);

        try (LDClient client = new LDClient(
                "none",
                new LDConfig.Builder()
                        .dataSource(FileData.dataSource().filePaths(file))
                        .events(Components.noEvents())
                        .build())) {
            assertThat(moved(key -> client.intVariation("f", LDContext.create(key), -7), imported))
                    .isZero();
        }
    }

    @Test
    void unleashRollouts() throws YggdrasilInvalidInputException {
        UnleashEngine engine = engine("""
                {"version": 1, "features": [{"name": "f", "enabled": true, "strategies": [
                  {"name": "flexibleRollout", "parameters": {"rollout": "37", "stickiness": "userId", "groupId": "g"}}]}]}
                """);
        SplitFlag imported = SplitFlag.ofWeights(Map.of("algorithm", Value.of("unleash"), "salt", Value.of("g")), 37);

        assertThat(moved(key -> isEnabled(engine, key) ? 0 : SplitFlag.NONE, imported))
                .isZero();
    }

    @Test
    void unleashVariants() throws YggdrasilInvalidInputException {
        UnleashEngine engine = engine("""
                {"version": 1, "features": [{"name": "f", "enabled": true, "strategies": [],
                  "variants": [{"name": "0", "weight": 333}, {"name": "1", "weight": 1}, {"name": "2", "weight": 666}]}]}
                """);
        SplitFlag imported = SplitFlag.ofWeights(
                Map.of("algorithm", Value.of("unleash-variants"), "salt", Value.of("f")), 333, 1, 666);

        assertThat(moved(key -> variant(engine, key), imported)).isZero();
    }

    private static int moved(ToIntFunction<String> product, SplitFlag imported) {
        return new Import("", "", product, imported, TestKeys::text).moved(KEYS);
    }

    private static UnleashEngine engine(String state) throws YggdrasilInvalidInputException {
        UnleashEngine engine = new UnleashEngine();
        engine.takeState(state);
        return engine;
    }

    private static boolean isEnabled(UnleashEngine engine, String user) {
        try {
            return Boolean.TRUE.equals(engine.isEnabled("f", context(user)).value);
        } catch (YggdrasilInvalidInputException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static int variant(UnleashEngine engine, String user) {
        try {
            return Integer.parseInt(engine.getVariant("f", context(user)).value.getName());
        } catch (YggdrasilInvalidInputException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Context context(String user) {
        Context context = new Context();
        context.setUserId(user);
        return context;
    }
}
