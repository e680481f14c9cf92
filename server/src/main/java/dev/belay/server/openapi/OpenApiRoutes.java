package dev.belay.server.openapi;

import dev.belay.server.flagset.EntityTags;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Request;
import dev.belay.server.http.Routes;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Hands out the OpenAPI document, which needs no credential. */
public final class OpenApiRoutes implements Feature {

    private static final String PATH = "/api/v1/openapi.json";
    private static final String RESOURCE = "/openapi/openapi.json";
    private static final int TAG_BYTES = 16;

    @Override
    public void addTo(Routes routes) {
        routes.open(HttpMethod.GET, PATH, OpenApiRoutes::document);
    }

    private static Answer document(Request request) {
        byte[] document = read();
        return EntityTags.answer(request, tag(document), () -> Answer.bytes(200, "application/json", document));
    }

    // Asked for rarely, so not kept.
    private static byte[] read() {
        try (InputStream stream = OpenApiRoutes.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("The resource " + RESOURCE + " is missing from the jar");
            }
            return stream.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String tag(byte[] document) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(document);
            return '"' + HexFormat.of().formatHex(Arrays.copyOf(hash, TAG_BYTES)) + '"';
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
