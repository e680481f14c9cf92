package dev.belay.json.sync;

import dev.belay.json.CanonicalBytes;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the live subjects in the bytes of a snapshot without reading their documents, where everything is exactly as
 * {@link SnapshotFormat#write} writes it and every hash holds. About anything else it says nothing, and the general
 * reader has to tell what is wrong, if anything is.
 */
final class SubjectScan {

    private static final int NONE = CanonicalBytes.NONE;

    private final byte[] bytes;
    private final CanonicalBytes canonical;
    private final List<SubjectState> subjects = new ArrayList<>();
    private int from;
    private int to;

    private SubjectScan(byte[] bytes) {
        this.bytes = bytes;
        this.canonical = new CanonicalBytes(bytes);
    }

    /** The subjects of a snapshot; null if they are not found. */
    static @Nullable SubjectScan of(byte[] bytes) {
        SubjectScan scan = new SubjectScan(bytes);
        scan.from = scan.beginning();
        scan.to = scan.endOfList(scan.from);
        return scan.to == NONE ? null : scan;
    }

    /** What was found. */
    List<SubjectState> subjects() {
        return subjects;
    }

    /** The snapshot with an empty list in place of the subjects. */
    byte[] rest() {
        byte[] rest = Arrays.copyOf(bytes, from + 2 + bytes.length - to);
        rest[from] = '[';
        rest[from + 1] = ']';
        System.arraycopy(bytes, to, rest, from + 2, bytes.length - to);
        return rest;
    }

    /** Where the list of subjects begins. */
    private int beginning() {
        int name = after("{", 0);
        while (name != NONE && !canonical.has("\"subjects\":", name)) {
            int colon = canonical.endOfPlainText(name);
            int value = colon == NONE ? NONE : after(":", colon);
            name = value == NONE ? NONE : after(",", canonical.endOfValue(value));
        }
        return name == NONE ? NONE : after("\"subjects\":", name);
    }

    private int endOfList(int list) {
        if (after("[]", list) != NONE) {
            return list + 2;
        }
        int at = after("[", list);
        int end = endOfSubject(at);
        while (after(",", end) != NONE) {
            end = endOfSubject(end + 1);
        }
        return after("]", end);
    }

    private int endOfSubject(int at) {
        int document = after("{\"document\":", at);
        int documentEnd = document == NONE ? NONE : canonical.endOfValue(document);
        int hash = after(",\"hash\":", documentEnd);
        int hashEnd = endOfText(hash);
        int key = after(",\"key\":", hashEnd);
        int keyEnd = endOfText(key);
        int kind = after(",\"kind\":", keyEnd);
        int kindEnd = endOfText(kind);
        int version = after(",\"version\":", kindEnd);
        int versionEnd = version == NONE ? NONE : canonical.endOfValue(version);
        int end = after("}", versionEnd);
        if (end == NONE) {
            return NONE;
        }
        Document found = Document.received(Arrays.copyOfRange(bytes, document, documentEnd));
        boolean holds = found.hash().equals(text(hash, hashEnd));
        return holds && add(text(kind, kindEnd), text(key, keyEnd), ascii(version, versionEnd), found) ? end : NONE;
    }

    private boolean add(String kind, String key, String version, Document document) {
        try {
            Subject subject = kind.equals(Subject.FLAG) ? Subject.flag(key) : new Subject(kind, key);
            return subjects.add(SubjectState.live(subject, Long.parseLong(version), document));
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }

    private int after(String letters, int at) {
        return at != NONE && canonical.has(letters, at) ? at + letters.length() : NONE;
    }

    private int endOfText(int at) {
        return at == NONE ? NONE : canonical.endOfPlainText(at);
    }

    private String text(int start, int end) {
        return ascii(start + 1, end - 1);
    }

    private String ascii(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.US_ASCII);
    }
}
