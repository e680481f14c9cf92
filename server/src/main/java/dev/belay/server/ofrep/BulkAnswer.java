package dev.belay.server.ofrep;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.evaluation.Evaluation;
import dev.belay.json.CanonicalJson;
import dev.belay.server.access.Credential;
import dev.belay.server.http.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers the answers of all flags. Its tag depends on the answers and the credential only, so that a change which does
 * not touch this client's answers costs it nothing.
 */
final class BulkAnswer {
    private static final int TAG_BYTES = 16;

    private final Position position;
    private final Map<String, Value> metadata;
    private final List<Value> flags = new ArrayList<>();

    /** @param metadata what is said of the answer beside its position */
    BulkAnswer(Position position, Map<String, Value> metadata) {
        this.position = position;
        this.metadata = metadata;
    }

    void add(Evaluation evaluation) {
        flags.add(AnswerFormat.write(evaluation));
    }

    int size() {
        return flags.size();
    }

    /** The whole answer, or that nothing changed since the answer that the client has. */
    Answer to(Credential.FlagSetKey key, Optional<String> known) {
        byte[] answers = CanonicalJson.bytes(Value.of(flags));
        String tag = tag(answers, key);
        Answer answer = known.filter(tags -> names(tags, tag)).isPresent()
                ? Answer.empty(304)
                : Answer.bytes(200, "application/json", body(answers));
        return answer.with("etag", tag);
    }

    private byte[] body(byte[] answers) {
        byte[] before = "{\"flags\":".getBytes(StandardCharsets.UTF_8);
        Map<String, Value> all = new LinkedHashMap<>(metadata);
        all.put("belay.position", Value.of(position.toString()));
        byte[] after = (",\"metadata\":" + CanonicalJson.text(Value.of(all)) + "}").getBytes(StandardCharsets.UTF_8);
        byte[] body = Arrays.copyOf(before, before.length + answers.length + after.length);
        System.arraycopy(answers, 0, body, before.length, answers.length);
        System.arraycopy(after, 0, body, before.length + answers.length, after.length);
        return body;
    }

    private static String tag(byte[] answers, Credential.FlagSetKey key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(key.issue().id().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            byte[] hash = Arrays.copyOf(digest.digest(answers), TAG_BYTES);
            return '"' + HexFormat.of().formatHex(hash) + '"';
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("Every Java platform has SHA-256", absent);
        }
    }

    private static boolean names(String tags, String tag) {
        return Arrays.stream(tags.split(",", -1))
                .map(String::strip)
                .map(each -> each.startsWith("W/") ? each.substring(2) : each)
                .anyMatch(each -> each.equals(tag) || each.equals("*"));
    }
}
