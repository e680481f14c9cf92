package dev.belay.cli.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Address;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every flag and segment of an environment at one revision, as the server holds them. */
final class EnvironmentState {

    private static final long PAGE = 50_000;

    private final Session session;
    private final JsonNode at;
    private final SortedMap<String, Held> flags = new TreeMap<>();
    private final SortedMap<String, Held> segments = new TreeMap<>();

    private EnvironmentState(Session session, JsonNode at) {
        this.session = session;
        this.at = at;
        hold(at.path("flags"), "flag", flags);
        hold(at.path("segments"), "segment", segments);
    }

    /**
     * One subject.
     *
     * @param version  its version
     * @param document its document
     */
    record Held(long version, ObjectNode document) {

        /** How many members it has. */
        long members() {
            return document.path("members").path("count").asLong();
        }
    }

    /** Reads the newest state. */
    static EnvironmentState read(Session session) {
        long revision = session.send(Request.get(session.flagSet()))
                .body()
                .path("revision")
                .asLong();
        return new EnvironmentState(
                session,
                session.send(Request.get(session.flagSet().then("revisions", Long.toString(revision))))
                        .body());
    }

    /** Where the environment was. */
    JsonNode position() {
        return at.path("position");
    }

    /** The number of the newest entry. */
    long revision() {
        return at.path("revision").asLong();
    }

    /** The flags or segments by key. */
    SortedMap<String, Held> all(String kind) {
        return kind.equals("flag") ? flags : segments;
    }

    Optional<Held> find(String kind, String key) {
        return Optional.ofNullable(all(kind).get(key));
    }

    /**
     * The members of a segment at its version.
     *
     * @throws dev.belay.cli.server.RefusedException if the segment has changed meanwhile
     */
    List<String> members(String key, Held segment) {
        List<String> keys = new ArrayList<>();
        Address members = session.flagSet().then("segments", key, "members").with("version", segment.version());
        JsonNode page = session.send(Request.get(members.with("limit", PAGE))).body();
        page.path("members").forEach(each -> keys.add(each.asText()));
        while (page.has("next")) {
            page = session.send(Request.get(members.with("limit", PAGE)
                            .with("after", page.path("next").asText())))
                    .body();
            page.path("members").forEach(each -> keys.add(each.asText()));
        }
        return keys;
    }

    private static void hold(JsonNode list, String kind, SortedMap<String, Held> into) {
        list.forEach(each -> into.put(
                each.path(kind).path("key").asText(),
                new Held(each.path("version").asLong(), (ObjectNode) each.path(kind))));
    }
}
