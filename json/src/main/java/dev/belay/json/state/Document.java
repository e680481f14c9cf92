package dev.belay.json.state;

import dev.belay.core.Value;
import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.core.flag.Segment;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.CanonicalJson;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.MalformedJsonException;
import dev.belay.json.Shared;
import dev.belay.json.flag.FlagFormat;
import dev.belay.json.flag.SegmentFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A document as it is stored and delivered: its canonical bytes, named by their SHA-256.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class Document {

    private final String hash;
    private final byte[] bytes;

    // Both only save work: a value that was at hand when the document was made, until it is compiled; and the outcome
    // of that, which the snapshots that use the document share. Unsynchronized, because what they hold is immutable and
    // threads that do not see it compute it again.
    private @Nullable Value value;
    private @Nullable SnapshotFlag flag;

    /** What the bytes only name: those of a large segment lie in chunks of their own. */
    private final @Nullable MemberSet members;

    private Document(String hash, byte[] bytes, @Nullable Value value, @Nullable MemberSet members) {
        this.hash = hash;
        this.bytes = bytes;
        this.value = value;
        this.members = members;
    }

    /**
     * The document of a value.
     *
     * @throws IllegalArgumentException if a text in {@code value} has half a surrogate pair
     */
    public static Document of(Value value) {
        byte[] bytes = CanonicalJson.bytes(value);
        return new Document(Sha256.hex(bytes), bytes, value, null);
    }

    /**
     * A document that was stored or sent, whose hash is checked; the bytes are copied and taken as they are.
     *
     * @throws IllegalArgumentException if {@code hash} is not the hash of {@code bytes}
     */
    public static Document verified(String hash, byte[] bytes) {
        byte[] own = bytes.clone();
        String actual = Sha256.hex(own);
        if (!actual.equals(hash)) {
            throw new IllegalArgumentException(
                    "The document does not have the hash " + hash + " that it is known by, but " + actual);
        }
        return new Document(actual, own, null, null);
    }

    /** SHA-256 of the bytes, in lower-case hexadecimal. */
    public String hash() {
        return hash;
    }

    /** The canonical bytes; a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** How many bytes there are. */
    public int length() {
        return bytes.length;
    }

    /**
     * The value that the bytes write, read from them when it is not at hand.
     *
     * @throws MalformedJsonException if the bytes are not JSON
     */
    public Value value() {
        Value known = value;
        return known == null ? Json.read(bytes, JsonLimits.TRUSTED) : known;
    }

    /** The members of a segment, if the document names chunks and they are at hand. */
    public Optional<MemberSet> members() {
        return Optional.ofNullable(members);
    }

    /** The hashes of the chunks that the document names and that are not at hand; none for nearly all documents. */
    public List<String> missingChunks() {
        return members != null ? List.of() : ChunkNames.in(this);
    }

    /**
     * The same document with the chunks that it names; itself if it names none, or has them.
     *
     * @param chunks finds a chunk by its hash, or says by an exception why there is none
     * @throws IllegalArgumentException if the chunks do not follow one another
     */
    public Document withChunks(Function<String, MemberChunk> chunks) {
        List<String> missing = missingChunks();
        return missing.isEmpty()
                ? this
                : withMembers(new MemberSet(missing.stream().map(chunks).toList()));
    }

    /** The same document with the members whose chunks it names; the caller vouches for that. */
    public Document withMembers(MemberSet named) {
        return new Document(hash, bytes, value, named);
    }

    boolean contains(byte[] part) {
        for (int at = 0; at <= bytes.length - part.length; at++) {
            if (bytes[at] == part[0] && Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    /** The document as a flag of this key at this version, understood or not. */
    SnapshotFlag flag(String key, long version, Shared shared) {
        SnapshotFlag known = flag;
        if (known instanceof SnapshotFlag.Understood understood && known.key().equals(key)) {
            return new SnapshotFlag.Understood(version, understood.flag());
        }
        SnapshotFlag read = FlagFormat.readLenient(key, version, valueOrNull(), shared);
        flag = read;
        value = null;
        return read;
    }

    /** The document as a segment of this key. */
    Segment segment(String key) {
        return SegmentFormat.readLenient(key, valueOrNull(), members());
    }

    // What is not JSON is not understood either, and the lenient readers say so of anything but an object.
    Value valueOrNull() {
        try {
            return value();
        } catch (MalformedJsonException notJson) {
            return Value.NULL;
        }
    }

    /** Documents are equal when their bytes are, which their hashes tell. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Document document && hash.equals(document.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    /** The hash. */
    @Override
    public String toString() {
        return "Document[" + hash + "]";
    }
}
