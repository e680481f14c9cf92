package dev.belay.server.sync;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.InstantFormat;
import dev.belay.json.state.Needs;
import dev.belay.server.flagset.FlagSet;
import dev.belay.server.flagset.FlagSetAccess;
import dev.belay.server.http.Answer;
import dev.belay.server.http.BlockingHandler;
import dev.belay.server.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers which instances follow a flag set and how far they are. */
final class InstancesEndpoint implements BlockingHandler {
    static final String PATH = FlagSet.PATH + "/instances";

    private final FlagSetAccess flagSets;
    private final InstanceRegistry registry;

    InstancesEndpoint(FlagSetAccess flagSets, InstanceRegistry registry) {
        this.flagSets = flagSets;
        this.registry = registry;
    }

    @Override
    public Answer handle(Request request) {
        FlagSet flagSet = flagSets.read(request);
        Position head = flagSet.head().position();
        List<Instance> seen = registry.instances(flagSet.ledger());
        Set<String> needs = seen.isEmpty() ? Set.of() : Needs.of(flagSet.head());
        List<Value> instances =
                seen.stream().map(instance -> write(instance, head, needs)).toList();
        return Answer.json(Value.of(Map.of("instances", Value.of(instances), "head", Value.of(head.toString()))));
    }

    private static Value write(Instance instance, Position head, Set<String> needs) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("instance", Value.of(instance.instance()));
        members.put("application", Value.of(instance.application()));
        members.put("version", Value.of(instance.version()));
        members.put("sdk", Value.of(instance.sdk()));
        instance.applied().ifPresent(applied -> members.put("applied", Value.of(applied.toString())));
        members.put("state", Value.of(instance.stateAgainst(head)));
        if (!instance.capabilities().isEmpty()) {
            members.put(
                    "lacks",
                    Value.of(instance.lacks(needs).stream().map(Value::of).toList()));
        }
        members.put("lastSeen", Value.of(InstantFormat.write(instance.lastSeen())));
        return Value.of(members);
    }
}
