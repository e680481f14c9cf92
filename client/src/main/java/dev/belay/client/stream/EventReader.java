package dev.belay.client.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events, as the HTML standard defines them, from bytes.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class EventReader {

    private static final int END = -1;

    private final InputStream in;
    private final int limit;
    private final byte[] buffer = new byte[1 << 14];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);

    private int next;
    private int end;
    private boolean afterCarriageReturn;
    private boolean atStart = true;

    /**
     * A reader at the beginning of a stream.
     *
     * @param limit the most bytes that one event may have
     */
    EventReader(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /**
     * Waits for the next event; comments and events without data are passed over.
     *
     * @return the event, or null at the end of the stream, where an unfinished event is dropped
     * @throws OversizedEventException if an event is larger than the limit; nothing can be read after that
     * @throws IOException if the stream breaks
     */
    @Nullable
    ServerSentEvent read() throws IOException {
        String name = "message";
        StringBuilder data = null;
        for (String text = readLine(0); text != null; text = readLine(data == null ? 0 : data.length())) {
            if (text.isEmpty()) {
                if (data != null) {
                    return new ServerSentEvent(name, data.toString());
                }
                name = "message";
            } else if (isField(text, "data")) {
                data = data == null ? new StringBuilder() : data.append('\n');
                data.append(valueOf(text));
            } else if (isField(text, "event")) {
                name = valueOf(text);
            }
        }
        return null;
    }

    private static boolean isField(String text, String name) {
        return text.startsWith(name) && (text.length() == name.length() || text.charAt(name.length()) == ':');
    }

    private static String valueOf(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return "";
        }
        boolean spaced = colon + 1 < text.length() && text.charAt(colon + 1) == ' ';
        return text.substring(spaced ? colon + 2 : colon + 1);
    }

    private @Nullable String readLine(int used) throws IOException {
        line.reset();
        for (int each = readByte(); each != END; each = readByte()) {
            boolean endsCrLf = afterCarriageReturn && each == '\n';
            afterCarriageReturn = each == '\r';
            if (each == '\n' || each == '\r') {
                if (!endsCrLf) {
                    return text();
                }
            } else {
                line.write(each);
                if (used + line.size() > limit) {
                    throw new OversizedEventException(limit);
                }
            }
        }
        return null;
    }

    private String text() {
        String text = line.toString(StandardCharsets.UTF_8);
        boolean marked = atStart && text.startsWith("\uFEFF");
        atStart = false;
        return marked ? text.substring(1) : text;
    }

    private int readByte() throws IOException {
        if (next == end) {
            next = 0;
            end = Math.max(0, in.read(buffer, 0, buffer.length));
            if (end == 0) {
                return END;
            }
        }
        return buffer[next++] & 0xff;
    }
}
