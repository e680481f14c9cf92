package dev.belay.server.http;

import io.vertx.core.http.HttpMethod;

/**
 * One method of one address.
 *
 * @param method  the method; a GET answers HEAD too
 * @param path    the address as OpenAPI writes it, with parameters in braces
 * @param handler what answers it
 */
public record Route(HttpMethod method, String path, EventLoopHandler handler) {

    @Override
    public String toString() {
        return method + " " + path;
    }
}
