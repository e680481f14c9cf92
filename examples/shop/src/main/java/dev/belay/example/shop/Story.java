package dev.belay.example.shop;

import dev.belay.core.Value;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** A feature is turned on, goes wrong, and is taken back. Every step is waited for and checked. */
final class Story {

    private static final int A_WHILE = 100;

    private final Shop shop;
    private final Customers customers;
    private final PrintStream out;

    Story(Shop shop, Customers customers, PrintStream out) {
        this.shop = shop;
        this.customers = customers;
        this.out = out;
    }

    void tell() throws Exception {
        long start = shop.belay().revision();
        calm("Customers buy, all by the classic checkout.");

        say("The express checkout is turned on for everybody.");
        command("flag enable " + Shop.EXPRESS + " -e production --reason \"launch day\"");
        applied(shop.belay().enable(Shop.EXPRESS, "launch day"));
        trouble("Customers without a voucher cannot pay any more.");

        say("The operator takes the environment back to revision " + start + ".");
        command("env rollback --to " + start + " -e production --reason \"purchases fail\"");
        applied(shop.belay().rollBack(start, "purchases fail"));
        calm("Customers buy again.");

        say("What the ledger remembers:");
        history();
        out.println();
        out.println("Nothing was deployed, nothing was restarted, and nothing is forgotten.");
    }

    private void calm(String sentence) throws InterruptedException {
        Tally seen = watch(sentence);
        expect(seen.failures() == 0 && seen.express() == 0, "purchases by the classic checkout only, and saw " + seen);
    }

    private void trouble(String sentence) throws InterruptedException {
        Tally seen = watch(sentence);
        expect(seen.failures() > 0 && seen.express() > 0, "express purchases and failures, and saw " + seen);
    }

    private Tally watch(String sentence) throws InterruptedException {
        // Purchases that were under way while the flag changed belong to neither side.
        customers.watch(A_WHILE / 2);
        Tally seen = customers.watch(A_WHILE);
        say(sentence);
        out.println("   " + seen);
        return seen;
    }

    private void applied(String position) throws InterruptedException {
        long acknowledged = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        for (Map.Entry<String, Child> service : shop.services().entrySet()) {
            String line = service.getValue().await(each -> each.startsWith("applied " + position + " "));
            long after = Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)) - acknowledged;
            out.printf(
                    "   %-10s shows it %.1f ms after the change was acknowledged%n",
                    service.getKey(), Math.max(0, after) / 1000.0);
        }
    }

    private void history() throws Exception {
        for (Value entry : shop.belay().history(0)) {
            Value actor = Management.member(entry, "actor");
            out.printf(
                    "   revision %d  %s  %-24s %-12s %s%n",
                    Management.number(entry, "revision"),
                    Management.text(entry, "at"),
                    Management.text(entry, "action"),
                    Management.text(actor, "name"),
                    Management.text(entry, "reason"));
        }
    }

    private void say(String sentence) {
        out.println();
        out.println(sentence);
    }

    private void command(String words) {
        out.println("   $ ./belay " + words);
    }

    private static void expect(boolean seen, String what) {
        if (!seen) {
            throw new StoryException("the story expected " + what);
        }
    }
}
