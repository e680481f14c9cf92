package dev.belay.cli.files;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The change set that makes an environment what files say, each operation based on the version that it was planned from.
 *
 * @param operations of the change set
 * @param sources    for each operation the file that it comes from, if it comes from one
 * @param missing    what the environment has and the files have not, as "flag KEY"; archived only when asked for
 */
record ChangePlan(ArrayNode operations, List<Optional<FileDocument>> sources, List<String> missing) {

    static ChangePlan of(List<FileDocument> files, EnvironmentState state, boolean prune) {
        ChangePlan plan = new ChangePlan(Json.object().arrayNode(), new ArrayList<>(), new ArrayList<>());
        Set<String> wanted = new HashSet<>();
        for (FileDocument file : files) {
            wanted.add(file.kind() + " " + file.key());
            plan.put(file, state);
        }
        Layout.KINDS.values().forEach(kind -> plan.archive(kind, state, wanted, prune));
        return plan;
    }

    boolean isEmpty() {
        return operations.isEmpty();
    }

    private void put(FileDocument file, EnvironmentState state) {
        Optional<EnvironmentState.Held> held = state.find(file.kind(), file.key());
        Optional<ObjectNode> document =
                held.isPresent() ? ifAnother(file, held.get(), state) : Optional.of(whole(file));
        document.ifPresent(wanted -> {
            ObjectNode operation = operations.addObject();
            operation.put("op", file.kind().equals("flag") ? "put" : "put-segment");
            operation.set(file.kind(), wanted);
            held.ifPresent(base -> operation.put("baseVersion", base.version()));
            sources.add(Optional.of(file));
        });
    }

    /** The document to put in place, unless it is there already. */
    private static Optional<ObjectNode> ifAnother(
            FileDocument file, EnvironmentState.Held held, EnvironmentState state) {
        ObjectNode there = ShortForm.of(held.document());
        there.remove("members");
        boolean sameMembers = hasSameMembers(file, held, state);
        if (sameMembers && Sameness.same(there, ShortForm.of(file.document()))) {
            return Optional.empty();
        }
        if (!sameMembers || held.members() == 0) {
            return Optional.of(whole(file));
        }
        // What the server has already need not travel again.
        ObjectNode document = file.document().deepCopy();
        document.set("members", held.document().path("members"));
        return Optional.of(document);
    }

    private static boolean hasSameMembers(FileDocument file, EnvironmentState.Held held, EnvironmentState state) {
        Set<String> wanted = new TreeSet<>(file.members().orElse(List.of()));
        return wanted.size() == held.members()
                && (wanted.isEmpty() || wanted.equals(new TreeSet<>(state.members(file.key(), held))));
    }

    private static ObjectNode whole(FileDocument file) {
        ObjectNode document = file.document().deepCopy();
        file.members().ifPresent(keys -> {
            ArrayNode list = document.putArray("members");
            keys.forEach(list::add);
        });
        return document;
    }

    private void archive(String kind, EnvironmentState state, Set<String> wanted, boolean prune) {
        state.all(kind).forEach((key, held) -> {
            if (wanted.contains(kind + " " + key)) {
                return;
            }
            missing.add(kind + " " + key);
            if (prune) {
                operations
                        .addObject()
                        .put("op", kind.equals("flag") ? "archive" : "archive-segment")
                        .put("key", key)
                        .put("baseVersion", held.version());
                sources.add(Optional.empty());
            }
        });
    }
}
