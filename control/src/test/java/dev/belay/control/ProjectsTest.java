package dev.belay.control;

import static dev.belay.control.Bench.ADMIN;
import static dev.belay.control.Bench.flag;
import static dev.belay.control.Bench.refusal;
import static dev.belay.control.Bench.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.json.Violation;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.LedgerId;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectsTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theFirstStartCreatesOneProjectWithThreeEnvironments() {
        assertThat(bench.projects.projects(ADMIN)).extracting(Named::key).containsExactly("default");
        assertThat(bench.projects.environments(ADMIN, "default"))
                .extracting(Named::key)
                .containsExactly("development", "production", "staging");
        assertThat(bench.store.entries(LedgerId.catalogue("default"), 0, 10))
                .extracting(LedgerEntry::action)
                .containsOnly("environment.created")
                .hasSize(3);
    }

    @Test
    void laterStartsChangeNothing() {
        assertThat(bench.projects.initialise()).isFalse();
        assertThat(bench.store.head(LedgerId.INSTANCE).position().revision()).isEqualTo(1);
    }

    @Test
    void aNewEnvironmentIsAnEmptyFlagSet() {
        bench.projects.createProject(request(), "shop", "The shop");
        WriteResult result = bench.projects.createEnvironment(request().because("tests"), "shop", "qa", "Quality");

        assertThat(result.entry().orElseThrow().reason()).contains("tests");
        assertThat(bench.projects.projects(ADMIN)).contains(new Named("shop", "The shop"));
        assertThat(bench.projects.environments(ADMIN, "shop")).containsExactly(new Named("qa", "Quality"));
        assertThat(bench.store.head(LedgerId.flagSet("shop", "qa")).position().revision())
                .isZero();
    }

    @Test
    void whatExistsCannotBeCreatedAgain() {
        RefusedException project = refusal(() -> bench.projects.createProject(request(), "default", "Again"));
        RefusedException environment =
                refusal(() -> bench.projects.createEnvironment(request(), "default", "staging", "Again"));

        assertThat(project.name()).isEqualTo(ProblemName.PROJECT_EXISTS);
        assertThat(project.errors()).extracting(Violation::path).containsExactly("/key");
        assertThat(environment.name()).isEqualTo(ProblemName.ENVIRONMENT_EXISTS);
        assertThat(environment.errors()).extracting(Violation::path).containsExactly("/key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Shop", "shop/qa", "9", "a_b", "instance"})
    void keysFollowTheRules(String key) {
        RefusedException refused = refusal(() -> bench.projects.createProject(request(), key, "Name"));

        assertThat(refused.name()).isEqualTo(ProblemName.INVALID_DOCUMENT);
        assertThat(refused.errors()).extracting(Violation::path).containsExactly("/key");
    }

    @Test
    void aNameIsNeeded() {
        RefusedException refused = refusal(() -> bench.projects.createProject(request(), "shop", " "));

        assertThat(refused.errors()).extracting(Violation::path).containsExactly("/name");
    }

    @Test
    void aDryRunCreatesNothing() {
        WriteResult result = bench.projects.createProject(request().asDryRun(), "shop", "The shop");

        assertThat(result.after().position().revision()).isEqualTo(2);
        assertThat(bench.store.exists(LedgerId.catalogue("shop"))).isFalse();
    }

    @Test
    void creatingCanBeRepeatedSafely() {
        WriteRequest request = request().repeatable("k", "h");
        bench.projects.createProject(request, "shop", "The shop");

        assertThat(bench.projects.createProject(request, "shop", "The shop").replayed())
                .isTrue();
    }

    @Test
    void onlyAdministratorsCreate() {
        WriteRequest writer = WriteRequest.by(principal(Permission.WRITE, Scope.EVERYWHERE));
        WriteRequest owner = WriteRequest.by(principal(Permission.ADMINISTER, Scope.project("default")));

        assertThat(refusal(() -> bench.projects.createProject(writer, "shop", "S"))
                        .name())
                .isEqualTo(ProblemName.FORBIDDEN);
        assertThat(refusal(() -> bench.projects.createProject(owner, "shop", "S"))
                        .name())
                .isEqualTo(ProblemName.FORBIDDEN);
        assertThat(bench.projects.createEnvironment(owner, "default", "qa", "Q").entry())
                .isPresent();
    }

    @Test
    void principalsSeeWhatTheirScopeCovers() {
        bench.projects.createProject(request(), "shop", "The shop");
        Principal tester = principal(Permission.READ, Scope.environment("default", "staging"));

        assertThat(bench.projects.projects(tester)).extracting(Named::key).containsExactly("default");
        assertThat(bench.projects.environments(tester, "default"))
                .extracting(Named::key)
                .containsExactly("staging");
        assertThat(refusal(() -> bench.projects.environments(tester, "shop")).name())
                .isEqualTo(ProblemName.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "instance", "No", "a/b"})
    void projectsThatDoNotExistAreNotFound(String project) {
        RefusedException refused = refusal(() -> bench.projects.environments(ADMIN, project));

        assertThat(refused.name()).isEqualTo(ProblemName.PROJECT_NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "No", "a/b", ""})
    void environmentsThatDoNotExistAreNotFound(String environment) {
        RefusedException refused = refusal(() -> bench.flagSets.open(ADMIN, Permission.READ, "default", environment));

        assertThat(refused.name()).isEqualTo(ProblemName.ENVIRONMENT_NOT_FOUND);
    }

    @Test
    void writingNeedsThePermissionAndTheScope() {
        WriteRequest reader = WriteRequest.by(principal(Permission.READ, Scope.EVERYWHERE));
        WriteRequest stranger = WriteRequest.by(principal(Permission.WRITE, Scope.environment("default", "staging")));
        Operation create = new Operation.PutFlag(flag("basket"), Precondition.NONE);

        assertThat(refusal(() -> bench.apply(reader, create)).name()).isEqualTo(ProblemName.FORBIDDEN);
        assertThat(refusal(() -> bench.apply(stranger, create)).name()).isEqualTo(ProblemName.FORBIDDEN);
        assertThat(refusal(() -> bench.rollback(reader, new RollbackTarget.ToRevision(0)))
                        .name())
                .isEqualTo(ProblemName.FORBIDDEN);
    }

    @Test
    void reasonsAreBounded() {
        WriteRequest request = request().because("x".repeat(4_001));

        RefusedException refused =
                refusal(() -> bench.apply(request, new Operation.PutFlag(flag("basket"), Precondition.NONE)));

        assertThat(refused.name()).isEqualTo(ProblemName.TOO_LARGE);
        assertThat(refused.errors()).extracting(Violation::path).containsExactly("/reason");
    }

    private static Principal principal(Permission permission, Scope scope) {
        return new Principal(Principal.TOKEN, "t-9", "grace", Set.of(permission), scope);
    }
}
