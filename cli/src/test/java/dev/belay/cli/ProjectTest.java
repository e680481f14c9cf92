package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.FakeServer.Reply;
import dev.belay.cli.Person.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProjectTest extends AtAFakeServer {
    private static final String PROJECTS = "/api/v1/projects";
    private static final String ENVIRONMENTS = PROJECTS + "/shop/environments";

    @Test
    void listsProjects() {
        server.answer("GET " + PROJECTS, """
                {"projects": [{"key": "default", "name": "Default"}, {"key": "shop", "name": "The shop"}]}""");

        assertThat(person.runs("project", "list"))
                .isEqualTo(new Outcome(0, """
                PROJECT  NAME
                default  Default
                shop     The shop
                """, "Commands act on project default unless -p says otherwise\n"));
    }

    @Test
    void createsAProjectAndSaysWhatComesNext() {
        server.answer(
                "POST " + PROJECTS, Reply.of(201, "{\"key\": \"shop\", \"name\": \"The shop\", \"revision\": 9}"));

        Outcome outcome = person.runs("project", "create", "shop", "--name", "The shop");

        assertThat(outcome.out()).isEqualTo("The project shop is created\n");
        assertThat(outcome.err()).endsWith("; create one: belay env create production -p shop\n");
        assertThat(server.lastAsked().body()).isEqualTo("{\"key\":\"shop\",\"name\":\"The shop\"}");
        assertThat(server.lastAsked().headers()).containsKey("idempotency-key");
    }

    @Test
    void createsAnEnvironmentOfTheProject() {
        server.answer(
                "POST " + ENVIRONMENTS, Reply.of(201, "{\"key\": \"live\", \"name\": \"live\", \"revision\": 3}"));

        Outcome outcome = person.runs("env", "create", "live", "-p", "shop", "--reason", "launch");

        assertThat(outcome.out()).isEqualTo("The environment live is created\n");
        assertThat(outcome.err()).endsWith(": belay key create my-application -p shop -e live\n");
        assertThat(server.lastAsked().body()).isEqualTo("{\"reason\":\"launch\",\"key\":\"live\"}");
    }

    @Test
    void saysWhatADryRunWouldCreate() {
        server.answer("POST " + ENVIRONMENTS, "{\"key\": \"live\", \"revision\": 3, \"dryRun\": true}");

        assertThat(person.runs("env", "create", "live", "-p", "shop", "--dry-run"))
                .isEqualTo(new Outcome(0, "The environment live would be created.\n", ""));
    }

    @Test
    void endsWithTheServersRefusal() {
        server.refuse("POST " + PROJECTS, 409, "project-exists", "");

        Outcome outcome = person.runs("project", "create", "shop");

        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err())
                .contains("What happened.", "choose another key; `belay project list` shows the projects");
    }

    @Test
    void namesTheListWhereAnEnvironmentIsThereAlready() {
        server.refuse("POST " + ENVIRONMENTS, 409, "environment-exists", "");

        assertThat(person.runs("env", "create", "live", "-p", "shop").err())
                .contains("`belay env list -p shop` shows the environments");
    }

    @Test
    void saysWhereToLookWhenNobodyKnowsWhatBecameOfIt() {
        server.refuse("POST " + PROJECTS, 503, "store-unavailable", "");

        assertThat(person.runs("project", "create", "shop").err())
                .contains("look with `belay project list` and `belay env list` before you repeat it");
    }

    @Test
    void saysWhereToLookBehindAGatewayToo() {
        server.answer("POST " + ENVIRONMENTS, new Reply(502, "<html>", Map.of("Content-Type", "text/html")));

        assertThat(person.runs("env", "create", "live", "-p", "shop").err())
                .contains("look with `belay project list` and `belay env list` before you repeat it");
    }

    @Test
    void listsNothingForWhoeverMaySeeNothing() {
        server.answer("GET " + PROJECTS, "{\"projects\": []}");

        assertThat(person.runs("project", "list"))
                .isEqualTo(new Outcome(0, "", "No projects that you may see. Create one: belay project create shop\n"));
    }

    @Test
    void saysHowAProjectGetsItsFirstEnvironment() {
        server.answer("GET " + ENVIRONMENTS, "{\"environments\": []}");

        assertThat(person.runs("env", "list", "-p", "shop").err())
                .isEqualTo("No environments in project shop that you may see. Create one: "
                        + "belay env create production -p shop\n");
    }

    @Test
    void namesTheProjectsWhenOneIsUnknown() {
        server.refuse("GET " + ENVIRONMENTS, 404, "project-not-found", "");

        assertThat(person.runs("env", "list", "-p", "shop").err()).contains("`belay project list` shows the projects");
    }
}
