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

    /**
     * Writes so many changes and one large change set; the broker is away for that and for the third quarter of the
     * changes. The sink is limited to flags whose keys have more than ASCII in them, and every tenth change is another's.
     */
    Findings run(Broker broker, int changes) throws Exception {
        SelectedWrites writes = SelectedWrites.begin(server);
        String sink = server.makeSink(broker.target(), writes.selection());
        writes.write(0, changes / 2);
        broker.kill();
        progress.accept(broker.name() + " is killed after " + changes / 2 + " changes");
        writes.write(changes / 2, changes * 3 / 4);
        writes.writeMany();
        broker.restart();
        progress.accept(broker.name() + " is there again after " + changes * 3 / 4);
        writes.write(changes * 3 / 4, changes);
        server.awaitAnnounced(sink, writes.last());
        Findings findings = Findings.of(broker.name(), writes.expected(), broker.received());
        server.deleteSink(sink);
        return findings;
    }
}
