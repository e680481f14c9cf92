package dev.belay.json.receipt;

import dev.belay.core.ErrorCode;
import dev.belay.core.Keys;
import dev.belay.core.Position;
import dev.belay.core.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of receipts; {@code docs/guide/explain.md} describes it. */
final class ReceiptText {

    private static final String FORM = "b1.";
    private static final Pattern OTHER_FORM = Pattern.compile("(b[0-9]{1,9})\\..*", Pattern.DOTALL);
    private static final int MAX_LENGTH = 8_192;

    // The places in these lists are part of the form: what is new goes to the end.
    private static final List<Reason> REASONS = List.of(
            Reason.STATIC,
            Reason.DEFAULT,
            Reason.TARGETING_MATCH,
            Reason.SPLIT,
            Reason.DISABLED,
            Reason.PREREQUISITE_FAILED,
            Reason.STALE,
            Reason.CACHED,
            Reason.ERROR,
            Reason.UNKNOWN);
    private static final List<ErrorCode> ERRORS = List.of(
            ErrorCode.PROVIDER_NOT_READY,
            ErrorCode.PROVIDER_FATAL,
            ErrorCode.FLAG_NOT_FOUND,
            ErrorCode.PARSE_ERROR,
            ErrorCode.TYPE_MISMATCH,
            ErrorCode.TARGETING_KEY_MISSING,
            ErrorCode.INVALID_CONTEXT,
            ErrorCode.GENERAL);

    private static final int VARIANT = 1;
    private static final int RULE = 2;
    private static final int ERROR = 4;
    private static final int NOW = 8;
    private static final int RANDOM = 16;

    private ReceiptText() {}

    static String write(Receipt receipt) {
        Recorded outcome = receipt.outcome();
        PackedWriter out = new PackedWriter();
        out.text(receipt.position().epoch());
        out.number(receipt.position().revision());
        out.text(receipt.flag());
        out.hex(receipt.behaviour());
        out.hex(receipt.fingerprint().salt());
        out.hex(receipt.fingerprint().digest());
        out.number(REASONS.indexOf(outcome.reason()));
        out.number(parts(receipt));
        outcome.variant().ifPresent(out::text);
        outcome.ruleId().ifPresent(out::text);
        outcome.errorCode().ifPresent(code -> out.number(ERRORS.indexOf(code)));
        receipt.now().ifPresent(now -> {
            out.signed(now.getEpochSecond());
            out.number(now.getNano());
        });
        receipt.random().ifPresent(random -> out.number(Integer.toUnsignedLong(random)));
        return FORM + Base64.getUrlEncoder().withoutPadding().encodeToString(out.sealed());
    }

    private static int parts(Receipt receipt) {
        Recorded outcome = receipt.outcome();
        return (outcome.variant().isPresent() ? VARIANT : 0)
                | (outcome.ruleId().isPresent() ? RULE : 0)
                | (outcome.errorCode().isPresent() ? ERROR : 0)
                | (receipt.now().isPresent() ? NOW : 0)
                | (receipt.random().isPresent() ? RANDOM : 0);
    }

    static Receipt read(String text) {
        String given = text.strip();
        checkForm(given);
        try {
            byte[] packed = Base64.getUrlDecoder().decode(given.substring(FORM.length()));
            Receipt receipt = read(PackedReader.unsealed(packed));
            // Whatever was skipped, or can be written in another way as well, is nothing that this class has written.
            if (receipt.toString().equals(given)) {
                return receipt;
            }
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException malformed) {
            throw damaged(malformed);
        }
        throw damaged(null);
    }

    private static void checkForm(String given) {
        if (given.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "A receipt has at most " + MAX_LENGTH + " characters, and this has " + given.length());
        }
        if (given.startsWith(FORM)) {
            return;
        }
        var other = OTHER_FORM.matcher(given);
        throw new IllegalArgumentException(
                other.matches()
                        ? "The receipt is of the form " + other.group(1) + ", and only b1 is known here; a newer"
                                + " version may know it"
                        : "This is not a receipt: a receipt begins with " + FORM);
    }

    private static IllegalArgumentException damaged(@Nullable RuntimeException cause) {
        return new IllegalArgumentException("The receipt is damaged or not complete; copy all of it", cause);
    }

    private static Receipt read(PackedReader in) {
        Position position = new Position(in.text(), in.number());
        String flag = in.text();
        if (Keys.problemOf(flag).isPresent()) {
            throw damaged(null);
        }
        String behaviour = in.hex(Receipt.BEHAVIOUR_DIGITS / 2);
        Fingerprint fingerprint = new Fingerprint(in.hex(Fingerprint.BYTES), in.hex(Fingerprint.BYTES));
        Reason reason = in.oneOf(REASONS);
        long parts = in.number();
        Recorded outcome = new Recorded(
                reason,
                optional(parts, VARIANT, in::text),
                optional(parts, RULE, in::text),
                optional(parts, ERROR, () -> in.oneOf(ERRORS)));
        return new Receipt(
                position,
                flag,
                behaviour,
                fingerprint,
                outcome,
                optional(parts, NOW, () -> Instant.ofEpochSecond(in.signed(), in.number())),
                optional(parts, RANDOM, () -> (int) in.number()));
    }

    private static <T> Optional<T> optional(long parts, int part, Supplier<T> read) {
        return (parts & part) == 0 ? Optional.empty() : Optional.of(read.get());
    }
}
