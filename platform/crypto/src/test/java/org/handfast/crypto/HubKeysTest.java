package org.handfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.handfast.api.Fault.Category.CONFIGURATION;
import static org.handfast.crypto.Faults.assertFault;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Secret;

class HubKeysTest {

    @TempDir
    private Path data;

    private HubKeys open() {
        return HubKeys.open(data, Seeded.random(1));
    }

    private Fault assertRefused(String code) {
        return assertFault(CONFIGURATION, code, this::open);
    }

    private Path master() {
        return data.resolve("keys/master.key");
    }

    private Path identity() {
        return data.resolve("keys/identity.key");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void setMode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void makesKeysOnFirstStartThatOnlyTheOwnerCanRead() throws IOException {
        open();
        assertThat(left()).containsExactly("keys");
        assertThat(mode(data.resolve("keys"))).isEqualTo("rwx------");
        assertThat(mode(master())).isEqualTo("rw-------");
        assertThat(mode(identity())).isEqualTo("rw-------");
        assertThat(Files.size(master())).isEqualTo(32);
        assertThat(Files.size(identity())).isEqualTo(101);
    }

    @Test
    void readsTheSameKeysOnTheNextStart() throws IOException {
        HubKeys first = open();
        byte[] masterKey = Files.readAllBytes(master());
        HubKeys next = HubKeys.open(data, Seeded.random(2));

        assertThat(next.id()).isEqualTo(first.id());
        assertThat(next.signing()).isEqualTo(first.signing());
        assertThat(next.agreement()).isEqualTo(first.agreement());
        assertThat(Files.readAllBytes(master())).isEqualTo(masterKey);
        Secret secret = new SecretBytes(new byte[] {1, 2, 3});
        Bytes sealed = new HubToolkit(first, "", Seeded.random(3)).seal(secret, "context");
        assertThat(new HubToolkit(next, "", Seeded.random(4)).openSecret(sealed, "context"))
                .isEqualTo(secret);
    }

    @Test
    void everyHubHasItsOwnKeys(@TempDir Path other) throws IOException {
        HubKeys one = open();
        assertThat(HubKeys.open(other, Seeded.random(2)).id()).isNotEqualTo(one.id());
    }

    @Test
    void theIdentityFileShowsNothingOfItsKeys() throws IOException {
        open();
        Bytes file = Bytes.wrap(Files.readAllBytes(identity()));
        assertThat(file.at(0)).isEqualTo(1);
        assertThat(file.hex()).doesNotContain(open().signing().bytes().hex());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw--w----", "rw---x---", "rw----r--", "rw-----w-", "rw------x"})
    void refusesAFileThatOthersMayUse(String mode) throws IOException {
        open();
        for (Path file : List.of(master(), identity())) {
            setMode(file, mode);
            assertThat(assertRefused("key-file-mode").detail())
                    .contains(file.toString())
                    .contains("chmod 600");
            setMode(file, "rw-------");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwx--x---", "rwxr-xr-x", "rwx---r--", "rwx----w-"})
    void refusesAFolderThatOthersMayUse(String mode) throws IOException {
        open();
        setMode(data.resolve("keys"), mode);
        assertThat(assertRefused("key-file-mode").detail())
                .contains(data.resolve("keys").toString())
                .contains("chmod 700");
    }

    @Test
    void takesAFileThatEvenItsOwnerCannotWrite() throws IOException {
        String id = open().id();
        setMode(master(), "r--------");
        setMode(identity(), "r--------");
        setMode(data.resolve("keys"), "r-x------");
        assertThat(open().id()).isEqualTo(id);
        setMode(data.resolve("keys"), "rwx------");
    }

    @ParameterizedTest
    @CsvSource({
        "master.key,0",
        "master.key,31",
        "master.key,33",
        "master.key,1000000",
        "identity.key,0",
        "identity.key,100",
        "identity.key,102"
    })
    void refusesAFileOfTheWrongSize(String name, int size) throws IOException {
        open();
        Files.write(data.resolve("keys").resolve(name), new byte[size]);
        assertThat(assertRefused("key-file-size").detail()).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"master.key", "identity.key"})
    void doesNotReplaceALostFile(String name) throws IOException {
        open();
        Files.delete(data.resolve("keys").resolve(name));
        assertThat(assertRefused("key-file-missing").detail()).contains(name);
        assertThat(data.resolve("keys").resolve(name)).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"master.key", "identity.key"})
    void refusesAFileThatCannotBeRead(String name) throws IOException {
        open();
        Path file = data.resolve("keys").resolve(name);
        Files.delete(file);
        Files.createDirectory(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        assertThat(assertRefused("key-file-unreadable").detail()).contains(name);
    }

    @Test
    void refusesAnIdentityOfAnotherMasterKey(@TempDir Path other) throws IOException {
        open();
        HubKeys.open(other, Seeded.random(2));
        Files.write(master(), Files.readAllBytes(other.resolve("keys/master.key")));
        assertThat(assertRefused("keys-do-not-match").detail()).contains("another master key");
    }

    @Test
    void refusesAnAlteredIdentity() throws IOException {
        open();
        byte[] altered = Files.readAllBytes(identity());
        altered[100] ^= 1;
        Files.write(identity(), altered);
        assertRefused("keys-do-not-match");
    }

    @Test
    void aCrashBeforeTheKeysGotTheirPlaceLeavesNone() throws IOException {
        Path unfinished = Files.createDirectory(data.resolve(".keys-unfinished-123"));
        Files.write(unfinished.resolve("master.key"), new byte[7]);
        open();
        assertThat(left()).containsExactly("keys");
        assertThat(Files.size(master())).isEqualTo(32);
    }

    @Test
    void whatACrashLeftBesideGoodKeysIsRemovedAndTheKeysStay() throws IOException {
        String id = open().id();
        Files.createDirectory(data.resolve(".keys-unfinished-123"));
        Path unfinished = Files.createDirectory(data.resolve(".keys-unfinished-456"));
        Files.write(unfinished.resolve("master.key"), new byte[32]);
        Files.write(unfinished.resolve("identity.key"), new byte[101]);
        assertThat(open().id()).isEqualTo(id);
        assertThat(left()).containsExactly("keys");
    }

    @Test
    void removesNothingElse(@TempDir Path elsewhere) throws IOException {
        open();
        Files.write(elsewhere.resolve("precious"), new byte[1]);
        Files.createSymbolicLink(data.resolve(".keys-unfinished-link"), elsewhere);
        Path folder = Files.createDirectory(data.resolve(".keys-unfinished-deep"));
        Files.createDirectories(folder.resolve("a/b"));
        Files.createDirectory(data.resolve("keys-backup"));
        open();
        assertThat(elsewhere.resolve("precious")).exists();
        assertThat(folder.resolve("a/b")).exists();
        assertThat(data.resolve("keys-backup")).exists();
    }

    @Test
    void makesKeysInAnEmptyFolderThatIsThere() throws IOException {
        Files.createDirectory(data.resolve("keys"));
        open();
        assertThat(mode(data.resolve("keys"))).isEqualTo("rwx------");
        assertThat(left()).containsExactly("keys");
    }

    @Test
    void refusesAFileInTheFoldersPlaceAndLeavesNothingBehind() throws IOException {
        Files.createFile(data.resolve("keys"));
        assertRefused("key-file-unreadable");
        assertThat(left()).containsExactly("keys");
    }

    @Test
    void theFirstOfTwoStartsWins() {
        var folder = new KeyFolder(data);
        folder.create(Map.of("master.key", new byte[] {1}));
        folder.create(Map.of("master.key", new byte[] {2}));
        folder.settle();
        assertThat(folder.read("master.key", 1)).containsExactly(1);
    }

    @Test
    void refusesADataFolderThatIsNotThere() {
        Path missing = data.resolve("missing");
        assertFault(CONFIGURATION, "key-file-unreadable", () -> HubKeys.open(missing, Seeded.random(1)));
        assertThat(missing).doesNotExist();
    }

    @Test
    void refusesAFileSystemThatKnowsNoOwners() throws IOException {
        URI zip = URI.create("jar:" + data.resolve("some.zip").toUri());
        try (var fileSystem = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            Path inside = fileSystem.getPath("/");
            assertFault(CONFIGURATION, "key-file-mode", () -> HubKeys.open(inside, Seeded.random(1)));
        }
    }
}
