package dev.belay.server.segments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.flag.MemberSet;
import dev.belay.testkit.FlagDocuments;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemberPageTest {

    private static final int LONGEST = 200;

    @Test
    void endsEarlierWhereMembersAreLong() {
        MemberSet members =
                FlagDocuments.members(IntStream.range(0, 21_000).mapToObj(number -> "%0200d".formatted(number)));

        MemberPage first = MemberPage.of(members, Optional.empty(), 50_000);
        MemberPage last = MemberPage.of(members, first.next(), 50_000);

        assertThat(first.keys()).hasSize(MemberPage.MOST_CHARACTERS / LONGEST);
        assertThat(last.keys()).hasSize(1_000);
        assertThat(last.next()).isEmpty();
    }
}
