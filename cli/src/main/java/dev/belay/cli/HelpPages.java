package dev.belay.cli;

import dev.belay.cli.terminal.Surroundings;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ScopeType;

/** How help looks: first what the command itself takes, then what every command takes. */
final class HelpPages {
    private static final int WIDEST = 100;

    private HelpPages() {}

    static void apply(CommandLine command, Surroundings surroundings) {
        command.setHelpFactory((spec, colours) -> {
            spec.usageMessage().width(width(surroundings));
            return new Help(spec, Help.defaultColorScheme(Ansi.OFF));
        });
        arrange(command);
    }

    private static int width(Surroundings surroundings) {
        return surroundings.interactive() ? Math.min(surroundings.columns().getAsInt(), WIDEST) : WIDEST;
    }

    private static void arrange(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.abbreviateSynopsis(true);
        usage.sortOptions(false);
        usage.footerHeading("%n");
        usage.commandListHeading("%nCommands:%n");
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpPages::options);
        command.getSubcommands().values().forEach(HelpPages::arrange);
    }

    private static String options(Help help) {
        String own = list(help, option -> option.scopeType() != ScopeType.INHERIT);
        String shared = list(help, option -> option.scopeType() == ScopeType.INHERIT);
        return (own.isEmpty() ? "" : "%nOptions:%n".formatted() + own) + "%nOn every command:%n".formatted() + shared;
    }

    private static String list(Help help, Predicate<OptionSpec> wanted) {
        List<OptionSpec> options =
                help.commandSpec().options().stream().filter(wanted).toList();
        if (options.isEmpty()) {
            return "";
        }
        return help.optionListExcludingGroups(options);
    }
}
