package dev.belay.ledger.serial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {

    @Test
    void isOneValueOnOneLineWhateverTheTextIs() {
        assertThat(LogText.quoted("ERROR: database \"belay\" does not exist\r\nposition 7"))
                .isEqualTo("\"ERROR: database 'belay' does not exist position 7\"");
    }
}
