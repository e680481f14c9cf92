package dev.belay.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrincipalTest {

    private static final Scope LIVE = Scope.environment("shop", "production");

    @ParameterizedTest(name = "{0} allows {1}: {2}")
    @CsvSource({
        "READ, READ, true",
        "READ, WRITE, false",
        "WRITE, READ, true",
        "WRITE, ADMINISTER, false",
        "ADMINISTER, WRITE, true"
    })
    void aPermissionIncludesTheSmallerOnes(Permission held, Permission asked, boolean allowed) {
        assertThat(principal(Scope.EVERYWHERE, held).may(asked, LIVE)).isEqualTo(allowed);
    }

    @Test
    void permissionsEndWhereTheScopeEnds() {
        Principal deployer = principal(LIVE, Permission.WRITE);

        assertThat(deployer.may(Permission.WRITE, LIVE)).isTrue();
        assertThat(deployer.may(Permission.WRITE, Scope.environment("shop", "staging")))
                .isFalse();
        assertThat(deployer.may(Permission.WRITE, Scope.project("shop"))).isFalse();
        assertThat(deployer.may(Permission.READ, Scope.EVERYWHERE)).isFalse();
    }

    @Test
    void aProjectScopeCoversItsEnvironments() {
        Principal owner = principal(Scope.project("shop"), Permission.ADMINISTER);

        assertThat(owner.may(Permission.WRITE, LIVE)).isTrue();
        assertThat(owner.may(Permission.WRITE, Scope.environment("bank", "production")))
                .isFalse();
    }

    @Test
    void saysWhatIsMissing() {
        Principal reader = principal(LIVE, Permission.READ);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> reader.require(Permission.WRITE, LIVE))
                .satisfies(refused -> assertThat(refused.name()).isEqualTo(ProblemName.FORBIDDEN))
                .withMessageContaining("'write' is needed in environment shop/production, and robot has read");
    }

    @Test
    void aScopeCannotNameAnEnvironmentOfNoProject() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Scope(Optional.empty(), Optional.of("staging")));
    }

    private static Principal principal(Scope scope, Permission... permissions) {
        return new Principal(Principal.TOKEN, "t-1", "robot", Set.of(permissions), scope);
    }
}
