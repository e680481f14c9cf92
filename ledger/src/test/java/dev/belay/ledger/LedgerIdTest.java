package dev.belay.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerIdTest {

    @Test
    void namesTheFlagSetOfAProjectInAnEnvironment() {
        LedgerId flags = LedgerId.flagSet("shop", "production");

        assertThat(flags.text()).isEqualTo("shop/production");
        assertThat(flags.isFlagSet()).isTrue();
        assertThat(flags.project()).contains("shop");
        assertThat(flags.environment()).contains("production");
        assertThat(LedgerId.parse("shop/production")).isEqualTo(flags);
    }

    @Test
    void namesTheCatalogueOfAProject() {
        LedgerId catalogue = LedgerId.catalogue("shop");

        assertThat(catalogue.text()).isEqualTo("shop");
        assertThat(catalogue.isFlagSet()).isFalse();
        assertThat(catalogue.project()).contains("shop");
        assertThat(catalogue.environment()).isEmpty();
        assertThat(LedgerId.parse("shop")).isEqualTo(catalogue);
    }

    @Test
    void namesTheInstanceWithoutAProject() {
        assertThat(LedgerId.parse("instance")).isEqualTo(LedgerId.INSTANCE);
        assertThat(LedgerId.INSTANCE.project()).isEmpty();
        assertThat(LedgerId.INSTANCE.environment()).isEmpty();
        assertThat(LedgerId.INSTANCE.isFlagSet()).isFalse();
    }

    @Test
    void keepsTheInstancesNameFromProjects() {
        assertThatThrownBy(() -> LedgerId.catalogue("instance"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("choose another");
        assertThatThrownBy(() -> LedgerId.flagSet("instance", "production"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "shop/", "/production", "shop/production/eu", "Shop", "shop/Production", "1", "a b"})
    void refusesOtherForms(String text) {
        assertThatThrownBy(() -> LedgerId.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("project/environment");
    }
}
