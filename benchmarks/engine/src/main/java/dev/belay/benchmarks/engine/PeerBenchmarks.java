package dev.belay.benchmarks.engine;

import java.util.List;

/**
 * {@code belay bench engine} and {@code belay bench memory}: exit code 0 when all was measured, 1 when something failed, 64
 * for arguments that are not understood. The launcher has their help, because asking for it must not build them.
 */
final class PeerBenchmarks {

    private static final int FAILED = 1;
    private static final int USAGE = 64;

    private PeerBenchmarks() {}

    /** Takes the name of the command and its options. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        boolean isMemory = arguments.getFirst().equals("memory");
        List<String> options = arguments.subList(1, arguments.size());
        try {
            if (isMemory) {
                new MemoryCommand(MemoryOptions.parse(options), System.out, System.err).run();
            } else {
                new EngineCommand(EngineOptions.parse(options), System.out, System.err).run();
            }
            return 0;
        } catch (IllegalArgumentException notUnderstood) {
            System.err.println("belay: " + notUnderstood.getMessage());
            return USAGE;
        } catch (Exception failed) {
            System.err.println("belay: " + failed.getMessage());
            return FAILED;
        }
    }
}
