package dev.belay.server.http;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;

/** Takes every request to the handler of its route, on the event loop that it arrived on. */
final class Dispatcher implements Handler<HttpServerRequest> {

    private final RouteTable table = new RouteTable();
    private final Context context;
    private final CrossOrigin crossOrigin;
    private final Duration longest;

    Dispatcher(Collection<Route> routes, Context context, WebServer.Settings settings) {
        routes.forEach(table::add);
        this.context = context;
        this.crossOrigin = new CrossOrigin(settings.origins());
        this.longest = settings.longestRequest();
    }

    @Override
    public void handle(HttpServerRequest request) {
        String path = Objects.requireNonNullElse(request.path(), "");
        if (crossOrigin.answers(request, path)) {
            return;
        }
        switch (table.find(request.method(), path)) {
            case RouteTable.Match.Found(var route, var parameters) -> {
                Call call = new Call(request, context, longest, parameters);
                call.guarded(() -> route.handler().handle(call));
            }
            case RouteTable.Match.OtherMethods(var allowed) -> refuseMethod(request, allowed);
            case RouteTable.Match.Malformed(var segment) ->
                refuse(
                        request,
                        ProblemName.INVALID_REQUEST,
                        "The path segment '" + segment + "' is not percent-encoded UTF-8; encode it again");
            case RouteTable.Match.Unknown() ->
                refuse(
                        request,
                        ProblemName.NOT_FOUND,
                        "There is nothing at " + path + "; /api/v1/openapi.json lists every address");
        }
    }

    private void refuseMethod(HttpServerRequest request, Collection<String> allowed) {
        String list = String.join(", ", allowed);
        RefusedException refused = new RefusedException(
                ProblemName.METHOD_NOT_ALLOWED,
                "The method " + request.method() + " is not allowed at " + request.path() + "; use one of " + list);
        call(request).answer(Problems.answer(refused).with("allow", list));
    }

    private void refuse(HttpServerRequest request, ProblemName name, String detail) {
        call(request).refuse(new RefusedException(name, detail));
    }

    private Call call(HttpServerRequest request) {
        return new Call(request, context, longest, Map.of());
    }
}
