package dev.belay.core.condition;

import dev.belay.core.Value;
import dev.belay.core.condition.Prepared.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes operands ready that would otherwise have to be read in every evaluation, and refuses those that cannot be. */
final class Preparation {

    private final Operator operator;
    private final Value operand;
    private final boolean ignoreCase;

    private Preparation(Operator operator, Value operand, boolean ignoreCase) {
        this.operator = operator;
        this.operand = operand;
        this.ignoreCase = ignoreCase;
    }

    /**
     * The comparison made ready.
     *
     * @throws IllegalOperandException if the operator cannot use the operand, or cannot be used with the conversion
     */
    static Prepared of(Operator operator, Value operand, boolean ignoreCase, Optional<Conversion> as) {
        Preparation preparation = new Preparation(operator, operand, ignoreCase);
        as.ifPresent(conversion -> ConversionFit.check(conversion, operator));
        if (as.equals(Optional.of(Conversion.VERSION)) && operator != Operator.SEMVER) {
            return preparation.ordered(Version::readLenient, Version.ALLOWED);
        }
        if (as.equals(Optional.of(Conversion.TIME)) && operator != Operator.BEFORE && operator != Operator.AFTER) {
            return preparation.ordered(Instants::readLenient, Instants.ALLOWED);
        }
        operator.problemOf(operand).ifPresent(problem -> {
            throw preparation.wanted(List.of(), problem, operator.allowed());
        });
        as.ifPresent(conversion -> ConversionFit.check(conversion, operator, operand));
        Prepared prepared = preparation.prepare(as.isPresent());
        // Presence is asked of what is there, whether it can be converted or not.
        return operator == Operator.EXISTS || operator == Operator.ABSENT ? prepared : converted(prepared, as);
    }

    private static Prepared converted(Prepared prepared, Optional<Conversion> as) {
        if (as.equals(Optional.of(Conversion.NUMBER))) {
            return prepared.after(Numbers::read);
        }
        return as.equals(Optional.of(Conversion.TEXT)) ? prepared.after(Numbers::write) : prepared;
    }

    private Prepared prepare(boolean lenient) {
        return switch (operator) {
            case MATCHES -> Prepared.of(Folding::text, anyOf(text -> TextPattern.parse(text, ignoreCase)::test));
            case SEMVER ->
                VersionSet.of(Ranges.union(allOf(VersionRange::parse))).asked(lenient);
            case CIDR -> Network.any(allOf(Network::parse));
            case BEFORE -> instants(lenient, (seen, limit) -> seen.isBefore(limit));
            case AFTER -> instants(lenient, (seen, limit) -> seen.isAfter(limit));
            case SHA256_IN -> Prepared.of(Folding.reading(ignoreCase), secrets());
            default -> new Comparison(operand, ignoreCase).by(operator);
        };
    }

    /** The operators that ask for an order, for things that have one. */
    private <T extends Comparable<T>> Prepared ordered(Reading<T> reading, String allowed) {
        Function<List<T>, Predicate<T>> test = switch (operator) {
            case EQUALS -> bounds -> seen -> seen.compareTo(bounds.get(0)) == 0;
            case IN -> bounds -> seen -> isAmong(bounds, seen);
            case LESS_THAN -> bounds -> seen -> seen.compareTo(bounds.get(0)) < 0;
            case AT_MOST -> bounds -> seen -> seen.compareTo(bounds.get(0)) <= 0;
            case GREATER_THAN -> bounds -> seen -> seen.compareTo(bounds.get(0)) > 0;
            case AT_LEAST -> bounds -> seen -> seen.compareTo(bounds.get(0)) >= 0;
            case BETWEEN -> bounds -> seen -> seen.compareTo(bounds.get(0)) >= 0 && seen.compareTo(bounds.get(1)) <= 0;
            default -> throw new IllegalStateException(operator.word() + " does not ask for an order");
        };
        return Prepared.of(reading, test.apply(bounds(reading, allowed)));
    }

    private static <T extends Comparable<T>> boolean isAmong(List<T> items, T seen) {
        for (T item : items) {
            if (item.compareTo(seen) == 0) {
                return true;
            }
        }
        return false;
    }

    private <T extends Comparable<T>> List<T> bounds(Reading<T> reading, String allowed) {
        boolean isList = operator == Operator.IN || operator == Operator.BETWEEN;
        if (isList != operand instanceof Value.ListValue) {
            String wanted = isList ? "a list, each item " + allowed : allowed;
            throw wanted(List.of(), "the operand must be " + wanted, wanted);
        }
        List<T> bounds = new ArrayList<>();
        for (Value item : items()) {
            T read = reading.read(item);
            if (read == null) {
                throw wanted(
                        pathOf(bounds.size()), (isList ? "each item" : "the operand") + " must be " + allowed, allowed);
            }
            bounds.add(read);
        }
        if (operator == Operator.BETWEEN && (bounds.size() != 2 || bounds.get(0).compareTo(bounds.get(1)) > 0)) {
            throw wanted(List.of(), "the operand must be two of them, the lower first", "[lower, higher]");
        }
        return bounds;
    }

    private Predicate<String> anyOf(Function<String, Predicate<String>> parser) {
        List<Predicate<String>> tests = allOf(parser);
        return tests.size() == 1 ? tests.get(0) : seen -> any(tests, seen);
    }

    private <T> List<T> allOf(Function<String, T> parser) {
        List<T> parsed = new ArrayList<>();
        for (Value item : items()) {
            try {
                parsed.add(parser.apply(((Value.TextValue) item).value()));
            } catch (IllegalArgumentException mistake) {
                throw new IllegalOperandException(
                        path(pathOf(parsed.size())), String.valueOf(mistake.getMessage()), operator.allowed(), true);
            }
        }
        return parsed;
    }

    private static <T> boolean any(List<Predicate<T>> tests, T seen) {
        for (Predicate<T> test : tests) {
            if (test.test(seen)) {
                return true;
            }
        }
        return false;
    }

    private Prepared instants(boolean lenient, java.util.function.BiPredicate<Instant, Instant> order) {
        Instant limit = Instants.read(operand);
        if (limit == null) {
            throw wanted(List.of(), "the operand must be " + operator.allowed(), operator.allowed());
        }
        return Prepared.of(lenient ? Instants::readLenient : Instants::read, seen -> order.test(seen, limit));
    }

    private SecretTexts secrets() {
        var members = ((Value.StructureValue) operand).members();
        Set<String> hashes = new HashSet<>();
        int index = 0;
        for (Value hash : ((Value.ListValue) Objects.requireNonNull(members.get("hashes"))).items()) {
            String text = ((Value.TextValue) hash).value();
            if (!SecretTexts.isHash(text)) {
                throw wanted(
                        List.of("hashes", Integer.toString(index)),
                        "each hash must be a SHA-256 in 64 hexadecimal digits",
                        "64 hexadecimal digits");
            }
            hashes.add(text.toLowerCase(Locale.ROOT));
            index++;
        }
        return new SecretTexts(((Value.TextValue) Objects.requireNonNull(members.get("salt"))).value(), hashes);
    }

    private List<Value> items() {
        return operand instanceof Value.ListValue list ? list.items() : List.of(operand);
    }

    private List<String> pathOf(int index) {
        return operand instanceof Value.ListValue ? List.of(Integer.toString(index)) : List.of();
    }

    private List<String> path(List<String> within) {
        List<String> path = new ArrayList<>(List.of(operator.word()));
        path.addAll(within);
        return path;
    }

    private IllegalOperandException wanted(List<String> within, String problem, String allowed) {
        return new IllegalOperandException(path(within), problem, allowed, false);
    }
}
