package dev.belay.json.flag;

import dev.belay.json.reading.Nearest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What other products and languages call the operators, for whoever brings their words along. */
final class OperatorWords {

    private static final Map<String, List<String>> OTHERS = Map.ofEntries(
            Map.entry("equals", List.of("eq", "equal", "equalto", "exact", "is")),
            Map.entry("in", List.of("oneof", "anyof", "memberof")),
            Map.entry("contains", List.of("includes", "substring", "has")),
            Map.entry("startsWith", List.of("beginswith", "prefix", "prefixof")),
            Map.entry("endsWith", List.of("suffix", "suffixof")),
            Map.entry("matches", List.of("regex", "regexp", "matchesregex", "pattern")),
            Map.entry("lessThan", List.of("lt", "less", "smallerthan")),
            Map.entry(
                    "atMost", List.of("lte", "le", "max", "lessthanorequal", "lessthanorequals", "lessthanorequalto")),
            Map.entry("greaterThan", List.of("gt", "greater", "morethan")),
            Map.entry(
                    "atLeast",
                    List.of("gte", "ge", "min", "greaterthanorequal", "greaterthanorequals", "greaterthanorequalto")),
            Map.entry("modulo", List.of("mod")),
            Map.entry("exists", List.of("set", "present", "defined", "notnull")),
            Map.entry("absent", List.of("missing", "null", "notset", "undefined")));
    private static final Map<String, String> BY_OTHER = byOther();
    /** A kind of value that stands before the comparison, as in {@code STR_CONTAINS}. */
    private static final Pattern KIND = Pattern.compile("(?:str|string|num|number|date|is)(.+)");

    private static final Pattern NEGATED = Pattern.compile("(?:isnot|doesnot|not|n(?=in$|eq$))(.+)");

    private OperatorWords() {}

    /** The question whether one of the operators was meant, such as {@code ; did you mean 'atLeast'?}, or nothing. */
    static String hint(String given, Collection<String> operators) {
        String plain = given.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        String direct = find(plain, operators);
        if (!direct.isEmpty()) {
            return "; did you mean '" + direct + "'?";
        }
        Matcher negated = NEGATED.matcher(plain.equals("ne") ? "neq" : plain);
        String opposite = negated.matches() ? find(negated.group(1), operators) : "";
        return opposite.isEmpty()
                ? Nearest.hint(given, operators)
                : "; did you mean '" + opposite + "' with \"negate\": true?";
    }

    private static String find(String plain, Collection<String> operators) {
        String same = operators.stream()
                .filter(word -> word.equalsIgnoreCase(plain))
                .findFirst()
                .orElseGet(() -> BY_OTHER.getOrDefault(plain, ""));
        Matcher kind = KIND.matcher(plain);
        if (same.isEmpty() && kind.matches()) {
            return find(kind.group(1), operators);
        }
        return same.isEmpty() && plain.startsWith("semver") ? "semver" : same;
    }

    private static Map<String, String> byOther() {
        Map<String, String> words = new HashMap<>();
        OTHERS.forEach((operator, others) -> others.forEach(other -> words.put(other, operator)));
        return Map.copyOf(words);
    }
}
