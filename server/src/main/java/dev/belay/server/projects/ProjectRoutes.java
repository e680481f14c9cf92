package dev.belay.server.projects;

import dev.belay.control.Named;
import dev.belay.control.Projects;
import dev.belay.control.WriteRequest;
import dev.belay.control.WriteResult;
import dev.belay.core.Value;
import dev.belay.json.reading.Part;
import dev.belay.server.flagset.Writes;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Bodies;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Request;
import dev.belay.server.http.Routes;
import dev.belay.server.http.Structure;
import java.util.List;

/** Lists and creates projects and environments, and shows what a project knows of its flags. */
public final class ProjectRoutes implements Feature {

    private static final String PROJECTS = "/api/v1/projects";
    private static final String ENVIRONMENTS = PROJECTS + "/{project}/environments";

    private final Projects projects;

    /** The projects of an instance. */
    public ProjectRoutes(Projects projects) {
        this.projects = projects;
    }

    @Override
    public void addTo(Routes routes) {
        routes.read(PROJECTS, this::projects)
                .post(PROJECTS, this::createProject)
                .read(ENVIRONMENTS, this::environments)
                .post(ENVIRONMENTS, this::createEnvironment)
                .read(PROJECTS + "/{project}/catalogue", this::catalogue);
    }

    private Answer projects(Request request) {
        return list("projects", projects.projects(request.principal()));
    }

    private Answer environments(Request request) {
        return list("environments", projects.environments(request.principal(), request.parameter("project")));
    }

    private Answer catalogue(Request request) {
        List<Value> flags = projects.catalogue(request.principal(), request.parameter("project")).entrySet().stream()
                .map(flag -> (Value) new Structure()
                        .with("key", flag.getKey())
                        .with("type", flag.getValue().word())
                        .value())
                .toList();
        return Answer.json(new Structure().with("flags", flags).value());
    }

    private Answer createProject(Request request) {
        Creation creation = creation(request);
        WriteResult result = projects.createProject(creation.write(), creation.key(), creation.name());
        return created(creation, result);
    }

    private Answer createEnvironment(Request request) {
        Creation creation = creation(request);
        WriteResult result = projects.createEnvironment(
                creation.write(), request.parameter("project"), creation.key(), creation.name());
        return created(creation, result);
    }

    private static Creation creation(Request request) {
        return Bodies.read(request.requiredBody(), Writes.fields("key", "name"), body -> {
            String key = body.require("key").text();
            return new Creation(
                    Writes.of(request, body),
                    key,
                    body.find("name").map(Part::text).orElse(key));
        });
    }

    private static Answer created(Creation creation, WriteResult result) {
        boolean dryRun = result.dryRun();
        Structure answer = new Structure()
                .with("key", creation.key())
                .with("name", creation.name())
                .with(
                        "revision",
                        (dryRun ? result.before() : result.after()).position().revision())
                .with(
                        "position",
                        (dryRun ? result.before() : result.after()).position().toString());
        return Answer.json(dryRun ? 200 : 201, (dryRun ? answer.with("dryRun", true) : answer).value());
    }

    private static Answer list(String name, List<Named> items) {
        List<Value> values = items.stream()
                .map(item -> (Value) new Structure()
                        .with("key", item.key())
                        .with("name", item.name())
                        .value())
                .toList();
        return Answer.json(new Structure().with(name, values).value());
    }

    private record Creation(WriteRequest write, String key, String name) {}
}
