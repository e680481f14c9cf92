package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.Person.Outcome;
import org.junit.jupiter.api.Test;

class SinkTest extends AtAFakeServer {
    private static final String SINK = "/api/v1/projects/default/sinks/s-1";
    private static final String BLOCKED = """
            {"id": "s-1", "kind": "kafka", "project": "default", "name": "cache", "flags": ["checkout.*", "a"],
             "actions": [], "documents": true, "onUndeliverable": "skip", "giveUpAfter": "PT24H",
             "kafka": {"bootstrapServers": "kafka-1:9092", "topic": "belay.changes"}, "state": "failing",
             "lines": [{"flagSet": "default/production", "position": "e:7", "lag": 2, "state": "failing",
                        "failure": {"since": "2026-11-21T02:45:00.000Z", "attempts": 3, "event": "e:8/flag/a",
                                    "error": "No connection could be made"}}],
             "undeliverable": 2, "forgotten": 1, "createdAt": "2026-11-21T01:15:00.000Z", "createdBy": "ada"}""";
    private static final String EVENTS = """
            {"events": [{"event": "e:5/flag/b", "flagSet": "default/staging", "position": "e:5", "attempts": 4,
                         "at": "2026-11-21T02:45:00.000Z", "error": "The receiver answered 410"}]}""";

    @Test
    void showsEverythingOfASinkInWords() {
        server.answer("GET " + SINK, BLOCKED);

        assertThat(person.runs("sink", "show", "s-1"))
                .isEqualTo(new Outcome(0, """
                        SINK                    cache
                        id                      s-1
                        state                   failing
                        announces               every environment of default
                        flags                   checkout.*, a
                        actions                 all
                        documents               sent
                        kafka bootstrapServers  kafka-1:9092
                        kafka topic             belay.changes
                        gives up after          24 h, and then goes on without the event
                        undeliverable           2 (and 1 older, which are forgotten)
                        made                    02:15:00 (2 h ago) by ada

                        FLAG SET            POSITION  BEHIND  STATE    SINCE                  ATTEMPTS  EVENT       ERROR
                        default/production  e:7       2       failing  03:45:00 (30 min ago)  3         e:8/flag/a  No connection could be made
                        """, "What it went on without: belay sink undeliverable s-1\n"));
    }

    @Test
    void listsWhatASinkWentOnWithoutAndHowToDeliverIt() {
        server.answer("GET " + SINK + "/undeliverable", EVENTS);

        Outcome outcome = person.runs("sink", "undeliverable", "s-1");

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        0, """
                        FLAG SET         EVENT       GIVEN UP               ATTEMPTS  ERROR
                        default/staging  e:5/flag/b  03:45:00 (30 min ago)  4         The receiver answered 410
                        """, "Deliver one again: belay sink replay s-1 --event e:5/flag/b -e staging\n"));
        assertThat(person.runs("sink", "undeliverable", "s-1", "--json").out()).isEqualTo(EVENTS + "\n");
    }

    @Test
    void leavesASinkTheKindThatItIs() {
        server.answer("GET " + SINK, BLOCKED);

        Outcome outcome = person.runs("sink", "set", "s-1", "--webhook", "https://audit.example/x");

        assertThat(outcome.code()).isEqualTo(64);
        assertThat(outcome.err())
                .contains("The sink s-1 is a kafka sink, and stays one.", "belay sink create", "belay sink delete s-1");
        assertThat(server.lastAsked().request()).isEqualTo("GET " + SINK);
        assertThat(person.runs("sink", "set", "s-1", "--allow-http").err()).contains("--allow-http is about webhooks");
    }

    @Test
    void allowsHttpWhereThatIsSaid() {
        server.answer("POST /api/v1/projects/default/sinks", BLOCKED);

        person.runs("sink", "create", "audit", "--webhook", "http://audit.lan/x", "--allow-http");

        assertThat(server.lastAsked().body())
                .contains("\"webhook\":{\"url\":\"http://audit.lan/x\",\"allowHttp\":true}");
    }

    @Test
    void takesWhateverHasNoOptionFromTheFileOfTheTarget() {
        server.answer("POST /api/v1/projects/default/sinks", BLOCKED);

        person.typing("{\"kafka\": {\"bootstrapServers\": \"kafka-1:9092\"}, \"giveUpAfter\": \"PT1H\"}")
                .runs("sink", "create", "cache", "--target", "-");

        assertThat(server.lastAsked().body())
                .contains("\"kafka\":{\"bootstrapServers\":\"kafka-1:9092\"}", "\"giveUpAfter\":\"PT1H\"");
    }

    @Test
    void saysWhatToDoAboutANameThatIsTaken() {
        server.refuse("POST /api/v1/projects/default/sinks", 412, "already-exists", "");

        Outcome outcome = person.runs("sink", "create", "audit", "--webhook", "https://audit.example/x");

        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err()).contains("Next: choose another name, or change the one that is there.");
        server.refuse("GET /api/v1/projects/default/sinks/s-2", 404, "sink-not-found", "");
        assertThat(person.runs("sink", "show", "s-2").err()).contains("Next: `belay sink list");
    }

    @Test
    void saysThatThereIsNothingUndeliverable() {
        server.answer("GET " + SINK + "/undeliverable", "{\"events\": []}");

        assertThat(person.runs("sink", "undeliverable", "s-1"))
                .isEqualTo(new Outcome(
                        0, "", "The sink s-1 has no undeliverable events; those that were replayed are not listed.\n"));
        assertThat(person.runs("sink", "undeliverable", "s-2").code()).isEqualTo(2);
    }
}
