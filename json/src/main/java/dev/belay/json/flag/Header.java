package dev.belay.json.flag;

import dev.belay.core.Keys;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Nearest;
import dev.belay.json.reading.Part;
import java.util.List;
import java.util.function.Function;

/** What documents of flags and segments have in common. */
final class Header {

    private static final int MAX_NAME = 200;

    private Header() {}

    static void checkFormat(Members document) {
        document.find("format").ifPresent(part -> {
            if (part.integer(1, Integer.MAX_VALUE) != FlagFormat.FORMAT) {
                part.refuse(
                        "The document is of format " + part.given() + ", which is not known here",
                        Integer.toString(FlagFormat.FORMAT));
            }
        });
    }

    static String key(Part part) {
        String key = part.text();
        if (part.isText()) {
            Keys.problemOf(key).ifPresent(problem -> part.refuse(sentence(problem), Keys.ALLOWED));
        }
        return key;
    }

    /** The name of a variant or the id of a rule. */
    static String name(Part part) {
        String name = part.text();
        if (part.isText() && !isName(name)) {
            part.refuse(
                    "This must be 1 to " + MAX_NAME + " characters without control characters",
                    "1 to " + MAX_NAME + " characters without control characters");
        }
        return name;
    }

    static List<String> requires(Members document) {
        List<Part> required = document.find("requires").map(Part::items).orElse(List.of());
        for (Part part : required) {
            String capability = part.text();
            if (part.isText() && !Capabilities.KNOWN.contains(capability)) {
                part.refuse(
                        "The document demands '" + capability + "', which is not known here",
                        Nearest.list(Capabilities.KNOWN));
            }
        }
        return required.stream().map(Part::text).toList();
    }

    /** The items of a list, none if there is no such member. */
    static <T> List<T> list(Members document, String name, Function<Part, T> reader) {
        return document.find(name).map(Part::items).orElse(List.of()).stream()
                .map(reader)
                .toList();
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.codePointCount(0, name.length()) <= MAX_NAME
                && name.codePoints().noneMatch(Character::isISOControl);
    }

    private static String sentence(String problem) {
        return Character.toUpperCase(problem.charAt(0)) + problem.substring(1);
    }
}
