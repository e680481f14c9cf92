package dev.belay.client;

import dev.belay.core.EvaluationContext;
import dev.belay.core.evaluation.Moment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MutableCallSite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Keeps static toggles as the flags are.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; changes are made one at a time.
 */
final class StaticToggles {

    private static final MethodHandle ON = MethodHandles.constant(boolean.class, true);
    private static final MethodHandle OFF = MethodHandles.constant(boolean.class, false);

    private final Map<String, Site> sites = new LinkedHashMap<>();
    private final Supplier<Moment> moment;

    StaticToggles(Supplier<Moment> moment) {
        this.moment = moment;
    }

    /** The toggle of a flag: as the newest view has it, or as it was at the last change if it has been asked for before. */
    synchronized StaticToggle of(String flag, Supplier<View> newest) {
        Site site = sites.get(flag);
        if (site == null) {
            site = new Site();
            site.turn(isOn(flag, newest.get()));
            sites.put(flag, site);
        }
        return new Folded(flag, site.dynamicInvoker());
    }

    /** Switches what is another in this view. Code that was compiled for the old answers is thrown away once for all. */
    synchronized void follow(View view) {
        List<MutableCallSite> changed = new ArrayList<>();
        sites.forEach((flag, site) -> {
            if (site.turn(isOn(flag, view))) {
                changed.add(site);
            }
        });
        if (!changed.isEmpty()) {
            MutableCallSite.syncAll(changed.toArray(MutableCallSite[]::new));
        }
    }

    /** Whether the flag is on; off if asking fails, so that one flag keeps no other from being followed. */
    private boolean isOn(String flag, View view) {
        try {
            return view.bind(flag).isOn(EvaluationContext.empty(), moment);
        } catch (RuntimeException | StackOverflowError bug) {
            return false;
        }
    }

    private static final class Site extends MutableCallSite {

        private boolean on;

        Site() {
            super(OFF);
        }

        /** Whether that changes anything. */
        boolean turn(boolean wanted) {
            boolean changes = on != wanted;
            if (changes) {
                on = wanted;
                setTarget(wanted ? ON : OFF);
            }
            return changes;
        }
    }

    // A record, because the compiler trusts the components of records, and of no other classes, never to change.
    record Folded(String key, MethodHandle check) implements StaticToggle {
        @Override
        public boolean isActive() {
            try {
                return (boolean) check.invokeExact();
            } catch (Throwable impossible) {
                throw new IllegalStateException("A constant cannot fail", impossible);
            }
        }

        @Override
        public String toString() {
            return "StaticToggle[" + key + "]";
        }
    }
}
