package dev.belay.store.sql;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.serial.SerialLedgerStore;
import dev.belay.testkit.Awaited;
import dev.belay.testkit.Epochs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** A server that takes every connection and never says a word, and a source that would wait for it forever. */
@Timeout(60)
class PostgresLoginTest {

    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final PGSimpleDataSource source = new PGSimpleDataSource();
    private final PostgresLogin login = new PostgresLogin(source, PATIENCE);
    private final List<Socket> taken = new CopyOnWriteArrayList<>();
    private ServerSocket silent;

    @BeforeEach
    void listen() throws IOException {
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread accepting = new Thread(this::accept, "silent-server");
        accepting.setDaemon(true);
        accepting.start();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {silent.getLocalPort()});
        source.setUser("belay");
        source.setSslMode("disable");
        source.setGssEncMode("disable");
    }

    @AfterEach
    void end() throws IOException {
        silent.close();
        for (Socket each : taken) {
            each.close();
        }
    }

    @Test
    void isGivenUpAfterItsTime() {
        assertThatThrownBy(login::connect)
                .isInstanceOf(SQLException.class)
                .hasMessage("it has not answered a login within 100 ms");
        Awaited.until(() -> taken.size() == 1);
    }

    /** All at once and with more patience, so that the time after which one more is tried is far away. */
    @Test
    void failsAtOnceWhereManyHangAlready() throws IOException {
        PostgresLogin patient = new PostgresLogin(source, PATIENCE.multipliedBy(10));
        CompletableFuture.allOf(Stream.generate(() -> CompletableFuture.runAsync(
                                () -> assertThatThrownBy(patient::connect).hasMessageContaining("has not answered"),
                                task -> new Thread(task).start()))
                        .limit(8)
                        .toArray(CompletableFuture[]::new))
                .join();
        assertThatThrownBy(patient::connect).hasMessage("8 logins are waiting for the server's answer already");
        Awaited.until(() -> taken.size() == 8);

        for (Socket each : taken) {
            each.close();
        }
        Awaited.until(() -> failure(patient).contains("has not answered"));
    }

    @Test
    void triesAgainNowAndThenWhereManyHang() {
        for (int each = 0; each < 8; each++) {
            assertThatThrownBy(login::connect).hasMessageContaining("has not answered");
        }

        Awaited.until(() -> failure(login).contains("has not answered"));

        Awaited.until(() -> taken.size() == 9);
    }

    @Test
    void doesNotHoldWhoeverOpensAStore() {
        assertThatThrownBy(
                        () -> SerialLedgerStore.open(new PostgresJournal(login), InstantSource.system(), new Epochs()))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining("has not answered a login");
    }

    private static String failure(PostgresLogin login) {
        try {
            login.connect().close();
            return "";
        } catch (SQLException failure) {
            return String.valueOf(failure.getMessage());
        }
    }

    private void accept() {
        try {
            while (true) {
                taken.add(silent.accept());
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }
}
