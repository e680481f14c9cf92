package dev.belay.server.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MadeOnceTest {

    private final MadeOnce<String, String> made = new MadeOnce<>(3, 100, String::length);
    private final List<String> begun = new ArrayList<>();

    private CompletableFuture<String> begin(String key) {
        begun.add(key);
        return new CompletableFuture<>();
    }

    private void make(String key, String value) {
        made.of(key, this::begin).complete(value);
    }

    @Test
    void isMadeOnceForAllWhoAsk() {
        CompletableFuture<String> first = made.of("a", this::begin);

        assertThat(made.of("a", this::begin)).isSameAs(first);
        assertThat(made.kept()).isEmpty();

        first.complete("A");

        assertThat(made.of("a", this::begin)).isCompletedWithValue("A");
        assertThat(begun).containsExactly("a");
        assertThat(made.kept()).containsExactly(Map.entry("a", "A"));
    }

    @Test
    void isTriedAgainAfterAFailure() {
        made.of("a", this::begin).completeExceptionally(new IllegalStateException("first"));
        make("a", "A");

        assertThat(begun).containsExactly("a", "a");
        assertThat(made.kept()).hasSize(1);
    }

    @Test
    void isTriedAgainForWhoeverHearsOfAFailureFirst() {
        CompletableFuture<String> failing = made.of("a", this::begin);
        List<CompletableFuture<String>> again = new ArrayList<>();
        var _ = failing.whenComplete((_, _) -> again.add(made.of("a", this::begin)));

        failing.completeExceptionally(new IllegalStateException("first"));

        assertThat(again.getFirst()).isNotSameAs(failing).isNotDone();
        again.getFirst().complete("A");
        assertThat(made.kept()).containsExactly(Map.entry("a", "A"));
    }

    @Test
    void isNotKeptWhenItCannotEvenBegin() {
        assertThatIllegalStateException()
                .isThrownBy(() -> made.of("a", _ -> {
                    throw new IllegalStateException("full");
                }));

        make("a", "A");

        assertThat(begun).containsExactly("a");
    }

    @Test
    void goesWhenOthersWereAskedForSince() {
        make("a", "A");
        make("b", "B");
        make("c", "C");
        var _ = made.of("a", this::begin);
        make("d", "D");

        assertThat(made.kept()).extracting(Map.Entry::getKey).containsExactlyInAnyOrder("a", "c", "d");
    }

    @Test
    void goesWhenAllTogetherAreTooLargeButNeverTheNewest() {
        make("a", "A".repeat(60));
        make("b", "B".repeat(60));
        assertThat(made.kept()).extracting(Map.Entry::getKey).containsExactly("b");

        make("c", "C".repeat(200));
        assertThat(made.kept()).extracting(Map.Entry::getKey).containsExactly("c");
    }

    @Test
    void isForgottenWhenToldTo() {
        CompletableFuture<String> underWay = made.of("a", this::begin);
        make("b", "B");

        made.forget("a"::equals);
        underWay.complete("old");
        make("a", "new");

        assertThat(made.of("a", this::begin)).isCompletedWithValue("new");
        assertThat(made.kept()).hasSize(2);
    }
}
