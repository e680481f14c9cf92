package dev.belay.json;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what breaks the grammar of JSON. The parser's own words name its settings and classes, so they only decide which
 * of these sentences is meant.
 */
final class SyntaxWords {

    private static final String OTHERWISE = "This is not JSON";
    private static final List<Rule> RULES = List.of(
            new Rule("surrogate", "A name has half a surrogate pair"),
            new Rule("Unexpected end-of-input", "The text ends in the middle of a value"),
            new Rule(
                    "was expecting double-quote to start (?:field|property) name",
                    "A name in double quotes was expected"),
            new Rule("was expecting comma to separate", "A comma or the end of the list or object was expected"),
            new Rule("was expecting a colon", "A colon was expected after the name"),
            new Rule("Unexpected close marker '(.)'", "The '%s' closes nothing that is open"),
            new Rule(
                    "Illegal unquoted character",
                    "A string has a control character, which must be written as an escape"),
            new Rule("Unrecognized character escape", "A string has an escape that JSON does not know"),
            new Rule("hex-digit", "A string has an escape \\u without its four hexadecimal digits"),
            new Rule("Leading zeroes? not allowed", "A number begins with a zero that must go"),
            new Rule(
                    "(?i)non-standard token '([^']{1,40})",
                    "The word '%s' is not JSON; write a number, null or a text"),
            new Rule("Unrecognized token '([^']{1,40})", "The word '%s' is not JSON; texts stand in double quotes"),
            new Rule(
                    "Decimal point not followed by a digit|[Ii]nvalid numeric|numeric value",
                    "A number is not complete"),
            new Rule("Unexpected character \\('(\\P{Cntrl})'", "The character '%s' is not expected here"));

    private SyntaxWords() {}

    static String of(String parserWords) {
        for (Rule rule : RULES) {
            Matcher matcher = rule.words().matcher(parserWords);
            if (matcher.find()) {
                return matcher.groupCount() == 0
                        ? rule.sentence()
                        : rule.sentence().formatted(matcher.group(1));
            }
        }
        return OTHERWISE;
    }

    /** A sentence for everything whose description has these words in it. */
    private record Rule(Pattern words, String sentence) {
        Rule(String words, String sentence) {
            this(Pattern.compile(words), sentence);
        }
    }
}
