package dev.belay.server;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/** The threads on which connections live. */
final class EventLoops {

    private EventLoops() {}

    static Vertx start() {
        // Nothing is read from the class path through Vert.x, so it needs no folder for copies.
        FileSystemOptions files =
                new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        return Vertx.vertx(new VertxOptions().setEventLoopPoolSize(count()).setFileSystemOptions(files));
    }

    static int count() {
        return Math.max(2, Runtime.getRuntime().availableProcessors());
    }
}
