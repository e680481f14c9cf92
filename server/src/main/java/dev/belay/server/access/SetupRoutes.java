package dev.belay.server.access;

import dev.belay.server.http.Answer;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Request;
import dev.belay.server.http.Routes;
import dev.belay.server.http.Structure;
import io.vertx.core.http.HttpMethod;

/** The page behind the setup link. Looking at it changes nothing, so that link previews do not use it up. */
public final class SetupRoutes implements Feature {

    private static final String PATH = "/setup/{code}";
    private static final String POLICY = "default-src 'none'; form-action 'self'; frame-ancestors 'none'";

    private final SetupLink link;

    /** The page of {@code link}. */
    public SetupRoutes(SetupLink link) {
        this.link = link;
    }

    @Override
    public void addTo(Routes routes) {
        routes.open(HttpMethod.GET, PATH, this::show).open(HttpMethod.POST, PATH, this::use);
    }

    private Answer show(Request request) {
        link.check(request.parameter("code"));
        return page("""
                <p>This makes the first administrator's access token. It is shown once.</p>
                <form method="post"><button>Show the access token</button></form>
                """);
    }

    private Answer use(Request request) {
        String token = link.use(request.parameter("code"));
        if (request.header("accept")
                .filter(types -> types.contains("text/html"))
                .isPresent()) {
            return page("<p>Keep this access token; it is not shown again:</p>\n<pre>" + token + "</pre>\n");
        }
        return Answer.json(new Structure().with("token", token).value());
    }

    private static Answer page(String body) {
        String html = """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <title>Belay: setup</title>
                <h1>Belay</h1>
                """ + body + "</html>\n";
        return Answer.text(200, "text/html", html).with("content-security-policy", POLICY);
    }
}
