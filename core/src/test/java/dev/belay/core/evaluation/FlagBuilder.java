package dev.belay.core.evaluation;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.bucketing.BucketingOverride;
import dev.belay.core.condition.Condition;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.FlagType;
import dev.belay.core.flag.Prerequisite;
import dev.belay.core.flag.Rule;
import dev.belay.core.flag.Segment;
import dev.belay.core.flag.Serve;
import dev.belay.core.flag.Slice;
import dev.belay.core.flag.Target;
import dev.belay.core.flag.Variant;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.core.snapshot.SnapshotFlag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Assembles flags with the text variants {@code on}, {@code off} and {@code other}, enabled and serving nothing. */
final class FlagBuilder {

    static final Position POSITION = new Position("e1", 7);
    static final long VERSION = 3;

    private final String key;
    private final List<Prerequisite> prerequisites = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private boolean enabled = true;
    private Optional<String> offVariant = Optional.of("off");
    private Optional<Serve> otherwise = Optional.empty();
    private Bucketing bucketing;

    private FlagBuilder(String key) {
        this.key = key;
        this.bucketing = Bucketing.defaultFor(key);
    }

    static FlagBuilder flag(String key) {
        return new FlagBuilder(key);
    }

    FlagBuilder disabled() {
        enabled = false;
        return this;
    }

    FlagBuilder withoutOffVariant() {
        offVariant = Optional.empty();
        return this;
    }

    FlagBuilder requires(String flag, String... variants) {
        prerequisites.add(new Prerequisite.Serves(flag, List.of(variants)));
        return this;
    }

    FlagBuilder requiresDisabled(String flag) {
        prerequisites.add(new Prerequisite.Disabled(flag));
        return this;
    }

    FlagBuilder target(String variant, String... keys) {
        targets.add(new Target(variant, new LinkedHashSet<>(Arrays.asList(keys))));
        return this;
    }

    FlagBuilder rule(String id, Condition when, Serve serve) {
        rules.add(new Rule(id, when, serve));
        return this;
    }

    FlagBuilder rule(String id, Condition when, String variant) {
        return rule(id, when, new Serve.OneVariant(variant));
    }

    FlagBuilder otherwise(Serve serve) {
        otherwise = Optional.of(serve);
        return this;
    }

    FlagBuilder otherwise(String variant) {
        return otherwise(new Serve.OneVariant(variant));
    }

    FlagBuilder bucketing(Bucketing changed) {
        bucketing = changed;
        return this;
    }

    Flag build() {
        List<Variant> variants = List.of(variant("on"), variant("off"), variant("other"));
        return new Flag(
                key,
                FlagType.STRING,
                variants,
                enabled,
                offVariant,
                false,
                prerequisites,
                targets,
                rules,
                otherwise,
                bucketing,
                List.of());
    }

    static Variant variant(String name) {
        return new Variant(name, Value.of("value of " + name));
    }

    static Serve split(Slice... slices) {
        return new Serve.Split(List.of(slices), BucketingOverride.NONE);
    }

    static Slice slice(String variant, int weight) {
        return new Slice(variant, weight);
    }

    static Segment segment(String key, Condition when) {
        return new Segment(key, Optional.of(when), Set.of(), Set.of(), "targetingKey");
    }

    static Snapshot snapshot(FlagBuilder... flags) {
        return snapshot(List.of(), flags);
    }

    static Snapshot snapshot(List<Segment> segments, FlagBuilder... flags) {
        Snapshot.Changes changes = Snapshot.empty(new Position("e1", 0)).change();
        segments.forEach(changes::put);
        for (FlagBuilder flag : flags) {
            changes.put(new SnapshotFlag.Understood(VERSION, flag.build()));
        }
        return changes.at(POSITION);
    }
}
