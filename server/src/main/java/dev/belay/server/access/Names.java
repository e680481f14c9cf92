package dev.belay.server.access;

import dev.belay.json.reading.Part;

/** The names that people give credentials. */
final class Names {

    private static final int MAX_LENGTH = 200;

    private Names() {}

    static String read(Part part) {
        String name = part.text();
        if (name.isBlank() || name.length() > MAX_LENGTH) {
            part.refuse("The name must say something, in at most " + MAX_LENGTH + " characters", "1 to " + MAX_LENGTH);
        }
        return name;
    }
}
