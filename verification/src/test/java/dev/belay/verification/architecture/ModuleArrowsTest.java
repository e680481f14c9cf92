package dev.belay.verification.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dependencies between modules point one way, and no packages form a cycle. */
class ModuleArrowsTest {

    private static final JavaClasses CLASSES = Sources.mainClasses();

    @ParameterizedTest(name = "{0} knows only {1}")
    @CsvSource({
        "core, ''",
        "json, core",
        "events, core json",
        "ledger, core json",
        "store, core json ledger",
        "client, core json",
        "embedded, core json ledger client",
        "control, core json ledger",
        "server, core json events ledger store control client",
        "cli, ''",
        "testkit, core json ledger",
        "example, core json client"
    })
    void aModuleKnowsOnlyTheModulesBelowIt(String module, String allowed) {
        String[] others = Sources.MODULES.stream()
                .filter(other ->
                        !other.equals(module) && !List.of(allowed.split(" ")).contains(other))
                .map(other -> "dev.belay." + other + "..")
                .toArray(String[]::new);
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("dev.belay." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);

        rule.check(CLASSES);
    }

    @Test
    void modulesFormNoCycle() {
        slices().matching("dev.belay.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({"core", "json", "events", "ledger", "store", "client", "embedded", "control", "server", "cli", "testkit"
    })
    void packagesWithinAModuleFormNoCycle(String module) {
        slices().matching("dev.belay." + module + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @ParameterizedTest(name = "at least {1} classes of {0} are examined")
    @CsvSource({
        "core, 40",
        "json, 30",
        "events, 12",
        "ledger, 25",
        "store, 8",
        "client, 25",
        "embedded, 4",
        "control, 20",
        "server, 30",
        "cli, 12",
        "testkit, 3",
        "example, 8"
    })
    void theRulesSeeRealCode(String module, int floor) {
        long seen = CLASSES.stream()
                .filter(each -> each.getPackageName().startsWith("dev.belay." + module))
                .count();

        assertThat(seen).isGreaterThanOrEqualTo(floor);
    }
}
