package dev.belay.verification.sinks;

import dev.belay.testkit.process.ChildProcess;
import dev.belay.testkit.process.Ports;
import dev.belay.testkit.process.ServerFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The process of a broker that keeps its data in a folder of its own, and listens on a port of its own. */
final class ServerProcess implements AutoCloseable {

    private final String name;
    private final List<String> command;
    private final Path folder;
    private final int port;
    private ChildProcess process;

    private ServerProcess(String name, List<String> command, Path folder, int port) throws IOException {
        this.name = name;
        this.command = command;
        this.folder = folder;
        this.port = port;
        this.process = begin();
    }

    /** Starts a command, which is given a folder and a port already. */
    static ServerProcess start(String name, List<String> command, Path folder, int port) throws IOException {
        return new ServerProcess(name, command, folder, port);
    }

    /** Makes a broker of a process. */
    @FunctionalInterface
    interface Maker<B, E extends Exception> {
        B make(ServerProcess server) throws E;
    }

    /** Makes a broker of this process, which does not outlive a failure to do so. */
    <B, E extends Exception> B become(Maker<B, E> maker) throws E {
        boolean made = false;
        try {
            B broker = maker.make(this);
            made = true;
            return broker;
        } finally {
            if (!made) {
                close();
            }
        }
    }

    private ChildProcess begin() throws IOException {
        ChildProcess started = ChildProcess.start(name, command, Map.of());
        if (!Ports.awaitListener(port)) {
            started.close();
            throw new IllegalStateException(
                    name + " does not listen on port " + port + "; it said:\n" + String.join("\n", started.lines()));
        }
        return started;
    }

    int port() {
        return port;
    }

    void kill() throws InterruptedException {
        process.kill();
    }

    void restart() throws IOException {
        process = begin();
    }

    @Override
    public void close() {
        process.close();
        try {
            new ServerFolder(folder).delete();
        } catch (IOException leftOver) {
            System.err.println("belay: " + folder + " could not be deleted: " + leftOver.getMessage());
        }
    }
}
