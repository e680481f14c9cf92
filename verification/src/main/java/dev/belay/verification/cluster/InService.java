package dev.belay.verification.cluster;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The nodes that a load balancer leads to, in turn. <b>Thread-safety:</b> safe for use by many threads. */
final class InService {

    private final CopyOnWriteArrayList<URI> nodes = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    void add(URI node) {
        nodes.add(node);
    }

    void remove(URI node) {
        nodes.remove(node);
    }

    /** All of them, beginning with the one whose turn it is. */
    List<URI> inTurn() {
        List<URI> all = new ArrayList<>(nodes);
        if (!all.isEmpty()) {
            Collections.rotate(all, turn.getAndIncrement() % all.size());
        }
        return all;
    }
}
