package dev.belay.benchmarks.load;

import java.util.List;

/**
 * What streams cost a server beyond what it needs without them.
 *
 * @param heap     bytes that were live before
 * @param resident bytes that the process held before
 */
record Costs(Leaf leaf, long heap, long resident) {

    static List<Costs> before(List<Leaf> leaves) {
        return leaves.stream()
                .map(leaf -> new Costs(
                        leaf, leaf.figures().liveHeap(), leaf.figures().resident()))
                .toList();
    }

    /**
     * What each of so many streams costs, at each of the servers that share them equally.
     *
     * @param streams of all together
     */
    static List<Idle> withStreams(List<Costs> before, int streams) {
        int each = Math.max(1, streams / before.size());
        return before.stream().map(costs -> costs.withStreams(each)).toList();
    }

    private Idle withStreams(int streams) {
        long live = leaf.figures().liveHeap() - heap;
        return new Idle(
                leaf.name(),
                live / streams,
                (leaf.figures().resident() - resident) / streams,
                leaf.figures().descriptors());
    }

    /**
     * What one of many streams costs while it is open.
     *
     * @param server      the name of where it is open
     * @param heap        bytes of live objects
     * @param resident    bytes of memory of the process
     * @param descriptors open files and sockets of the whole process
     */
    record Idle(String server, long heap, long resident, long descriptors) {}
}
