package dev.belay.example.shop;

/**
 * What happened to customers in some stretch of time.
 *
 * @param bought   how many paid
 * @param express  how many of those by the express flow
 * @param failures how many could not pay
 */
record Tally(int bought, int express, int failures) {

    static final Tally NOTHING = new Tally(0, 0, 0);

    private static final int BAR = 30;

    Tally plus(Tally other) {
        return new Tally(bought + other.bought, express + other.express, failures + other.failures);
    }

    int requests() {
        return bought + failures;
    }

    int failurePercent() {
        return requests() == 0 ? 0 : Math.round(100f * failures / requests());
    }

    /** One line with a bar: a dot for customers who paid, a cross for those who could not. */
    @Override
    public String toString() {
        int crosses = requests() == 0 ? 0 : Math.round((float) BAR * failures / requests());
        return "%4d purchases, %3d express, %3d %% failed  %s%s"
                .formatted(requests(), express, failurePercent(), "·".repeat(BAR - crosses), "✗".repeat(crosses));
    }
}
