package dev.belay.core.condition;

import dev.belay.core.Value;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An operator and its operand, made ready when their condition was made: lists hashed, patterns compiled, versions,
 * instants and networks read. Comparing texts and numbers, and versions without pre-release, allocates nothing.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
@FunctionalInterface
interface Prepared {

    /** Compares a value that is present. */
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

    /** The same comparison after a conversion. */
    default Prepared after(Reading<Value> conversion) {
        return seen -> {
            Value converted = conversion.read(seen);
            return converted == null ? Answer.UNREAD : ask(converted);
        };
    }
}
