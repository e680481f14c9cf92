package dev.belay.cli.session;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only leads to others. */
public abstract class CommandGroup implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    /** For subclasses, which only carry the description. */
    protected CommandGroup() {}

    /** Refuses: a group by itself does nothing. */
    @Override
    public final Integer call() {
        if (spec == null) {
            throw new IllegalStateException("The command was not assembled");
        }
        throw new ParameterException(spec.commandLine(), spec.qualifiedName() + " needs one of the commands below.");
    }
}
