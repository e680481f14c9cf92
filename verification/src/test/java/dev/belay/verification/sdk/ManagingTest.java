package dev.belay.verification.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.client.Decision;
import dev.belay.client.FlagVersion;
import dev.belay.client.ManagedToggle;
import dev.belay.client.ManagementException;
import dev.belay.client.Recorded;
import dev.belay.verification.server.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application can change on a real server. */
class ManagingTest {

    private static final Decision DECISION = Decision.because("errors up").onBehalfOf("ana");

    @TempDir
    Path folder;

    private RunningServer server;
    private Watched shop;
    private ManagedToggle banner;

    @BeforeEach
    void start() throws IOException {
        server = RunningServer.start(folder, 0);
        server.create("shop.banner", "on");
        shop = Watched.ready(server, server.newKey("server"));
        banner = shop.belay.manage(RunningServer.TOKEN).toggle("shop.banner");
    }

    @AfterEach
    void stop() {
        shop.close();
        server.close();
    }

    @Test
    void readsItsOwnWrites() {
        for (int round = 0; round < 50; round++) {
            Recorded off = banner.disable(DECISION);
            assertThat(off.visible()).isTrue();
            assertThat(banner.isActive()).isFalse();
            assertThat(banner.version()).isEqualTo(off.version());

            Recorded on = banner.enable(DECISION);
            assertThat(on.position().revision()).isEqualTo(off.position().revision() + 1);
            assertThat(banner.isActive()).isTrue();
        }
    }

    @Test
    void takesAFlagBackToAVersion() {
        banner.disable(DECISION);

        Recorded recorded = banner.rollbackTo(1, Decision.because("incident 7"));

        assertThat(recorded.version()).isEqualTo(3);
        assertThat(banner.isActive()).isTrue();
    }

    @Test
    void tellsTheHistoryOfAFlag() {
        banner.disable(DECISION);

        assertThat(banner.history()).extracting(FlagVersion::version).containsExactly(1L, 2L);
        assertThat(banner.history().get(1).reason()).contains("errors up");
        assertThat(banner.history().get(1).actor()).isNotEmpty();
        assertThat(banner.history().get(1).position()).isEqualTo(server.head());
    }

    @Test
    void namesWhatIsWrong() {
        assertThatThrownBy(() -> banner.rollbackTo(99, DECISION))
                .isInstanceOfSatisfying(
                        ManagementException.Refused.class,
                        refused -> assertThat(refused.status()).isBetween(400, 499));
        assertThatThrownBy(() -> shop.belay
                        .manage(RunningServer.TOKEN)
                        .toggle("shop.other")
                        .enable(DECISION))
                .isInstanceOfSatisfying(
                        ManagementException.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(404));
        assertThatThrownBy(() -> shop.belay
                        .manage("belay_token_nobody")
                        .toggle("shop.banner")
                        .enable(DECISION))
                .isInstanceOfSatisfying(
                        ManagementException.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(401));
    }
}
