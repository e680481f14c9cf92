package dev.belay.cli.flag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Answer;
import dev.belay.cli.server.Json;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.Choice;
import dev.belay.cli.session.DocumentInput;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.session.UsageException;
import dev.belay.cli.words.FlagWords;
import dev.belay.cli.write.GivenDocument;
import dev.belay.cli.write.WriteOptions;
import dev.belay.cli.write.WriteReport;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates a flag, disabled unless told otherwise. */
@Command(
        name = "create",
        description = {
            "Create a flag. It is disabled until `flag enable`, unless --enabled is given.",
            "A boolean has variants on and off, is on for everyone while enabled and off while disabled.",
            "Options tell otherwise; with --variant, it has only the variants that are given."
        })
public final class CreateFlag implements Callable<Integer> {
    private static final List<String> TYPES = List.of("boolean", "string", "number", "structure");

    private final Session session;

    @Mixin
    private final FlagKey key = new FlagKey();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "boolean (if nothing is said), string, number, structure.")
    private @Nullable String type;

    @Option(names = "--enabled", description = "Enable it at once.")
    private boolean enabled;

    @Option(names = "--file", paramLabel = "FILE", description = "The whole document as JSON; - reads standard input.")
    private @Nullable String file;

    @Mixin
    private final FlagEdits edits = new FlagEdits();

    @Mixin
    private final WriteOptions options = new WriteOptions();

    /** Works in this session. */
    public CreateFlag(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ObjectNode document = file == null ? fromOptions() : fromFile(file);
        Request request =
                Request.put(options.on(session.flag(key.text())), document).with("If-None-Match", "*");
        Answer answer = session.send(request);
        JsonNode created = answer.body().path("flag");
        String sentence = key.text() + " is created in " + session.environment() + ", "
                + FlagWords.state(created.isObject() ? created : document);
        new WriteReport(session).tell(answer, sentence, sentence, remark -> edits.isNews(remark, document));
        return ExitCode.OK;
    }

    private ObjectNode fromFile(String name) {
        if (type != null || enabled || !edits.isEmpty()) {
            throw new UsageException("--file holds the whole document; the other options cannot be combined with it.");
        }
        GivenDocument input = GivenDocument.of(new DocumentInput(session.surroundings()).file(name), "flag");
        return input.named(key.text());
    }

    private ObjectNode fromOptions() {
        ObjectNode flag = Json.object();
        flag.put("format", 1);
        flag.put("key", key.text());
        flag.put("type", type == null ? "boolean" : Choice.of("a type of flag", TYPES, type));
        if (flag.path("type").asText().equals("boolean") && !edits.namesVariants()) {
            flag.withArray("variants").addObject().put("name", "on").put("value", true);
            flag.withArray("variants").addObject().put("name", "off").put("value", false);
        }
        flag.put("enabled", enabled);
        edits.applyTo(flag);
        fillIn(flag);
        return flag;
    }

    private static String example(String type) {
        return switch (type) {
            case "number" -> "1";
            case "structure" -> "{}";
            default -> "list";
        };
    }

    private void fillIn(ObjectNode flag) {
        String first = flag.path("variants").path(0).path("name").asText();
        if (first.isEmpty()) {
            String type = flag.path("type").asText();
            throw new UsageException("A flag of type " + type
                    + " needs at least one --variant NAME=VALUE, such as --variant classic=" + example(type) + ".");
        }
        if (!edits.decidesOtherwise()) {
            new FlagDraft(flag).otherwise(variant(flag, true, first));
        }
        if (!edits.namesOffVariant()) {
            flag.put("offVariant", variant(flag, false, first));
        }
    }

    /** Enabling and disabling a boolean switches it on and off; what other types are to serve only a person can tell. */
    private static String variant(JsonNode flag, boolean value, String first) {
        for (JsonNode each : flag.path("variants")) {
            if (each.path("value").equals(BooleanNode.valueOf(value))) {
                return each.path("name").asText();
            }
        }
        return first;
    }
}
