package dev.belay.json.flag;

import dev.belay.core.condition.AttributeName;
import dev.belay.core.condition.Condition;
import dev.belay.core.condition.Conversion;
import dev.belay.core.condition.IllegalOperandException;
import dev.belay.core.condition.Operator;
import dev.belay.core.condition.PatternCost;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Nearest;
import dev.belay.json.reading.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a condition that compares an attribute. */
final class AttributeReader {

    private static final Set<String> OPTIONS = Set.of("attribute", "negate", "ignoreCase", "as");
    private static final Map<String, Operator> BY_WORD = Arrays.stream(Operator.values())
            .collect(Collectors.toUnmodifiableMap(Operator::word, operator -> operator));
    private static final Set<String> OPERATORS = BY_WORD.keySet();
    private static final List<String> CONVERSIONS =
            Arrays.stream(Conversion.values()).map(Conversion::word).toList();
    private static final Condition UNREADABLE = new Condition.All(List.of());

    private AttributeReader() {}

    static Condition read(Part part) {
        Members members = part.members(part.names());
        List<Operator> operators = operators(members.names());
        boolean unknown = refuseUnknown(members, operators.isEmpty());
        AttributeName attribute = BucketingReader.attribute(members.require("attribute"));
        boolean negate = members.find("negate").map(Part::truth).orElse(false);
        boolean ignoreCase = members.find("ignoreCase").map(Part::truth).orElse(false);
        Optional<Conversion> as = members.find("as").flatMap(AttributeReader::conversion);
        if (operators.size() != 1) {
            refuseCount(part, operators, unknown);
            return UNREADABLE;
        }
        Operator operator = operators.get(0);
        Part operand = members.require(operator.word());
        if (ignoreCase) {
            refuseIdleIgnoreCase(members.require("ignoreCase"), operator, as);
        }
        if (operator == Operator.MATCHES && refusesPatterns(operand, ignoreCase)) {
            return UNREADABLE;
        }
        try {
            return part.findings()
                    .shared()
                    .same(new Condition.Attribute(attribute, operator, operand.value(), negate, ignoreCase, as));
        } catch (IllegalOperandException mistake) {
            Part wrong = part.at(mistake.path());
            String given = mistake.tellsGiven() ? "" : ", and it is " + wrong.given();
            wrong.refuse("For '" + operator.word() + "' " + mistake.problem() + given, mistake.allowed());
            return UNREADABLE;
        }
    }

    /** Somebody who writes the option expects something of it; whoever only evaluates can pass over it. */
    private static void refuseIdleIgnoreCase(Part option, Operator operator, Optional<Conversion> as) {
        Optional<Conversion> other = as.filter(conversion -> conversion != Conversion.TEXT);
        if (option.findings().isStrict() && (other.isPresent() || !operator.comparesTexts())) {
            option.refuse(
                    other.map(conversion -> "As " + conversion.word() + ", ").orElse("") + "'" + operator.word()
                            + "' compares no texts, so there is no case to ignore; leave 'ignoreCase' out");
        }
    }

    /** Patterns are compiled as soon as they are read, so that what they cost is counted before. */
    private static boolean refusesPatterns(Part operand, boolean ignoreCase) {
        long all = operand.findings().addPatterns(PatternCost.of(operand.value(), ignoreCase));
        if (all > PatternCost.MOST_OF_DOCUMENT) {
            operand.refuse(
                    "With this pattern, the ranges without regard to case in the document's patterns have " + all
                            + " characters; name smaller ranges, or mind the case",
                    "at most " + PatternCost.MOST_OF_DOCUMENT + " characters in such ranges");
            return true;
        }
        return false;
    }

    private static List<Operator> operators(Set<String> names) {
        List<Operator> operators = new ArrayList<>(1);
        for (String name : names) {
            Operator operator = BY_WORD.get(name);
            if (operator != null) {
                operators.add(operator);
            }
        }
        return operators;
    }

    /** Unknown names are refused by the strict reader, and by every reader when one of them must be the operator. */
    private static boolean refuseUnknown(Members members, boolean noOperator) {
        List<String> unknown = members.names().stream()
                .filter(name -> !BY_WORD.containsKey(name) && !OPTIONS.contains(name))
                .toList();
        if (members.parent().isHeard()
                && (noOperator || members.parent().findings().isStrict())) {
            unknown.stream().sorted().forEach(name -> refuseUnknown(members.require(name), name, noOperator));
        }
        return !unknown.isEmpty();
    }

    private static void refuseUnknown(Part part, String name, boolean noOperator) {
        String option = Nearest.hint(name, OPTIONS);
        if (noOperator && option.isEmpty()) {
            part.refuse(
                    "There is no operator '" + name + "'" + OperatorWords.hint(name, OPERATORS),
                    Nearest.list(OPERATORS));
        } else {
            String hint = option.isEmpty() ? OperatorWords.hint(name, OPERATORS) : option;
            part.refuse("There is no field '" + name + "' here" + hint, Nearest.list(OPTIONS) + ", and one operator");
        }
    }

    private static void refuseCount(Part part, List<Operator> operators, boolean unknown) {
        if (!operators.isEmpty()) {
            String words = operators.stream().map(Operator::word).sorted().collect(Collectors.joining(" and "));
            part.refuse("This has the operators " + words + "; a condition has one, join several by 'all' or 'any'");
        } else if (!unknown) {
            part.refuse("This names no operator", Nearest.list(OPERATORS));
        }
    }

    private static Optional<Conversion> conversion(Part part) {
        String word = part.text();
        Optional<Conversion> conversion = Conversion.find(word);
        if (conversion.isEmpty() && part.isText()) {
            part.refuse(
                    "There is no conversion '" + word + "'" + Nearest.hint(word, CONVERSIONS),
                    Nearest.list(CONVERSIONS));
        }
        return conversion;
    }
}
