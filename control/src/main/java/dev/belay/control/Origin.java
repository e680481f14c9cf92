package dev.belay.control;

/**
 * The place in the request that wants a change, so that errors can point there.
 *
 * @param path             a JSON Pointer; empty for the whole request
 * @param carriesDocument  whether the document stands at that place, so that places in it can be pointed at
 */
record Origin(String path, boolean carriesDocument) {

    static Origin document(String path) {
        return new Origin(path, true);
    }

    static Origin command(String path) {
        return new Origin(path, false);
    }

    /** Where a place of the document lies in the request. */
    String locate(String placeInDocument) {
        return carriesDocument ? path + placeInDocument : path;
    }
}
