package dev.belay.ledger.archive;

import static dev.belay.ledger.archive.TwoArchives.DEPOT;
import static dev.belay.ledger.archive.TwoArchives.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.belay.ledger.RevisionUnreachableException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Crashes, full disks and other users beside the folder of archives. */
class ArchiveFolderTest {

    @TempDir
    Path temporary;

    private Path folder;
    private TwoArchives two;

    @BeforeEach
    void archive() throws IOException {
        folder = temporary.resolve("data").resolve("archive");
        two = new TwoArchives(folder);
    }

    @AfterEach
    void close() {
        two.close();
    }

    @Test
    void leavesOutOneWhoseManifestIsTornAndNamesIt() throws IOException {
        Path torn = two.files(SHOP).manifest();
        Files.write(torn, new byte[0]);

        ArchivedLedgerStore reading = new ArchivedLedgerStore(two.store, two.archives);

        assertThat(reading.at(DEPOT, 2).position().revision()).isEqualTo(2);
        assertThat(reading.document(TwoArchives.document(DEPOT, 2).hash())).isPresent();
        assertThat(reading.oldest(SHOP)).isEqualTo(4);
        assertThatThrownBy(() -> reading.at(SHOP, 2)).isInstanceOf(RevisionUnreachableException.class);
        assertThat(two.archives.all()).hasSize(1);
        assertThat(two.archives.unreadable())
                .singleElement()
                .satisfies(unreadable -> assertThat(unreadable.manifest()).isEqualTo(torn));
    }

    @Test
    void takesOneUpAgainThatIsPutBack() throws IOException {
        Path manifest = two.files(SHOP).manifest();
        byte[] whole = Files.readAllBytes(manifest);
        Files.write(manifest, new byte[0]);
        ArchivedLedgerStore reading = new ArchivedLedgerStore(two.store, two.archives);
        assertThat(reading.oldest(SHOP)).isEqualTo(4);

        Files.write(manifest, whole);

        assertThat(reading.at(SHOP, 2).position().revision()).isEqualTo(2);
    }

    @Test
    void writesAnArchiveAgainWhoseManifestIsTorn() throws IOException {
        Archive written = two.archives.write(two.store, SHOP, 5, 6, revision -> {});
        Path manifest = new ArchiveFiles(two.archives.folderOf(SHOP), written.manifest()).manifest();
        Files.write(manifest, new byte[] {'{'});

        two.archive(SHOP, 6);

        assertThat(two.archives.unreadable()).isEmpty();
        assertThat(two.store.oldest(SHOP)).isEqualTo(6);
        assertThat(new ArchivedLedgerStore(two.store, two.archives).oldest(SHOP))
                .isZero();
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");

        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.toList())
                    .hasSize(9)
                    .allSatisfy(each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                            .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void removesWhatAKilledRunLeft() throws IOException {
        Path old = two.archives.folderOf(SHOP).resolve("000000000005-000000000006-0123abcd-1.unfinished");
        Path fresh = two.archives.folderOf(SHOP).resolve("000000000007-000000000007-0123abcd-1.unfinished");
        Files.createFile(old);
        Files.createFile(fresh);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(1))));

        two.archive(SHOP, 6);

        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    void leavesAFileWholeThatCannotBeReplaced() throws IOException {
        Path file = temporary.resolve("file");
        DurableFile.write(file, new byte[] {1});
        DurableFile.write(file, new byte[] {2, 3});
        Path taken = Files.createDirectories(temporary.resolve("taken").resolve("by"))
                .getParent();

        assertThatThrownBy(() -> DurableFile.write(taken, new byte[] {4})).isInstanceOf(IOException.class);

        assertThat(file).hasBinaryContent(new byte[] {2, 3});
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.filter(each -> each.toString().endsWith(".unfinished")))
                    .isEmpty();
        }
    }
}
