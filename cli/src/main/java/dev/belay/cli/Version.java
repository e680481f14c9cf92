package dev.belay.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Reads which version of the program this is from what the build left in its archive. */
final class Version implements IVersionProvider {
    private static final String LEFT_BY_THE_BUILD = "/META-INF/maven/dev.belay/belay-cli/pom.properties";

    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream input = Version.class.getResourceAsStream(LEFT_BY_THE_BUILD)) {
            if (input != null) {
                properties.load(input);
            }
        }
        return new String[] {"belay " + properties.getProperty("version", "(not packaged)")};
    }
}
