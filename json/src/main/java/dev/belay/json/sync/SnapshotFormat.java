package dev.belay.json.sync;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.json.InstantFormat;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.reading.Findings;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import dev.belay.json.reference.References;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.SubjectState;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A whole flag set at one position in canonical JSON, so that equal states have equal bytes and one hash:
 * {@code {"flagSet", "position", "at", "pinFloor", "checksum", "subjects": […], "tombstones": […]}}.
 */
public final class SnapshotFormat {

    private static final Comparator<SubjectState> BY_SUBJECT = Comparator.comparing(SubjectState::subject);

    private SnapshotFormat() {}

    /** Writes a state. */
    public static byte[] write(String flagSet, LedgerState state, Position pinFloor) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        // Members in their canonical order; the documents are canonical already and need not be read.
        append(out, "{\"at\":" + text(InstantFormat.write(state.at())));
        append(out, ",\"checksum\":" + text(state.checksum().hex()));
        append(out, ",\"flagSet\":" + text(flagSet));
        append(out, ",\"pinFloor\":" + text(pinFloor.toString()));
        append(out, ",\"position\":" + text(state.position().toString()));
        append(out, ",\"subjects\":[");
        writeSubjects(state.live(), out);
        append(out, "],\"tombstones\":" + CanonicalJson.text(tombstones(state.tombstones())) + "}");
        return out.toByteArray();
    }

    /**
     * Reads what {@link #write} wrote; fields that are not known here are passed over.
     *
     * @throws dev.belay.json.MalformedJsonException if the bytes are not JSON
     * @throws InvalidDocumentException if they are not a snapshot, or a hash or the checksum does not hold
     */
    public static ReceivedSnapshot read(byte[] bytes) {
        SubjectScan scan = SubjectScan.of(bytes);
        return scan == null ? read(bytes, List.of()) : read(scan.rest(), scan.subjects());
    }

    /** @param found the subjects that are not in the bytes any more */
    private static ReceivedSnapshot read(byte[] bytes, List<SubjectState> found) {
        Findings findings = Findings.lenient();
        Members members =
                Part.root(Json.read(bytes, JsonLimits.TRUSTED), findings).members(Set.of());
        List<SubjectState> subjects = new ArrayList<>(found);
        members.require("subjects").items().forEach(part -> subjects.add(live(part)));
        members.require("tombstones").items().forEach(part -> subjects.add(tombstone(part)));
        Part checksum = members.require("checksum");
        ReceivedSnapshot snapshot = new ReceivedSnapshot(
                members.require("flagSet").text(),
                References.position(members.require("pinFloor")),
                LedgerState.of(
                        References.position(members.require("position")),
                        References.instant(members.require("at")),
                        subjects));
        String sum = snapshot.state().checksum().hex();
        if (!sum.equals(References.hash(checksum))) {
            checksum.refuse("The subjects do not have this checksum, but " + sum);
        }
        findings.throwIfAny();
        return snapshot;
    }

    private static void writeSubjects(Collection<SubjectState> live, ByteArrayOutputStream out) {
        String separator = "";
        for (SubjectState state : live.stream().sorted(BY_SUBJECT).toList()) {
            append(out, separator + "{\"document\":");
            state.document().ifPresent(document -> out.writeBytes(document.bytes()));
            append(out, ",\"hash\":" + text(state.hash().orElse("")));
            append(out, ",\"key\":" + text(state.subject().key()));
            append(out, ",\"kind\":" + text(state.subject().kind()));
            append(out, ",\"version\":" + state.version() + "}");
            separator = ",";
        }
    }

    private static Value tombstones(Collection<SubjectState> tombstones) {
        return Value.of(tombstones.stream()
                .sorted(BY_SUBJECT)
                .map(state -> Value.of(EventWriter.versioned(state.subject(), state.version())))
                .toList());
    }

    private static SubjectState live(Part part) {
        SyncEvent.Put put = EventReader.put(part.members(Set.of()));
        return SubjectState.live(put.subject(), put.version(), put.document());
    }

    private static SubjectState tombstone(Part part) {
        Members members = part.members(Set.of());
        return SubjectState.tombstone(References.subject(members), References.version(members.require("version")));
    }

    private static String text(String text) {
        return CanonicalJson.text(Value.of(text));
    }

    private static void append(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
