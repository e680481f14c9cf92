package dev.belay.example.shop;

import java.io.PrintStream;
import java.util.function.BooleanSupplier;

/** Tells what to open and what to try, then shows how the customers fare until it is stopped. */
final class Invitation {

    private static final int A_SECOND = 100;

    private final Shop shop;
    private final Customers customers;
    private final String token;
    private final PrintStream out;

    Invitation(Shop shop, Customers customers, String token, PrintStream out) {
        this.shop = shop;
        this.customers = customers;
        this.token = token;
        this.out = out;
    }

    /** Shows purchases as long as the shop is open: those that fail because it closes are nobody's business. */
    void show(BooleanSupplier open) throws InterruptedException {
        out.printf("""

                The shop is open at %s (two services, a hundred customers a second).

                Try, in another terminal:

                    export BELAY_URL=%s BELAY_ENVIRONMENT=production BELAY_TOKEN=%s
                    ./belay flag list
                    ./belay flag enable %s --reason "launch day"
                    ./belay env history
                    ./belay env rollback --to 1 --reason "purchases fail"

                Stop with Ctrl-C.

                """, shop.storefront(), shop.belay().address(), token, Shop.EXPRESS);
        while (true) {
            Tally seen = customers.watch(A_SECOND);
            if (open.getAsBoolean()) {
                out.println(seen);
            }
        }
    }
}
