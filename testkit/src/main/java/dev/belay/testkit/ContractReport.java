package dev.belay.testkit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Logs how much of a contract a store has kept, once all of a class's tests have run: register it as a static
 * extension of the class.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class ContractReport implements AfterTestExecutionCallback, AfterAllCallback {

    private static final System.Logger LOGGER = System.getLogger("dev.belay.testkit");

    private final Supplier<String> store;
    private final AtomicInteger tests = new AtomicInteger();
    private final AtomicInteger passed = new AtomicInteger();

    /** @param store what was tested, with the version of its server if it has one */
    public ContractReport(Supplier<String> store) {
        this.store = store;
    }

    @Override
    public void afterTestExecution(ExtensionContext test) {
        tests.incrementAndGet();
        passed.addAndGet(test.getExecutionException().isEmpty() ? 1 : 0);
    }

    @Override
    public void afterAll(ExtensionContext tested) {
        LOGGER.log(System.Logger.Level.INFO, "Contract on " + store.get() + ": " + passed + " of " + tests + " passed");
    }
}
