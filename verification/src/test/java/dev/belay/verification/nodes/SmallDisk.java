package dev.belay.verification.nodes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file system of its own, in memory, that can be filled. Mounting it takes the privileges of root. */
final class SmallDisk implements AutoCloseable {

    private static final int CHUNK = 4_096;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /**
     * Mounts one on a new folder.
     *
     * @return empty if this machine does not let this process do that
     */
    static Optional<SmallDisk> mount(Path folder, int megabytes) throws IOException, InterruptedException {
        Files.createDirectory(folder);
        List<String> command =
                List.of("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
        return run(command) == 0 ? Optional.of(new SmallDisk(folder)) : Optional.empty();
    }

    Path folder() {
        return folder;
    }

    /** Writes until nothing fits any more. */
    void fill() throws IOException {
        byte[] bytes = new byte[CHUNK];
        try (OutputStream file = Files.newOutputStream(ballast())) {
            while (true) {
                file.write(bytes);
            }
        } catch (IOException full) {
            if (Files.getFileStore(folder).getUsableSpace() >= CHUNK) {
                throw full;
            }
        }
    }

    /** Takes away what filled it. */
    void free() throws IOException {
        Files.deleteIfExists(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    @Override
    public void close() {
        try {
            run(List.of("umount", "--lazy", folder.toString()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static int run(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException absent) {
            return -1;
        }
    }
}
