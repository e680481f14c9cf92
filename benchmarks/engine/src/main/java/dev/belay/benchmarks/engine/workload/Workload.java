package dev.belay.benchmarks.engine.workload;

/** What is measured, in the order of the tables. */
public enum Workload {
    /** One flag that is on. */
    PLAIN("plain boolean", Content.ON, 1, Question.SAME, "2 / –"),
    /** A share by the person's id, everybody in turn. */
    SPLIT("50 % split", Content.HALF, 1, Question.EVERYBODY, "20 / 35"),
    /** Country in a list of twenty, version, end of an address, segment, and then a share. */
    CONDITIONS("five conditions", Content.CONDITIONS, 1, Question.EVERYBODY, "80"),
    /** A text of three, by weight. */
    VARIANTS("three variants", Content.VARIANTS, 1, Question.TEXT, "30"),
    /** Any of a thousand flags. */
    AMONG_1000("one of 1,000", Content.ON, 1_000, Question.ANY_FLAG, "– / 15"),
    /** Any of ten thousand flags. */
    AMONG_10000("one of 10,000", Content.ON, 10_000, Question.ANY_FLAG, "–");

    private final String label;
    private final Content content;
    private final int count;
    private final Question question;
    private final String goal;

    Workload(String label, Content content, int count, Question question, String goal) {
        this.label = label;
        this.content = content;
        this.count = count;
        this.question = question;
        this.goal = goal;
    }

    /** Its name in tables. */
    public String label() {
        return label;
    }

    /** The flags that an SDK needs for it, and no others. */
    public Flags flags() {
        return new Flags(content, count);
    }

    /** How it is asked. */
    public Question question() {
        return question;
    }

    /** How many nanoseconds Belay may take: through a toggle / by key. */
    public String goal() {
        return goal;
    }

    /** A way to ask. */
    public enum Question {
        /** The same flag about the same person. */
        SAME,
        /** The same flag about everybody in turn. */
        EVERYBODY,
        /** A text, about everybody in turn. */
        TEXT,
        /** Flags in random order about the same person. */
        ANY_FLAG
    }
}
