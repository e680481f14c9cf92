package dev.belay.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.core.Position;
import dev.belay.events.ChangeReceiver.Outcome;
import dev.belay.json.state.Subject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeReceiverTest {

    private final List<String> told = new ArrayList<>();
    private final Progress progress = Progress.inMemory();
    private final ChangeReceiver receiver = new ChangeReceiver(listener(), progress);

    @Test
    void theFirstEventBeginsWhereverTheSinkDoes() {
        assertThat(receiver.receive(Events.change(7))).isEqualTo(Outcome.APPLIED);
    }

    @Test
    void changesAreToldInOrderAndOnce() {
        receiver.receive(Events.change(1));
        receiver.receive(Events.change(2, 1, 2));
        receiver.receive(Events.change(1));
        receiver.receive(Events.change(2, 1, 2));
        receiver.receive(Events.change(2, 2, 2));
        receiver.receive(Events.change(2, 2, 2));
        receiver.receive(Events.change(3));

        assertThat(told).containsExactly("1/1", "2/1", "2/2", "3/1");
    }

    @Test
    void aSinkThatLeavesEntriesOutIsNoGap() {
        receiver.receive(Events.change(1));

        Outcome outcome =
                receiver.receive(Events.change(new Position(Events.EPOCH, 9), 1, 1, new Position(Events.EPOCH, 1)));

        assertThat(outcome).isEqualTo(Outcome.APPLIED);
    }

    @Test
    void aMissingEntryIsNoticed() {
        receiver.receive(Events.change(1));

        assertThat(receiver.receive(Events.change(3))).isEqualTo(Outcome.MISSED);
        assertThat(receiver.receive(Events.change(4))).isEqualTo(Outcome.APPLIED);
        assertThat(told).containsExactly("1/1", "missed before 3", "4/1");
    }

    @Test
    void aMissingPartOfAChangeSetIsNoticed() {
        receiver.receive(Events.change(1, 1, 3));

        assertThat(receiver.receive(Events.change(1, 3, 3))).isEqualTo(Outcome.MISSED);
    }

    @Test
    void aMissingEndOfAChangeSetIsNoticed() {
        receiver.receive(Events.change(1, 1, 2));

        assertThat(receiver.receive(Events.change(2))).isEqualTo(Outcome.MISSED);
    }

    @Test
    void aMissingBeginningOfAChangeSetIsNoticed() {
        receiver.receive(Events.change(1));

        assertThat(receiver.receive(Events.change(2, 2, 2))).isEqualTo(Outcome.MISSED);
    }

    @Test
    void aResetIsToldOnceAndWhatFollowsItIsNoGap() {
        receiver.receive(Events.change(100));

        assertThat(receiver.receive(Events.reset("n3w", 91))).isEqualTo(Outcome.MISSED);
        assertThat(receiver.receive(Events.reset("n3w", 91))).isEqualTo(Outcome.REPEATED);
        assertThat(receiver.receive(Events.change(new Position("n3w", 92), 1, 1, new Position("n3w", 91))))
                .isEqualTo(Outcome.APPLIED);
        assertThat(told).containsExactly("100/1", "missed before 91", "92/1");
    }

    @Test
    void anotherEpochWhoseResetWasMissedIsNoticed() {
        receiver.receive(Events.change(100));

        assertThat(receiver.receive(Events.change(new Position("n3w", 92), 1, 1, new Position("n3w", 91))))
                .isEqualTo(Outcome.MISSED);
    }

    @Test
    void flagSetsHaveNothingToDoWithEachOther() {
        receiver.receive(Events.change(5));
        ChangeEvent other = Events.change(1);
        FlagSetEvent elsewhere =
                EventFormat.read(new String(EventFormat.write(other), java.nio.charset.StandardCharsets.UTF_8)
                        .replace("shop/production", "shop/staging")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(receiver.receive(elsewhere)).isEqualTo(Outcome.APPLIED);
        assertThat(receiver.receive(Events.change(6))).isEqualTo(Outcome.APPLIED);
    }

    @Test
    void aCacheKeepsNothingThatAChangeElsewhereMayHaveChanged() {
        List<String> thrownAway = new ArrayList<>();
        ChangeReceiver cache =
                new ChangeReceiver(ChangeListener.invalidating(thrownAway::add, thrownAway::add), Progress.inMemory());

        cache.receive(Events.change(1, Subject.flag("alone"), false));
        cache.receive(Events.change(2, Subject.flag("prerequisite"), true));
        cache.receive(Events.change(3, Subject.segment("beta"), false));

        assertThat(thrownAway).containsExactly("alone", "shop/production", "shop/production");
    }

    @Test
    void whatTheListenerCouldNotDealWithCountsAsNotReceived() {
        List<Long> attempts = new ArrayList<>();
        ChangeReceiver failing = new ChangeReceiver(
                ChangeListener.invalidating(
                        key -> {
                            attempts.add(1L);
                            if (attempts.size() == 1) {
                                throw new IllegalStateException("the cache is away");
                            }
                        },
                        flagSet -> {}),
                progress);

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> failing.receive(Events.change(1)));
        assertThat(failing.receive(Events.change(1))).isEqualTo(Outcome.APPLIED);
    }

    @Test
    void progressThatIsKeptSurvivesTheReceiver() {
        receiver.receive(Events.change(1));

        ChangeReceiver next = new ChangeReceiver(listener(), progress);

        assertThat(next.receive(Events.change(1))).isEqualTo(Outcome.REPEATED);
        assertThat(next.receive(Events.change(2))).isEqualTo(Outcome.APPLIED);
    }

    private ChangeListener listener() {
        return new ChangeListener() {
            @Override
            public void changed(ChangeEvent event) {
                told.add(event.position().revision() + "/" + event.index());
            }

            @Override
            public void missed(FlagSetEvent event) {
                told.add("missed before " + event.position().revision());
            }
        };
    }
}
