package dev.belay.core.lint;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.bucketing.Algorithm;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.bucketing.BucketingOverride;
import dev.belay.core.bucketing.MissingKey;
import dev.belay.core.condition.AttributeName;
import dev.belay.core.condition.Condition;
import dev.belay.core.condition.Conversion;
import dev.belay.core.condition.IllegalOperandException;
import dev.belay.core.condition.Operator;
import dev.belay.core.condition.WallClock;
import dev.belay.core.evaluation.Moment;
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
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Draws flag sets and contexts from so few words that they have much to do with one another. */
final class Chance {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final List<String> TEXTS =
            List.of("a", "b", "A", "ab", "1", "2", "1.0.0", "2.1.0", "10.0.0.1", "2026-01-05T06:00:00Z", "");
    private static final List<String> FLAGS = List.of("f0", "f1", "f2", "f3");
    private static final List<String> VARIANTS = List.of("x", "y", "z");

    private final Random random;

    Chance(long seed) {
        random = new Random(seed);
    }

    Snapshot snapshot() {
        Snapshot.Changes changes = Snapshot.empty(new Position("e1", 0)).change();
        for (int at = 0; at < FLAGS.size() - 1; at++) {
            changes.put(new SnapshotFlag.Understood(1, flag(at)));
        }
        changes.put(segment("s0", 0)).put(segment("s1", 1));
        return changes.at(new Position("e1", 1));
    }

    EvaluationContext context() {
        EvaluationContext context = EvaluationContext.empty();
        for (String name : List.of("p", "q", "targetingKey")) {
            if (random.nextInt(4) > 0) {
                context = context.with(name, value());
            }
        }
        return context;
    }

    Moment moment() {
        return new Moment(START.plusSeconds(random.nextInt(14 * 86_400)), random.nextInt());
    }

    /** Flags ask only those with a smaller number, so that there is no circle; the last does not exist. */
    private Flag flag(int number) {
        List<Variant> variants = List.of(variant("x", 1), variant("y", 2), variant("z", random.nextInt(3)));
        return new Flag(
                FLAGS.get(number),
                FlagType.NUMBER,
                variants,
                random.nextInt(5) > 0,
                random.nextBoolean() ? Optional.of(one(VARIANTS)) : Optional.empty(),
                false,
                some(1, () -> prerequisite(number)),
                some(2, () -> new Target(one(VARIANTS), Set.copyOf(some(2, () -> one(TEXTS))))),
                rules(number),
                random.nextInt(4) > 0 ? Optional.of(serve()) : Optional.empty(),
                bucketing("salt"),
                List.of());
    }

    private List<Rule> rules(int number) {
        List<Rule> rules = new ArrayList<>();
        int count = random.nextInt(5);
        for (int at = 0; at < count; at++) {
            rules.add(new Rule("r" + at, condition(2, number, 2), serve()));
        }
        return rules;
    }

    private Segment segment(String key, int segmentsBelow) {
        return new Segment(
                key,
                random.nextInt(3) > 0 ? Optional.of(condition(2, 0, segmentsBelow)) : Optional.empty(),
                Set.copyOf(some(2, () -> one(TEXTS))),
                Set.copyOf(some(2, () -> one(TEXTS))),
                random.nextBoolean() ? "targetingKey" : "p");
    }

    private Prerequisite prerequisite(int below) {
        String flag = other(below);
        return random.nextInt(3) > 0
                ? new Prerequisite.Serves(flag, List.of(one(VARIANTS)))
                : new Prerequisite.Disabled(flag);
    }

    private Serve serve() {
        if (random.nextInt(3) > 0) {
            return new Serve.OneVariant(one(VARIANTS));
        }
        int first = one(List.of(0, 30, 100));
        int second = one(List.of(0, 100 - first));
        Slice last = random.nextInt(3) > 0 ? new Slice(one(VARIANTS), second) : Slice.rest(second);
        BucketingOverride own = random.nextInt(3) > 0
                ? BucketingOverride.NONE
                : new BucketingOverride(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(one(List.of("targetingKey", "q", Bucketing.RANDOM))),
                        java.util.OptionalInt.empty(),
                        Optional.of(one(List.of(MissingKey.values()))));
        return new Serve.Split(List.of(new Slice(one(VARIANTS), first), last), own);
    }

    private Bucketing bucketing(String salt) {
        return new Bucketing(
                one(List.of(Algorithm.BELAY_1, Algorithm.UNLEASH, Algorithm.GARGOYLE)),
                salt,
                one(List.of("targetingKey", "p")),
                100,
                one(List.of(MissingKey.values())));
    }

    private Condition condition(int depth, int flagsBelow, int segmentsBelow) {
        int form = random.nextInt(depth == 0 ? 9 : 14);
        return switch (form) {
            case 9, 10 -> new Condition.All(some(3, () -> condition(depth - 1, flagsBelow, segmentsBelow)));
            case 11, 12 -> new Condition.Any(some(3, () -> condition(depth - 1, flagsBelow, segmentsBelow)));
            case 13 -> new Condition.Not(condition(depth - 1, flagsBelow, segmentsBelow));
            case 8 -> special(flagsBelow, segmentsBelow);
            default -> attribute();
        };
    }

    private Condition special(int flagsBelow, int segmentsBelow) {
        return switch (random.nextInt(6)) {
            case 0 -> new Condition.FlagServes(other(flagsBelow), List.of(one(VARIANTS)));
            case 1 -> new Condition.FlagDisabled(other(flagsBelow));
            case 2 -> share();
            case 3 -> new Condition.Now(Optional.of(START.plusSeconds(random.nextInt(14) * 86_400L)), Optional.empty());
            case 4 ->
                new Condition.Time(new WallClock(
                        ZoneId.of("UTC"),
                        random.nextInt(12) * 3_600,
                        43_200 + random.nextInt(12) * 3_600,
                        Set.of(one(List.of(DayOfWeek.values())))));
            default -> new Condition.InSegment(segmentsBelow == 0 ? "missing" : "s" + random.nextInt(segmentsBelow));
        };
    }

    private Condition share() {
        int from = random.nextInt(100);
        return new Condition.Share(from, from + random.nextInt(101 - from), bucketing("salt"));
    }

    private Condition attribute() {
        Operator operator = one(List.of(Operator.values()));
        Optional<Conversion> as =
                random.nextInt(4) > 0 ? Optional.empty() : Optional.of(one(List.of(Conversion.values())));
        try {
            return new Condition.Attribute(
                    AttributeName.parse(random.nextInt(4) > 0 ? "p" : one(List.of("q", "targetingKey"))),
                    operator,
                    operand(operator),
                    random.nextInt(4) == 0,
                    random.nextInt(5) == 0,
                    as);
        } catch (IllegalOperandException misfit) {
            return attribute();
        }
    }

    private Value operand(Operator operator) {
        return switch (operator) {
            case EXISTS, ABSENT -> Value.of(true);
            case TYPE -> Value.of(one(List.of("boolean", "string", "number", "list", "structure")));
            case BETWEEN -> Value.of(List.of(Value.of(random.nextInt(2)), Value.of(1 + random.nextInt(2))));
            case MODULO -> Value.of(Map.of("divisor", Value.of(2), "remainder", Value.of(random.nextInt(2))));
            case SHA256_IN -> Value.of(Map.of("salt", Value.of(""), "hashes", Value.of(List.of())));
            case IN, CONTAINS_ANY, CONTAINS_ALL, CONTAINS_NONE -> Value.of(some(3, this::scalar));
            case SEMVER -> Value.of(one(List.of(">=1.0.0", "<2", "1.x", "^2.1.0 || 1.0.0", "<1", "*", "!=2.1.0")));
            case CIDR -> Value.of(one(List.of("10.0.0.0/8", "10.0.0.1", "11.0.0.0/8")));
            case CONTAINS, STARTS_WITH, ENDS_WITH, MATCHES ->
                random.nextBoolean()
                        ? Value.of(one(List.of("a", "b", "ab", "1")))
                        : Value.of(some(2, () -> Value.of(one(List.of("a", "b", "ab", "1")))));
            default -> scalar();
        };
    }

    private Value value() {
        return switch (random.nextInt(8)) {
            case 0 -> Value.of(some(3, this::scalar));
            case 1 -> Value.of(Map.of("a", Value.of(1)));
            case 2 -> Value.NULL;
            default -> scalar();
        };
    }

    private Value scalar() {
        return switch (random.nextInt(5)) {
            case 0, 1 -> Value.of(one(List.of(0.0, 1.0, 2.0, 1.5, -1.0, 1.7676e12)));
            case 2 -> Value.of(random.nextBoolean());
            default -> Value.of(one(TEXTS));
        };
    }

    private String other(int below) {
        return random.nextInt(6) == 0 || below == 0 ? "f3" : FLAGS.get(random.nextInt(below));
    }

    private static Variant variant(String name, double value) {
        return new Variant(name, Value.of(value));
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private <T> List<T> some(int most, Supplier<T> draw) {
        List<T> drawn = new ArrayList<>();
        int count = random.nextInt(most + 1);
        for (int at = 0; at < count; at++) {
            drawn.add(draw.get());
        }
        return drawn;
    }
}
