package dev.belay.cli.promotion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Address;
import dev.belay.cli.server.Json;
import dev.belay.cli.words.InstantWords;
import dev.belay.cli.words.Point;
import java.util.Optional;

/**
 * An environment, now or at a point of its history, as a person names it: {@code staging}, {@code staging@17},
 * {@code @10m}.
 */
record Place(String environment, Optional<Point> point) {

    /** @param otherwise the environment, where the text names none */
    static Place parse(String text, String otherwise, InstantWords instants) {
        int at = text.indexOf('@');
        String name = at < 0 ? text : text.substring(0, at);
        Optional<Point> point = at < 0
                ? Optional.empty()
                : Optional.of(Point.parse("A point after @", text.substring(at + 1), instants));
        return new Place(name.isEmpty() ? otherwise : name, point);
    }

    /** The address with the point as a parameter. */
    Address on(Address address, String parameter) {
        ObjectNode written = Json.object();
        point.ifPresent(each -> each.writeTo(written, parameter, parameter));
        return point.isEmpty()
                ? address
                : address.with(parameter, written.path(parameter).asText());
    }

    /** The place as it was understood. */
    String words(InstantWords instants) {
        return environment + point.map(each -> " at " + each.words(instants)).orElse("");
    }
}
