package dev.belay.server;

import static dev.belay.server.testing.Documents.flag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.server.testing.Response;
import dev.belay.server.testing.RunningApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProjectsTest {

    private final RunningApplication server = RunningApplication.inMemory();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void beginsWithOneProjectAndThreeEnvironments() {
        assertThat(server.get("/api/v1/projects").text("/projects/0/key")).isEqualTo("default");
        assertThat(server.get("/api/v1/projects/default/environments").items("/environments"))
                .hasSize(3);
        assertThat(server.get("").text("/key")).isEqualTo("production");
    }

    @Test
    void createsProjectsAndEnvironments() {
        Response project = server.post("/api/v1/projects", "{\"key\": \"shop\", \"name\": \"The shop\"}");
        Response environment = server.post("/api/v1/projects/shop/environments", "{\"key\": \"live\"}");
        Response flag = server.put("/api/v1/projects/shop/environments/live/flags/a", flag("a"));

        assertThat(project.status()).isEqualTo(201);
        assertThat(environment.text("/name")).isEqualTo("live");
        assertThat(flag.status()).isEqualTo(201);
        assertThat(server.get("/api/v1/projects/shop/catalogue").text("/flags/0/type"))
                .isEqualTo("boolean");
    }

    @Test
    void refusesKeysThatAreTakenOrIllegal() {
        assertThat(server.post("/api/v1/projects", "{\"key\": \"default\"}").problem())
                .isEqualTo("project-exists");
        assertThat(server.post("/api/v1/projects", "{\"key\": \"Shop!\"}").problem())
                .isEqualTo("invalid-document");
        assertThat(server.post("/api/v1/projects/default/environments", "{\"key\": \"production\"}")
                        .problem())
                .isEqualTo("environment-exists");
        assertThat(server.post("/api/v1/projects/moon/environments", "{\"key\": \"x\"}")
                        .problem())
                .isEqualTo("project-not-found");
    }
}
