package dev.belay.cli.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Names files after keys, which may hold nearly any character: every name is legal, visible and the same on Linux, macOS and
 * Windows, and no two differ in case alone. Reading never depends on names, because files hold their keys.
 */
final class FileNames {

    /** Leaves room for an ending in the 255 bytes, and on Windows in the 260 characters of a path, that are common. */
    private static final int LONGEST = 120;

    private static final int HASH = 16;

    /** Devices on Windows, whatever follows after a dot. */
    private static final Pattern DEVICE =
            Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d|conin\\$|conout\\$)(\\..*)?");

    private FileNames() {}

    /** A name without ending for each key, in the order of the keys. */
    static Map<String, String> of(Collection<String> keys) {
        Map<String, String> names = new TreeMap<>();
        Map<String, Integer> alike = new HashMap<>();
        for (String key : keys) {
            names.put(key, plain(key));
            alike.merge(folded(names.get(key)), 1, Integer::sum);
        }
        names.replaceAll((key, name) -> alike.getOrDefault(folded(name), 0) > 1 ? marked(name, key) : name);
        return names;
    }

    private static String plain(String key) {
        StringBuilder name = new StringBuilder();
        for (byte each : key.getBytes(StandardCharsets.UTF_8)) {
            append(name, each, name.isEmpty());
        }
        String escaped =
                DEVICE.matcher(name).matches() ? "%" + hex((byte) name.charAt(0)) + name.substring(1) : name.toString();
        return escaped.length() > LONGEST
                ? marked(escaped.substring(0, LONGEST).replaceFirst("%.?$", ""), key)
                : escaped;
    }

    // Other letters are escaped, too: file systems spell them differently, and some locales cannot name them at all. A
    // dot
    // in front would hide the file, and a hyphen would look like an option.
    private static void append(StringBuilder name, byte each, boolean first) {
        char letter = (char) (each & 0xFF);
        boolean plain = letter < 0x80 && (Character.isLetterOrDigit(letter) || letter == '_');
        if (plain || (!first && (letter == '.' || letter == '-'))) {
            name.append(letter);
        } else {
            name.append('%').append(hex(each));
        }
    }

    private static String hex(byte each) {
        return HexFormat.of().withUpperCase().toHexDigits(each);
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** A tilde stands in no other name, because it is escaped. */
    private static String marked(String name, String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return name + "~" + HexFormat.of().formatHex(digest).substring(0, HASH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
