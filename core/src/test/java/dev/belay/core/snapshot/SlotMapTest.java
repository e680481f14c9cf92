package dev.belay.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlotMapTest {

    @Test
    void leavesTheMapThatItWasChangedFromAlone() {
        SlotMap<String, Integer> one = SlotMap.<String, Integer>empty().with("a", 1);
        SlotMap<String, Integer> two = one.with("a", 2).with("b", 3);

        assertThat(one.get("a")).isEqualTo(1);
        assertThat(one.get("b")).isNull();
        assertThat(one.size()).isEqualTo(1);
        assertThat(two.get("a")).isEqualTo(2);
        assertThat(two.values()).containsExactly(2, 3);
        assertThat(two.without("a").values()).containsExactly(3);
        assertThat(two.without("never").size()).isEqualTo(2);
    }

    @Test
    void keepsMapsApartThatDescendFromOne() {
        SlotMap<String, Integer> root = SlotMap.<String, Integer>empty().with("a", 1);
        SlotMap<String, Integer> left = root.with("left", 2);
        SlotMap<String, Integer> right = root.with("right", 3);

        assertThat(left.get("right")).isNull();
        assertThat(right.get("left")).isNull();
        assertThat(left.values()).containsExactly(1, 2);
        assertThat(right.values()).containsExactly(1, 3);
    }

    @Test
    void whatIsTriedApartLeavesNoTrace() {
        SlotMap<String, Integer> root = SlotMap.<String, Integer>empty().with("a", 1);
        SlotMap<String, Integer> tried = root.apart().with("tried", 2);

        SlotMap<String, Integer> next = root.with("b", 3).with("tried", 4);

        assertThat(tried.values()).containsExactly(1, 2);
        assertThat(next.values()).containsExactly(1, 3, 4);
    }

    @Test
    void behavesLikeAMapThroughManyChanges() {
        Random random = new Random(7);
        SlotMap<Integer, Integer> map = SlotMap.empty();
        Map<Integer, Integer> expected = new HashMap<>();
        List<SlotMap<Integer, Integer>> history = new ArrayList<>();
        List<Map<Integer, Integer>> expectedHistory = new ArrayList<>();
        for (int step = 0; step < 500; step++) {
            Map<Integer, Integer> changes = new LinkedHashMap<>();
            for (int n = random.nextInt(4); n >= 0; n--) {
                changes.put(random.nextInt(300), random.nextInt(3) == 0 ? null : step);
            }
            map = map.with(changes);
            changes.forEach((key, value) -> {
                if (value == null) {
                    expected.remove(key);
                } else {
                    expected.put(key, value);
                }
            });
            history.add(map);
            expectedHistory.add(Map.copyOf(expected));
        }
        for (int step = 0; step < history.size(); step++) {
            SlotMap<Integer, Integer> then = history.get(step);
            Map<Integer, Integer> wanted = expectedHistory.get(step);
            assertThat(then.size()).isEqualTo(wanted.size());
            assertThat(then.values()).containsExactlyInAnyOrderElementsOf(wanted.values());
            wanted.forEach((key, value) -> assertThat(then.get(key)).isEqualTo(value));
        }
    }
}
