package dev.belay.server.http;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a path by walking its segments, each decoded on its own, so that a key may contain any character
 * and the cost does not grow with the number of routes. A literal segment wins over a parameter.
 *
 * <p><b>Thread-safety:</b> confined to one thread while routes are added, then safe for use by many threads.
 */
final class RouteTable {
    private final Node root = new Node();

    void add(Route route) {
        Node node = root;
        for (String segment : segments(route.path())) {
            node = node.grow(segment);
        }
        if (node.routes.putIfAbsent(route.method().name(), route) != null) {
            throw new IllegalArgumentException("The route " + route + " was added twice");
        }
        node.names = parameterNames(route.path());
    }

    Match find(HttpMethod method, String path) {
        Node node = root;
        List<String> values = new ArrayList<>(4);
        for (String raw : segments(path)) {
            Optional<String> segment = PercentDecoding.decode(raw);
            if (segment.isEmpty()) {
                return new Match.Malformed(raw);
            }
            Node next = node.step(segment.get(), values);
            if (next == null) {
                return Match.NONE;
            }
            node = next;
        }
        return node.match(method, values);
    }

    private static String[] segments(String path) {
        return path.startsWith("/") ? path.substring(1).split("/", -1) : path.split("/", -1);
    }

    private static List<String> parameterNames(String path) {
        List<String> names = new ArrayList<>();
        for (String segment : segments(path)) {
            if (isParameter(segment)) {
                names.add(segment.substring(1, segment.length() - 1));
            }
        }
        return names;
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    /** What a path led to. */
    sealed interface Match {
        Match NONE = new Unknown();

        record Found(Route route, Map<String, String> parameters) implements Match {}

        record OtherMethods(Set<String> allowed) implements Match {}

        record Malformed(String segment) implements Match {}

        record Unknown() implements Match {}
    }

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<String, Route> routes = new TreeMap<>();
        private @Nullable Node parameter;
        private List<String> names = List.of();

        Node grow(String segment) {
            if (!isParameter(segment)) {
                return literals.computeIfAbsent(segment, _ -> new Node());
            }
            if (parameter == null) {
                parameter = new Node();
            }
            return parameter;
        }

        @Nullable
        Node step(String segment, List<String> values) {
            Node literal = literals.get(segment);
            if (literal == null && parameter != null && !segment.isEmpty()) {
                values.add(segment);
                return parameter;
            }
            return literal;
        }

        Match match(HttpMethod method, List<String> values) {
            if (routes.isEmpty()) {
                return Match.NONE;
            }
            Route route = routes.get(method.equals(HttpMethod.HEAD) ? "GET" : method.name());
            return route == null ? new Match.OtherMethods(allowed()) : new Match.Found(route, parameters(values));
        }

        private Set<String> allowed() {
            Set<String> allowed = new TreeSet<>(routes.keySet());
            if (allowed.contains("GET")) {
                allowed.add("HEAD");
            }
            return allowed;
        }

        private Map<String, String> parameters(List<String> values) {
            if (values.isEmpty()) {
                return Map.of();
            }
            Map<String, String> parameters = new LinkedHashMap<>();
            for (int index = 0; index < values.size(); index++) {
                parameters.put(names.get(index), values.get(index));
            }
            return parameters;
        }
    }
}
