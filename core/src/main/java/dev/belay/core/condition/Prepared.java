package dev.belay.core.condition;

import dev.belay.core.Value;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An operand that was made ready when its condition was made: its patterns compiled, its versions, instants and
 * networks read.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
@FunctionalInterface
public interface Prepared {

    /** Compares a value that is present, after any conversion to number or text. */
    Answer ask(Value seen);

    /** Reads a value as what an operator compares. */
    @FunctionalInterface
    interface Reading<T> {
        /** What is compared; null if the value is not of a kind that the operator reads. */
        @Nullable
        T read(Value seen);
    }

    /** A comparison of what is read. */
    static <T> Prepared of(Reading<T> reading, Predicate<T> test) {
        return seen -> {
            T read = reading.read(seen);
            return read == null ? Answer.UNREAD : Answer.of(test.test(read));
        };
    }
}
