package dev.belay.ledger;

import java.util.List;

/**
 * Looks at the newest states and drafts what follows from them; here is where a change is validated and compared with
 * what it was based on.
 *
 * <p>Runs while no other decision does, so it must be quick, must not wait for anything and must not commit. It may run
 * more than once, and must depend on nothing but its argument.
 */
@FunctionalInterface
public interface Decision {

    /**
     * Decides.
     *
     * @return the drafts to append, in this order; none if there is nothing to do
     * @throws RuntimeException to refuse; whoever proposed gets the exception and nothing is written
     */
    List<Draft> decide(Heads heads);
}
