package dev.belay.json;

/** Knows when a string can be written as UTF-8. */
final class Unicode {

    private Unicode() {}

    /** Whether every surrogate has its other half. */
    static boolean isValid(String text) {
        int point;
        for (int at = 0; at < text.length(); at += Character.charCount(point)) {
            point = text.codePointAt(at);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                return false;
            }
        }
        return true;
    }
}
