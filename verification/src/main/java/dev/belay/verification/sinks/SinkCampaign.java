package dev.belay.verification.sinks;

import java.util.function.Consumer;

/**
 * Writes changes to a server while a broker is killed and started again, waits until the sink has announced all, and
 * looks at what the broker has.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 *
 * @param progress is told what happens
 */
record SinkCampaign(SinkApi server, Consumer<String> progress) {

    /** Writes so many changes; the broker is away for the third quarter of them. */
    Findings run(Broker broker, int changes) throws Exception {
        String flag = "sink-" + Long.toHexString(System.nanoTime());
        long before = server.createFlag(flag);
        String sink = server.makeSink(broker.target());
        var _ = server.write(flag, 0, changes / 2);
        broker.kill();
        progress.accept(broker.name() + " is killed after " + changes / 2 + " changes");
        var _ = server.write(flag, changes / 2, changes * 3 / 4);
        broker.restart();
        progress.accept(broker.name() + " is there again after " + changes * 3 / 4);
        long last = server.write(flag, changes * 3 / 4, changes);
        server.awaitAnnounced(sink, last);
        Findings findings = Findings.of(broker.name(), before + 1, last, broker.received());
        server.deleteSink(sink);
        return findings;
    }
}
