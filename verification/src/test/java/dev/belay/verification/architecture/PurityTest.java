package dev.belay.verification.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** What must depend on its arguments alone does. */
class PurityTest {

    private static final JavaClasses CLASSES = Sources.mainClasses();

    @Test
    void coreTouchesNothingOutsideItself() {
        noClasses()
                .that()
                .resideInAPackage("dev.belay.core..")
                .and()
                .resideOutsideOfPackage("dev.belay.core.re2j..") // a library's, which says java.io.Serializable
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..",
                        "java.net..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.sql..",
                        "java.lang.reflect..",
                        "com.fasterxml..")
                .because("an evaluation depends on its arguments alone")
                .check(CLASSES);
    }

    @Test
    void evaluationKnowsNoThreads() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.belay.core.evaluation..", "dev.belay.core.condition..", "dev.belay.core.flag..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.concurrent..")
                .check(CLASSES);
    }

    @Test
    void timeIsPassedInBelowTheProgramsThatAssembleIt() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.belay.core..", "dev.belay.json..", "dev.belay.ledger..", "dev.belay.control..")
                .should(callMethodWhere(readsTheSystemClock()))
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaMethodCall> readsTheSystemClock() {
        DescribedPredicate<JavaMethodCall> now = DescribedPredicate.alwaysFalse();
        return now.or(target(owner(equivalentTo(Instant.class)))
                        .and(target(nameMatching("now")))
                        .forSubtype())
                .or(target(owner(equivalentTo(Clock.class)))
                        .and(target(nameMatching("system.*")))
                        .forSubtype())
                .or(target(owner(equivalentTo(InstantSource.class)))
                        .and(target(nameMatching("system")))
                        .forSubtype())
                .or(target(owner(equivalentTo(System.class)))
                        .and(target(nameMatching("currentTimeMillis")))
                        .forSubtype())
                .as("read the system clock");
    }
}
