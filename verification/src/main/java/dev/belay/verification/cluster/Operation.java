package dev.belay.verification.cluster;

import dev.belay.core.Position;

/** Something that a client asked of the cluster, and what it was told. <b>Thread-safety:</b> immutable. */
sealed interface Operation {

    /** When it was asked, on the clock of all clients. */
    long invoked();

    /** When the client had the answer; {@link Long#MAX_VALUE} if it never had. */
    long returned();

    /** Which flag it was about. */
    String flag();

    /**
     * When something was asked and answered.
     *
     * @param invoked  nanoseconds of one clock
     * @param returned of the same
     */
    record Span(long invoked, long returned) {}

    /** Something whose answer came. */
    sealed interface Answered extends Operation {

        /** When. */
        Span span();

        @Override
        default long invoked() {
            return span().invoked();
        }

        @Override
        default long returned() {
            return span().returned();
        }
    }

    /**
     * A replacement of a flag's document that was acknowledged.
     *
     * @param id       what it wrote, which nobody else has written
     * @param basedOn  the version that it was conditional on, 0 if on none
     * @param position that the entry was told to have
     * @param version  that the flag was told to have
     */
    record Written(Span span, String flag, String id, long basedOn, Position position, long version)
            implements Answered {}

    /**
     * A replacement that was not answered, or not in a way that says what became of it: it may have been made, also later.
     * A refusal as unavailable is one of them, because a node that loses its database on the way cannot know.
     *
     * @param status of the answer; {@link #NO_ANSWER} if none came
     */
    record InDoubt(long invoked, String flag, String id, long basedOn, int status) implements Operation {

        /** The connection was refused, or cut before an answer. */
        static final int NO_ANSWER = 0;

        /** The node said that it could not do it. */
        static final int UNAVAILABLE = 503;

        @Override
        public long returned() {
            return Long.MAX_VALUE;
        }
    }

    /** A conditional replacement that was refused because the flag has another version by now. */
    record Outrun(Span span, String flag, String id, long basedOn) implements Answered {}

    /**
     * A read of one flag.
     *
     * @param position of the state that was read
     * @param version  that the flag had there
     * @param value    that it had there, which is the id of who wrote it
     */
    record Read(Span span, String flag, Position position, long version, String value) implements Answered {}
}
