package dev.belay.json.state;

import dev.belay.core.Shared;
import dev.belay.core.Value;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.core.flag.Segment;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.CanonicalJson;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.MalformedJsonException;
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

    private final Hash hash;
    private final int length;

    /** Whether it was sent to somebody who evaluates by it and hardly ever needs its bytes again. */
    private final boolean received;

    /** The bytes; or, where they can be written from it, the {@link Flag} that was read from them. */
    private volatile Object content;

    // Only saves work: a value that was at hand when the document was made, until it is read; and the outcome of that,
    // which the snapshots that use the document share. Unsynchronized, because what it holds is immutable and threads
    // that do not see it compute it again.
    private @Nullable Object known;

    /** What the bytes only name: those of a large segment lie in chunks of their own. */
    private final @Nullable MemberSet members;

    private Document(Hash hash, int length, boolean received, Object content, @Nullable MemberSet members) {
        this.hash = hash;
        this.length = length;
        this.received = received;
        this.content = content;
        this.members = members;
    }

    private static Document of(byte[] own, boolean received) {
        return new Document(Sha256.hash(own), own.length, received, own, null);
    }

    /**
     * The document of a value.
     *
     * @throws IllegalArgumentException if a text in {@code value} has half a surrogate pair
     */
    public static Document of(Value value) {
        Document document = of(CanonicalJson.bytes(value), false);
        document.known = value;
        return document;
    }

    /** The document of a flag that was read strictly, with everything filled in; its bytes are written when asked for. */
    public static Document of(Flag flag) {
        byte[] bytes = CanonicalJson.bytes(FlagFormat.write(flag));
        return new Document(Sha256.hash(bytes), bytes.length, true, flag, null);
    }

    /**
     * A document that was sent to be evaluated by. A flag is read when it is first asked for; what can be written from
     * it again is not kept twice.
     *
     * @param canonical canonical bytes, which the caller vouches for and gives away
     */
    public static Document received(byte[] canonical) {
        return of(canonical, true);
    }

    /**
     * A document that was stored or sent, whose hash is checked; the bytes are copied and taken as they are.
     *
     * @throws IllegalArgumentException if {@code hash} is not the hash of {@code bytes}
     */
    public static Document verified(String hash, byte[] bytes) {
        Document document = of(bytes.clone(), false);
        if (!document.hash().equals(hash)) {
            throw new IllegalArgumentException(
                    "The document does not have the hash " + hash + " that it is known by, but " + document.hash());
        }
        return document;
    }

    /** SHA-256 of the bytes, in lower-case hexadecimal. */
    public String hash() {
        return hash.hex();
    }

    Hash sha256() {
        return hash;
    }

    /** The canonical bytes; a copy. */
    public byte[] bytes() {
        Object held = content;
        return held instanceof Flag flag ? CanonicalJson.bytes(FlagFormat.write(flag)) : ((byte[]) held).clone();
    }

    /** How many bytes there are. */
    public int length() {
        return length;
    }

    /**
     * The value that the bytes write, read from them when it is not at hand.
     *
     * @throws MalformedJsonException if the bytes are not JSON
     */
    public Value value() {
        Object held = content;
        if (held instanceof Flag flag) {
            return FlagFormat.write(flag);
        }
        return known instanceof Value value ? value : Json.read((byte[]) held, JsonLimits.TRUSTED);
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
        Document complete = new Document(hash, length, received, content, named);
        complete.known = known;
        return complete;
    }

    boolean contains(byte[] part) {
        return content instanceof byte[] bytes && contains(bytes, part);
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        for (int at = 0; at <= bytes.length - part.length; at++) {
            if (bytes[at] == part[0] && Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a flag need not be read before it is asked for. */
    boolean isUnread() {
        return received && content instanceof byte[];
    }

    /** The document as a flag of this key at this version, understood or not. */
    SnapshotFlag flag(String key, long version, Shared shared) {
        Flag at = flagAtHand();
        if (at != null && at.key().equals(key)) {
            return new SnapshotFlag.Understood(version, at);
        }
        SnapshotFlag read = FlagFormat.readLenient(key, version, valueOrNull(), shared);
        if (received) {
            keepInsteadOfBytes(read);
        } else {
            known = read;
        }
        return read;
    }

    private @Nullable Flag flagAtHand() {
        if (content instanceof Flag flag) {
            return flag;
        }
        return known instanceof SnapshotFlag.Understood understood ? understood.flag() : null;
    }

    private void keepInsteadOfBytes(SnapshotFlag read) {
        if (content instanceof byte[] bytes
                && read instanceof SnapshotFlag.Understood understood
                && Arrays.equals(bytes, CanonicalJson.bytes(FlagFormat.write(understood.flag())))) {
            content = understood.flag();
        }
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
        return "Document[" + hash() + "]";
    }
}
