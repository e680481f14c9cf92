package dev.belay.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenFilesTest {

    private static final String LIMITS = """
            Limit                     Soft Limit           Hard Limit           Units
            Max core file size        0                    unlimited            bytes
            Max open files            1024                 524288               files
            """;

    @Test
    void readsTheLimitThatHolds() {
        assertThat(OpenFiles.limit(LIMITS)).hasValue(1024L);
        assertThat(OpenFiles.limit(LIMITS.replace("1024  ", "unlimited"))).isEmpty();
        assertThat(OpenFiles.limit("")).isEmpty();
    }

    @Test
    void saysWhatALowLimitMeansAndWhatToDo() {
        assertThat(OpenFiles.advice(1024))
                .isEqualTo("open-files.few limit=1024 sdks=512"
                        + " advice=\"each SDK needs up to two; start with 'ulimit -n 20000' or more\"");
    }
}
