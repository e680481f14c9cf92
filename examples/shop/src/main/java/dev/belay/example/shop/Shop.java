package dev.belay.example.shop;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The running whole: a Belay server and the two services, each a process of its own.
 *
 * @param server         the Belay server's process
 * @param checkoutChild  the checkout service's process
 * @param storefrontChild the storefront's process
 * @param belay          the management API of the server
 * @param storefront     where customers go
 */
record Shop(Child server, Child checkoutChild, Child storefrontChild, Management belay, URI storefront)
        implements AutoCloseable {

    /** The flag that the story is about. */
    static final String EXPRESS = "checkout.express";

    private static final String READY = "Belay is ready at ";

    static Shop open(Path data, String token) throws Exception {
        Child server = Child.start("belay", serve(data), Map.of("BELAY_ADMIN_TOKEN", token));
        URI address = URI.create(server.await(line -> line.startsWith(READY)).substring(READY.length()));
        Management belay = new Management(address, token);
        belay.createSwitch(EXPRESS, "The express checkout, written last week");
        Map<String, String> settings =
                Map.of("BELAY_URL", address.toString(), "BELAY_SERVER_KEY", belay.createServerKey());
        Child checkout = Child.startMain(Checkout.class, settings);
        Map<String, String> alsoWhere = Map.of("CHECKOUT_URL", checkout.awaitAfter("ready"));
        Child storefront = Child.startMain(Storefront.class, merge(settings, alsoWhere));
        return new Shop(server, checkout, storefront, belay, URI.create(storefront.awaitAfter("ready")));
    }

    /** The services by name, in the order in which a customer meets them. */
    Map<String, Child> services() {
        Map<String, Child> services = new java.util.LinkedHashMap<>();
        services.put("storefront", storefrontChild);
        services.put("checkout", checkoutChild);
        return services;
    }

    @Override
    public void close() {
        storefrontChild.close();
        checkoutChild.close();
        server.close();
    }

    // The launcher that started this program says where it is.
    private static List<String> serve(Path data) {
        String launcher = System.getProperty("belay.launcher", "./belay");
        return List.of(launcher, "serve", "--port", "0", "--data", data.toString());
    }

    private static Map<String, String> merge(Map<String, String> one, Map<String, String> other) {
        Map<String, String> merged = new java.util.HashMap<>(one);
        merged.putAll(other);
        return merged;
    }
}
