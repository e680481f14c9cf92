package dev.belay.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.server.http.Route;
import dev.belay.server.testing.ApiDescription;
import dev.belay.server.testing.Response;
import dev.belay.server.testing.RunningApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The document says what the server does; each answer in the other tests is held against it too. */
class OpenApiTest {

    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");

    private final ApiDescription description = ApiDescription.instance();

    @Test
    void namesEveryRouteAndNoOther() {
        try (RunningApplication server = RunningApplication.inMemory()) {
            assertThat(description.operations())
                    .isEqualTo(server.application().routes().stream()
                            .map(Route::toString)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void isServedToAnybody() {
        try (RunningApplication server = RunningApplication.inMemory()) {
            Response served = server.get("/api/v1/openapi.json", "authorization", "none");
            Response again = server.get(
                    "/api/v1/openapi.json",
                    "if-none-match",
                    served.header("etag").orElseThrow());

            assertThat(served.text("/openapi")).isEqualTo("3.1.0");
            assertThat(again.status()).isEqualTo(304);
        }
    }

    @Test
    void showsExamplesThatAreAsItSays() {
        int examples = 0;
        for (Map.Entry<String, JsonNode> schema :
                description.root().at("/components/schemas").properties()) {
            for (JsonNode example : schema.getValue().path("examples")) {
                description.check(schema.getKey(), schema.getValue(), example);
                examples++;
            }
        }
        assertThat(examples).isGreaterThan(20);
    }

    @Test
    void refersOnlyToWhatItHas() {
        List<String> references = new ArrayList<>();
        collect(description.root(), references);

        assertThat(references)
                .hasSizeGreaterThan(200)
                .allSatisfy(reference -> assertThat(
                                description.root().at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void describesEveryParameterOfAPath() {
        description.root().path("paths").properties().forEach(path -> {
            Matcher named = PARAMETER.matcher(path.getKey());
            Set<String> wanted = new TreeSet<>();
            while (named.find()) {
                wanted.add(named.group(1));
            }
            path.getValue()
                    .forEach(operation -> assertThat(pathParameters(operation))
                            .as(path.getKey())
                            .isEqualTo(wanted));
        });
    }

    private Set<String> pathParameters(JsonNode operation) {
        Set<String> names = new TreeSet<>();
        for (JsonNode each : operation.path("parameters")) {
            JsonNode parameter = description.resolve(each);
            if (parameter.path("in").textValue().equals("path")) {
                names.add(parameter.path("name").textValue());
            }
        }
        return names;
    }

    private static void collect(JsonNode node, List<String> references) {
        if (node.path("$ref").isTextual()) {
            references.add(node.path("$ref").textValue());
        }
        node.forEach(child -> collect(child, references));
    }
}
