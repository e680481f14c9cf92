package dev.belay.core.bucketing;

import java.util.List;
import java.util.Map;

/**
 * Feature Ramp's ranking: the Python hashes of the feature's name (or its group's, where it has one) and of the
 * identifier, added, modulo 100. The salt is that name. Splits of different salts are rotations of one another, not
 * independent.
 */
final class FeatureRamp implements Arithmetic {

    private static final int HUNDRED = 100;

    @Override
    public Totals totals() {
        return Totals.only(HUNDRED);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(PythonHash.STRINGS);
    }

    @Override
    public Placement placement(String salt, int total, Map<String, String> parameters) {
        return key -> point(salt, key, parameters);
    }

    private static long point(String salt, String key, Map<String, String> parameters) {
        String strings = parameters.getOrDefault(PythonHash.STRINGS.name(), PythonHash.STRINGS.usual());
        long offset = Math.floorMod(PythonHash.ofText(salt, strings), (long) HUNDRED);
        long own = Math.floorMod(PythonHash.ofText(key, strings), (long) HUNDRED);
        return (offset + own) % HUNDRED;
    }
}
