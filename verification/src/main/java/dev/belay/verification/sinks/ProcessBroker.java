package dev.belay.verification.sinks;

import java.io.IOException;

/** A broker that is a process. */
abstract class ProcessBroker implements Broker {

    final ServerProcess server;

    ProcessBroker(ServerProcess server) {
        this.server = server;
    }

    @Override
    public void kill() throws InterruptedException {
        server.kill();
    }

    @Override
    public void restart() throws IOException {
        server.restart();
    }

    @Override
    public void close() {
        server.close();
    }
}
