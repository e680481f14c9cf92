package dev.belay.example.shop;

import dev.belay.client.Toggle;
import dev.belay.core.EvaluationContext;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** The service that customers see. */
public final class Storefront {

    private Storefront() {}

    /** Starts the service; prints {@code ready URL}. Needs {@code CHECKOUT_URL}. */
    public static void main(String[] arguments) throws Exception {
        URI checkout = URI.create(System.getenv("CHECKOUT_URL"));
        HttpClient http = HttpClient.newHttpClient();
        Service service = Service.connect("storefront");
        Toggle express = service.belay().toggle(Shop.EXPRESS);
        service.serve("/", request -> {
            boolean shown = express.isActive(EvaluationContext.of(request.parameter("customer")));
            return Service.Answer.html(page(shown));
        });
        service.serve("/buy", request -> {
            String customer = request.parameter("customer");
            HttpResponse<String> paid = http.send(
                    HttpRequest.newBuilder(checkout.resolve(
                                    "/pay?customer=" + URLEncoder.encode(customer, StandardCharsets.UTF_8)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Service.Answer(paid.statusCode(), "text/plain", paid.body());
        });
        service.announce();
    }

    private static String page(boolean express) {
        String button = express ? "Buy now, express" : "Go to checkout";
        String colour = express ? "#b5530a" : "#1c5d99";
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="1">
                <title>Rope &amp; Rock</title>
                <body style="font-family: system-ui, sans-serif; margin: 4rem auto; max-width: 32rem; color: #222">
                <h1>Rope &amp; Rock</h1>
                <p>Climbing rope, 60 m, 9.8 mm &middot; 42.00</p>
                <p><a href="/buy?customer=you" style="background: %s; color: #fff; padding: .8rem 1.6rem;
                  border-radius: .5rem; text-decoration: none; display: inline-block">%s</a></p>
                <p style="color: #666">This page asks the flag <code>%s</code> once a second.</p>
                </body></html>""".formatted(colour, button, Shop.EXPRESS);
    }
}
