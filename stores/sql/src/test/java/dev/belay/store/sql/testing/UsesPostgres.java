package dev.belay.store.sql.testing;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Stops the server that tests share when the last of them has run. */
public final class UsesPostgres implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(Namespace.create(UsesPostgres.class)).computeIfAbsent("server", key ->
                (AutoCloseable) Postgres::stop);
    }
}
