package dev.belay.benchmarks.load;

/**
 * What streams cost a server beyond what it needs without them.
 *
 * @param heap     bytes that were live before
 * @param resident bytes that the process held before
 */
record Costs(ServerFigures figures, long heap, long resident) {

    static Costs before(ServerFigures figures) {
        return new Costs(figures, figures.liveHeap(), figures.resident());
    }

    Idle withStreams(int streams) {
        long live = figures.liveHeap() - heap;
        return new Idle(live / streams, (figures.resident() - resident) / streams, figures.descriptors());
    }

    /**
     * What one of many streams costs while it is open.
     *
     * @param heap        bytes of live objects
     * @param resident    bytes of memory of the process
     * @param descriptors open files and sockets of the whole process
     */
    record Idle(long heap, long resident, long descriptors) {}
}
