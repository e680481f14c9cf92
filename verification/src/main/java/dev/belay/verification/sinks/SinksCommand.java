package dev.belay.verification.sinks;

import dev.belay.testkit.process.BelayProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code ./belay verify sinks [--changes N] [--only BROKER]}: exit code 0 when every change arrived in order, 1 when
 * something was lost or out of order, 64 for arguments that are not understood, 69 when a broker is not on this machine.
 */
final class SinksCommand {

    private static final int LOST = 1;
    private static final int USAGE = 64;
    private static final int ABSENT = 69;

    private SinksCommand() {}

    /** Runs the campaign against each broker and prints one table. */
    public static void main(String[] arguments) throws Exception {
        SinksOptions options;
        try {
            options = SinksOptions.parse(arguments);
        } catch (IllegalArgumentException notUnderstood) {
            System.err.println("belay: " + notUnderstood.getMessage());
            System.exit(USAGE);
            return;
        }
        List<Findings> findings = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        Path data = Files.createTempDirectory("belay-sinks-");
        try (BelayProcess server = BelayProcess.start(Path.of("belay").toAbsolutePath(), data)) {
            SinkCampaign campaign =
                    new SinkCampaign(new SinkApi(server.address(), BelayProcess.ADMIN_TOKEN), System.out::println);
            for (Map.Entry<String, Brokers.Start> each : options.brokers().entrySet()) {
                Optional<Broker> started = each.getValue().start();
                if (started.isEmpty()) {
                    absent.add(each.getKey());
                    continue;
                }
                try (Broker broker = started.get()) {
                    findings.add(campaign.run(broker, options.changes()));
                }
            }
        }
        System.out.println();
        System.out.print(Findings.table(findings));
        absent.forEach(broker -> System.out.println(broker + " is not installed here, and was not verified"));
        System.exit(!findings.stream().allMatch(Findings::isClean) ? LOST : absent.isEmpty() ? 0 : ABSENT);
    }
}
