package dev.belay.verification.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.belay.testkit.process.Ports;
import dev.belay.verification.tls.RedisTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {

    @TempDir
    private Path parent;

    private final int port = Ports.free();

    @Test
    void endsWithItsFolderIfNoBrokerCanBeMadeOfIt() throws IOException {
        Path folder = Files.createDirectory(parent.resolve("data"));
        ServerProcess server = ServerProcess.start("redis", RedisTls.command(folder, port), folder, port);
        connect();

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> server.become(_ -> {
                    throw new IllegalArgumentException("no broker");
                }))
                .withMessage("no broker");

        assertThatIOException().isThrownBy(this::connect);
        assertThat(folder).doesNotExist();
    }

    private void connect() throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
    }
}
