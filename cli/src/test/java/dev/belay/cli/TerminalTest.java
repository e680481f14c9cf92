package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes when a person looks at a terminal. */
class TerminalTest {
    private static final String LIST = "/api/v1/projects/default/environments/development/flags";

    private FakeServer server;
    private Person person;

    @BeforeEach
    void startServer() throws IOException {
        server = new FakeServer().answer("GET " + LIST, Flags.LIST);
        person = Person.script(server.url()).atATerminal();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void coloursOnlyForAPersonWhoWantsThem() {
        assertThat(person.runs("flag", "list").out()).contains("\u001b[32m");
        assertThat(person.runs("flag", "list", "--no-color").out()).doesNotContain("\u001b");
        assertThat(person.with("NO_COLOR", "1").runs("flag", "list").out()).doesNotContain("\u001b");
        assertThat(Person.script(server.url()).runs("flag", "list").out()).doesNotContain("\u001b");
    }

    @Test
    void wrapsTheLastColumnWhereTheTerminalEnds() {
        assertThat(person.ofColumns(60).runs("flag", "list", "--no-color").out())
                .isEqualTo("""
                FLAG               TYPE     VERSION  STATE
                checkout.new-flow  boolean  4        on for 25 % of users
                search.layout      string   1        1 prerequisite, 1 rule,
                                                     otherwise serves
                                                     classic
                old.banner         boolean  9        off (disabled)
                """);
    }

    @Test
    void alignsWideCharacters() {
        server.answer("GET " + LIST.replace("development", "wide"), """
                {"flags": [{"flag": {"key": "日本", "type": "boolean", "enabled": false, "offVariant": "off"}, "version": 1},
                           {"flag": {"key": "abcd", "type": "boolean", "enabled": false, "offVariant": "off"}, "version": 1}]}""");

        assertThat(person.runs("flag", "list", "-e", "wide", "--no-color").out())
                .isEqualTo("""
                FLAG  TYPE     VERSION  STATE
                日本  boolean  1        off (disabled)
                abcd  boolean  1        off (disabled)
                """);
    }

    @Test
    void tellsItsVersion() {
        assertThat(person.runs("--version").out()).startsWith("belay ");
    }

    @Test
    void helpsWithEveryCommand() {
        assertThat(person.runs("--help").out()).contains("serve ", "ledger ", "demo ", "test ", "flag ", "evaluate ");
        assertThat(person.runs("flag", "--help").out()).contains("rollback", "archive");
        assertThat(person.runs("flag", "set", "--help").out())
                .contains("Usage: belay flag set [OPTIONS] KEY", "On every command:", "--split");
    }
}
