package dev.belay.verification.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** Rules that hold in every module. */
class HouseRulesTest {

    private static final JavaClasses TESTS = Sources.testClasses();

    @Test
    void noTestSleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(TESTS);
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .check(TESTS);
    }

    @Test
    void noTestIsSwitchedOff() {
        noClasses().should().beAnnotatedWith(Disabled.class).check(TESTS);
        noMethods().should().beAnnotatedWith(Disabled.class).check(TESTS);
    }

    @Test
    void testMethodsArePackagePrivate() {
        methods()
                .that()
                .areAnnotatedWith(Test.class)
                .should()
                .notHaveModifier(JavaModifier.PUBLIC)
                .check(TESTS);
    }

    @Test
    void everyPackageSaysThatNothingIsNull() throws IOException {
        List<Path> unmarked =
                packagesWithCode().filter(folder -> !isNullMarked(folder)).toList();

        assertThat(unmarked).isEmpty();
        assertThat(packagesWithCode()).hasSizeGreaterThan(20);
    }

    private static Stream<Path> packagesWithCode() throws IOException {
        try (Stream<Path> files = Files.walk(Sources.ROOT)) {
            return files
                    .filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
                    .filter(file -> !file.endsWith("module-info.java")
                            && !file.toString().contains("/target/"))
                    .map(Path::getParent)
                    .distinct()
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static boolean isNullMarked(Path folder) {
        try {
            return Files.readString(folder.resolve("package-info.java")).contains("@NullMarked");
        } catch (IOException absent) {
            return false;
        }
    }
}
