package dev.belay.server;

import dev.belay.server.http.WebServer;
import dev.belay.server.replica.Replica;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;

/** Runs a replica until the process is told to end. */
final class ReplicaCommand {

    private ReplicaCommand() {}

    static int run(Replica.Settings copied, WebServer.Settings settings, PrintStream out) {
        ReplicaApplication application = start(copied, settings);
        Runtime.getRuntime().addShutdownHook(new Thread(application::close, "stop"));
        out.println("This is a replica of " + copied.upstream());
        String address = ServeCommand.base(settings.host(), application.port());
        new ReadyLine(application::readiness, address, out, ReadyLine.MOMENT).tell();
        return ExitCode.OK;
    }

    private static ReplicaApplication start(Replica.Settings copied, WebServer.Settings settings) {
        try {
            return ReplicaApplication.start(copied, InstantSource.system(), settings);
        } catch (IllegalArgumentException wrong) {
            throw Arguments.usage(String.valueOf(wrong.getMessage()) + ".");
        } catch (IOException cannotListen) {
            throw new Refusal(ExitCode.UNAVAILABLE, String.valueOf(cannotListen.getMessage()) + ".");
        }
    }
}
