package dev.belay.cli.words;

import com.fasterxml.jackson.databind.JsonNode;

/** Puts the linter's remarks into words. */
public final class RemarkWords {

    private RemarkWords() {}

    /** What a remark is on, and where in it. */
    public static String place(JsonNode remark) {
        JsonNode subject = remark.path("subject");
        String path = remark.path("path").asText();
        return subject.path("kind").asText() + " " + subject.path("key").asText() + (path.isEmpty() ? "" : " " + path);
    }

    /** What shows it. */
    public static String example(JsonNode remark) {
        JsonNode example = remark.path("example");
        return example.isTextual() ? "Reason: " + example.asText() : "For example: " + example;
    }

    /** All of it in one line. */
    public static String line(JsonNode remark) {
        return place(remark) + ": " + remark.path("detail").asText() + " ("
                + remark.path("code").asText() + ")";
    }
}
