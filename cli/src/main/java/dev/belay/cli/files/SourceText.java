package dev.belay.cli.files;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The text of a file, in which the places of errors can be found.
 *
 * @param text YAML, or JSON, which is nearly always YAML as well
 */
record SourceText(String text) {

    /** The line of the value at a JSON Pointer, or of what lies nearest around it; nothing if it cannot be found. */
    OptionalInt line(String pointer) {
        try {
            Optional<Node> root = new Compose(settings()).composeString(text);
            return root.map(node -> OptionalInt.of(line(node, pointer))).orElse(OptionalInt.empty());
        } catch (YamlEngineException notYaml) {
            return OptionalInt.empty();
        }
    }

    /** How files are read: nothing in them may be larger than what a server takes anyway. */
    static LoadSettings settings() {
        return LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setCodePointLimit(1 << 26)
                .build();
    }

    private static int line(Node root, String pointer) {
        Node node = root;
        int line = line(root);
        for (String part : pointer.isEmpty()
                ? List.<String>of()
                : List.of(pointer.substring(1).split("/", -1))) {
            String name = part.replace("~1", "/").replace("~0", "~");
            if (node instanceof MappingNode mapping) {
                Optional<NodeTuple> member = mapping.getValue().stream()
                        .filter(each -> each.getKeyNode() instanceof ScalarNode scalar
                                && scalar.getValue().equals(name))
                        .findFirst();
                if (member.isEmpty()) {
                    return line;
                }
                line = line(member.get().getKeyNode());
                node = member.get().getValueNode();
            } else if (node instanceof SequenceNode sequence
                    && name.matches("\\d{1,6}")
                    && Integer.parseInt(name) < sequence.getValue().size()) {
                node = sequence.getValue().get(Integer.parseInt(name));
                line = line(node);
            } else {
                return line;
            }
        }
        return line;
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}
