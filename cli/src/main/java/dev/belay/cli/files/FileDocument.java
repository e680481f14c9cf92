package dev.belay.cli.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A flag or segment as a file holds it.
 *
 * @param file     the file, relative to the folder
 * @param kind     flag or segment
 * @param key      its key
 * @param document what the file says, without members that lie in a file of their own
 * @param members  the keys in that file, if the document names one
 * @param source   finds lines
 */
record FileDocument(
        String file, String kind, String key, ObjectNode document, Optional<List<String>> members, SourceText source) {}
