package dev.belay.verification.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.ledger.LedgerId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The short form; {@code ./belay verify crash} is the long one. */
class CrashCampaignTest {

    private static final LedgerId LEDGER = LedgerId.flagSet("shop", "production");

    private final List<String> progress = new ArrayList<>();

    @Test
    void losesNothingThatWasAcknowledged() throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(5);

        CrashReport report = new CrashCampaign(new StoreVictim(random), random, progress::add).run(5);

        assertThat(report.isClean()).as(String.join("\n", progress)).isTrue();
        assertThat(report.acknowledged()).isPositive();
        assertThat(report.chains()).isEqualTo(15);
        assertThat(report.unconfirmed()).isNotNegative();
    }

    @Test
    void noticesAnAcknowledgedEntryThatIsGone() throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(5);
        Victim honest = new StoreVictim(random);
        Acknowledged invented = new Acknowledged(LEDGER, new Position("epoch", 1_000_000), "0".repeat(64));
        Victim liar = (folder, life, earlier) -> {
            List<Acknowledged> acknowledged =
                    new ArrayList<>(honest.liveAndDie(folder, life, earlier).acknowledged());
            acknowledged.add(invented);
            return new Victim.Life(acknowledged, List.of());
        };

        CrashReport report = new CrashCampaign(liar, random, progress::add).run(1);

        assertThat(report.isClean()).isFalse();
        assertThat(report.lost()).isEqualTo(1);
    }

    @Test
    void doesNotTakeHalfALineForAnAcknowledgement() {
        Acknowledged entry = new Acknowledged(LEDGER, new Position("epoch", 7), "a".repeat(64));

        assertThat(Acknowledged.parse(entry.line())).contains(entry);
        for (int length = 0; length < entry.line().length(); length++) {
            assertThat(Acknowledged.parse(entry.line().substring(0, length))).isEmpty();
        }
    }
}
