package dev.belay.verification.ofrep;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.MutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenFeature's own provider for Java, against the real server. */
class JavaProviderTest {
    private static final String DOMAIN = "ofrep-of-belay";
    private static final ImmutableContext ADA = new ImmutableContext("ada");

    @TempDir
    static Path folder;

    private static EvaluatingServer server;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        server = EvaluatingServer.start(folder);
        OfrepProviderOptions options = OfrepProviderOptions.builder()
                .baseUrl(server.address().toString())
                .headers(ImmutableMap.of("Authorization", ImmutableList.of("Bearer " + server.key())))
                .build();
        OpenFeatureAPI.getInstance().setProviderAndWait(DOMAIN, OfrepProvider.constructProvider(options));
        client = OpenFeatureAPI.getInstance().getClient(DOMAIN);
    }

    @AfterAll
    static void stop() {
        OpenFeatureAPI.getInstance().shutdown();
        server.close();
    }

    @Test
    void servesAllFourTypes() {
        Value layout = client.getObjectValue("layout", new Value(), ADA);

        assertThat(client.getBooleanValue("checkout.new-flow", false, ADA)).isTrue();
        assertThat(client.getStringValue("greeting", "", ADA)).isEqualTo("hello");
        assertThat(client.getIntegerValue("columns", 1, ADA)).isEqualTo(3);
        assertThat(client.getDoubleValue("ratio", 0.0, ADA)).isEqualTo(0.75);
        assertThat(layout.asStructure().getValue("columns").asInteger()).isEqualTo(3);
        assertThat(layout.asStructure().getValue("tags").asList()).hasSize(2);
    }

    @Test
    void targetsByKeyAndByAttribute() {
        FlagEvaluationDetails<Boolean> target = client.getBooleanDetails("checkout.new-flow", false, ADA);
        FlagEvaluationDetails<Boolean> other =
                client.getBooleanDetails("checkout.new-flow", true, new ImmutableContext("bob"));
        MutableContext fromPortugal = new MutableContext("bob").add("country", "PT");

        assertThat(target.getReason()).isEqualTo("TARGETING_MATCH");
        assertThat(target.getVariant()).isEqualTo("on");
        assertThat(other.getValue()).isFalse();
        assertThat(client.getStringValue("greeting", "", fromPortugal)).isEqualTo("olá");
    }

    @Test
    void servesTheOffVariantOfADisabledFlag() {
        FlagEvaluationDetails<Boolean> details = client.getBooleanDetails("disabled", true, ADA);

        assertThat(details.getValue()).isFalse();
        assertThat(details.getReason()).isEqualTo("DISABLED");
        assertThat(details.getErrorCode()).isNull();
    }

    @Test
    void servesTheDefaultOfTheCallerWhenThereIsNoFlag() {
        FlagEvaluationDetails<Boolean> details = client.getBooleanDetails("absent", true, ADA);

        assertThat(details.getValue()).isTrue();
        assertThat(details.getErrorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
    }

    @Test
    void servesTheDefaultOfTheCallerWhenAKeyIsMissing() {
        FlagEvaluationDetails<Boolean> details = client.getBooleanDetails("needs-a-key", true, new ImmutableContext());

        assertThat(details.getValue()).isTrue();
        // The server says TARGETING_KEY_MISSING; this provider tells its callers the same of every request refused so.
        assertThat(details.getErrorCode()).isEqualTo(ErrorCode.INVALID_CONTEXT);
    }
}
