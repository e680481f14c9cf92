package dev.belay.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.http.HttpMethod;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

    private final RouteTable table = new RouteTable();

    @BeforeEach
    void fill() {
        table.add(route(HttpMethod.GET, "/flags"));
        table.add(route(HttpMethod.GET, "/flags/{key}"));
        table.add(route(HttpMethod.PUT, "/flags/{key}"));
        table.add(route(HttpMethod.POST, "/flags/{key}/enable"));
        table.add(route(HttpMethod.GET, "/flags/{key}/versions/{version}"));
    }

    @ParameterizedTest(name = "{0} names {1}")
    @CsvSource({
        "/flags/a.b, a.b",
        "/flags/a+b, a+b",
        "/flags/a%2Bb, a+b",
        "/flags/%E6%97%A5%E6%9C%AC, 日本",
        "/flags/.., ..",
        "/flags/%2e%2E, ..",
        "/flags/enable, enable",
        "/flags/a%2Fb, a/b"
    })
    void decodesKeysOneByOne(String path, String key) {
        assertThat(table.find(HttpMethod.GET, path))
                .isInstanceOfSatisfying(
                        RouteTable.Match.Found.class,
                        found -> assertThat(found.parameters()).isEqualTo(Map.of("key", key)));
    }

    @Test
    void namesEveryParameter() {
        assertThat(table.find(HttpMethod.GET, "/flags/a/versions/3"))
                .isInstanceOfSatisfying(
                        RouteTable.Match.Found.class,
                        found -> assertThat(found.parameters()).isEqualTo(Map.of("key", "a", "version", "3")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "flag", "/flags/", "/flags/a/", "/flags//versions/3", "/flags/a/b", "//flags"})
    void findsNothingWhereNothingIs(String path) {
        assertThat(table.find(HttpMethod.GET, path)).isEqualTo(RouteTable.Match.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/flags/%", "/flags/%2", "/flags/%zz", "/flags/%ff", "/flags/%C0%AF"})
    void refusesWhatCannotBeDecoded(String path) {
        assertThat(table.find(HttpMethod.GET, path)).isInstanceOf(RouteTable.Match.Malformed.class);
    }

    @Test
    void answersHeadWhereItAnswersGet() {
        assertThat(table.find(HttpMethod.HEAD, "/flags")).isInstanceOf(RouteTable.Match.Found.class);
        assertThat(table.find(HttpMethod.HEAD, "/flags/a/enable")).isInstanceOf(RouteTable.Match.OtherMethods.class);
    }

    @Test
    void saysWhichMethodsThereAre() {
        assertThat(table.find(HttpMethod.DELETE, "/flags/a"))
                .isInstanceOfSatisfying(
                        RouteTable.Match.OtherMethods.class,
                        other -> assertThat(other.allowed()).containsExactly("GET", "HEAD", "PUT"));
    }

    @Test
    void refusesARouteTwice() {
        assertThatIllegalArgumentException().isThrownBy(() -> table.add(route(HttpMethod.GET, "/flags")));
    }

    private static Route route(HttpMethod method, String path) {
        return new Route(method, path, call -> {});
    }
}
