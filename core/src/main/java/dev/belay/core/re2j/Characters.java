package dev.belay.core.re2j;

/**
 * The other case of a letter, in place of RE2/J's own class. RE2/J goes round all cases of a letter until it comes back to
 * where it began, by tables of its own and by those of the JDK; a letter that is newer than its tables, such as U+1C80,
 * leads to others that do not lead back, and it would never end (google/re2j issue 168). Here such a letter has no other case.
 */
final class Characters {

    private Characters() {}

    static int toLowerCase(int letter) {
        int lower = Character.toLowerCase(letter);
        return Character.toUpperCase(lower) == letter ? lower : letter;
    }

    static int toUpperCase(int letter) {
        int upper = Character.toUpperCase(letter);
        return Character.toLowerCase(upper) == letter ? upper : letter;
    }
}
