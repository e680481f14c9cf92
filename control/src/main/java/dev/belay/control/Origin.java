package dev.belay.control;

/**
 * The place in the request that wants a change, so that errors can point there.
 *
 * @param path             a JSON Pointer; empty for the whole request
 * @param carriesDocument  whether the document stands at that place, so that places in it can be pointed at
 * @param mayTakeClosure   whether the request could take along what the subject depended on, and does not
 */
record Origin(String path, boolean carriesDocument, boolean mayTakeClosure) {

    static Origin document(String path) {
        return new Origin(path, true, false);
    }

    static Origin command(String path) {
        return new Origin(path, false, false);
    }

    /** The same place, of a rollback that leaves out what the subject depended on. */
    Origin withoutClosure() {
        return new Origin(path, carriesDocument, true);
    }

    /** Where a place of the document lies in the request. */
    String locate(String placeInDocument) {
        return carriesDocument ? path + placeInDocument : path;
    }
}
