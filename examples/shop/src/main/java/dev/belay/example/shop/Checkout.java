package dev.belay.example.shop;

import dev.belay.client.Toggle;
import dev.belay.core.EvaluationContext;
import java.util.List;

/** The service that takes the money, by one of two flows. */
public final class Checkout {

    private Checkout() {}

    /** Starts the service; prints {@code ready URL}. */
    public static void main(String[] arguments) throws Exception {
        Service service = Service.connect("checkout");
        Toggle express = service.belay().toggle(Shop.EXPRESS);
        service.serve("/pay", request -> {
            EvaluationContext customer = EvaluationContext.of(request.parameter("customer"));
            Flow flow = express.isActive(customer) ? Flow.EXPRESS : Flow.CLASSIC;
            int cents = flow.total(Order.of(request.parameter("customer")));
            return Service.Answer.text(flow + " " + cents);
        });
        service.announce();
    }

    /** Two ways to pay. The flag is asked in one place, and the rest of the code knows only a flow. */
    private enum Flow {
        CLASSIC {
            @Override
            int total(Order order) {
                return order.price() - order.discount();
            }
        },
        EXPRESS {
            // Spreads the price over the vouchers. Nobody thought of customers without one.
            @Override
            int total(Order order) {
                int share = order.price() / order.vouchers().size();
                return share * order.vouchers().size() - order.discount();
            }
        };

        abstract int total(Order order);
    }

    /** What a customer pays for; every third has no voucher. */
    private record Order(int price, List<Integer> vouchers) {

        static Order of(String customer) {
            int number = Math.floorMod(customer.hashCode(), 3);
            return new Order(4_200, java.util.Collections.nCopies(number, 250));
        }

        int discount() {
            return vouchers.stream().mapToInt(Integer::intValue).sum();
        }
    }
}
