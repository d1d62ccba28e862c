// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FederationFolderTest {
  private Path folder;

  @BeforeEach
  void begin(@TempDir Path empty) {
    folder = empty;
  }

  @Test
  void infersTypesOverTheFilesOfAllNodes() throws Exception {
    write("north/trips.csv", "id,fare,zone\n1,2.50,a\n");
    write("south/Trips.csv", "ID,Fare,zone\n2,100.125,007\n");

    List<OwnerData> owners = FederationFolder.read(folder).owners();

    assertThat(owners)
        .extracting(OwnerData::node)
        .containsExactly(new NodeId("north"), new NodeId("south"));
    assertThat(table(owners, 0).table()).isEqualTo("trips");
    assertThat(table(owners, 1).table()).isEqualTo("Trips");
    assertThat(table(owners, 0).columns())
        .extracting(Object::toString)
        .containsExactly(
            "TableColumn[name=id, type=BIGINT]",
            "TableColumn[name=fare, type=DECIMAL(6, 3)]",
            "TableColumn[name=zone, type=VARCHAR]");
    assertThat(table(owners, 1).columns())
        .extracting(TableColumn::name)
        .containsExactly("ID", "Fare", "zone");
    assertThat(rows(table(owners, 0))).containsExactly("1|2.500|a");
    assertThat(rows(table(owners, 1))).containsExactly("2|100.125|007");
  }

  @Test
  void keepsColumnsThatOnlyOneNodeHas() throws Exception {
    write("north/t.csv", "a,b\n1,2\n");
    write("south/t.csv", "b,c\nx,2020-01-01\n");

    List<OwnerData> owners = FederationFolder.read(folder).owners();

    assertThat(rows(table(owners, 0))).containsExactly("1|2");
    assertThat(table(owners, 0).columns().get(1).type()).hasToString("VARCHAR");
    assertThat(table(owners, 1).columns().get(1).type()).hasToString("DATE");
  }

  @Test
  void tellsNullFromTheEmptyStringAndKeepsSpaces() throws Exception {
    write("n/t.csv", "a,b,c\n,\"\", x \n\"q\"\"q\",\"l1\nl2\",\"a,b\"\n,,\n");

    List<OwnerData> owners = FederationFolder.read(folder).owners();

    assertThat(rows(table(owners, 0)))
        .containsExactly("NULL|| x ", "q\"q|l1\nl2|a,b", "NULL|NULL|NULL");
  }

  @Test
  void readsAByteOrderMarkAndBothKindsOfLineEnds() throws Exception {
    write("n/t.csv", "\uFEFFa,ü\r\n1,ä\r\n2,😀");

    List<OwnerData> owners = FederationFolder.read(folder).owners();

    assertThat(table(owners, 0).columns()).extracting(TableColumn::name).containsExactly("a", "ü");
    assertThat(rows(table(owners, 0))).containsExactly("1|ä", "2|😀");
  }

  @Test
  void takesAnEmptyLineOfASingleColumnForNull() throws Exception {
    write("n/t.csv", "a\n1\n\n3\n");

    assertThat(rows(table(FederationFolder.read(folder).owners(), 0)))
        .containsExactly("1", "NULL", "3");
  }

  @Test
  void returnsPoliciesAndLeavesOtherFilesAlone() throws Exception {
    write("n/t.csv", "a\n");
    write("n/policy.yaml", "tables: {}\n");
    write("n/notes.txt", "hello");
    write("README.md", "hello");

    FederationFolder read = FederationFolder.read(folder);

    assertThat(read.owners().get(0).policy()).contains(folder.resolve("n/policy.yaml"));
    assertThat(read.ignored())
        .containsExactlyInAnyOrder(folder.resolve("README.md"), folder.resolve("n/notes.txt"));
    assertThat(table(read.owners(), 0).columns().get(0).type()).hasToString("VARCHAR");
  }

  @Test
  void namesFileLineAndFaultOfAllFilesAtOnce() throws Exception {
    write("a/ragged.csv", "x,y\n1,2\n3\n\"m\nm\",5,6\n");
    write("b/duplicate.csv", "x,X,\n1,2,3\n");
    write("b/empty.csv", "");
    write("b/numbers.csv", "1,2.5,\n1,2,3\n");
    write("b/open.csv", "x\n1\n\"secret\n2\n");
    write("b/behind.csv", "x\n\"secret\"y\n");
    write("c/nul.csv", "x\na\0b\n");
    Files.write(folder.resolve("c/latin.csv"), "x\nsecret\nsecr\u00e9t\n".getBytes(ISO_8859_1));
    write("c/blank.csv", "x,y\n1,2\n\n");

    assertThat(failure(ErrorCode.INVALID_DATA).fact().split("; "))
        .containsExactly(
            "The first 10 faults in the data: a/ragged.csv line 3: has 1 fields, the header has 2",
            "a/ragged.csv line 4: has 3 fields, the header has 2",
            "b/behind.csv line 2: a field goes on behind its closing quote",
            "b/duplicate.csv line 1: columns 1 and 2 have the same name",
            "b/duplicate.csv line 1: column 3 has no name",
            "b/empty.csv line 1: there is no header, the file is empty",
            "b/numbers.csv line 1: there is no header, the first line holds values",
            "b/open.csv line 3: a quote is left open",
            "c/blank.csv line 3: has 1 fields, the header has 2",
            "c/latin.csv line 3: is not UTF-8");
  }

  @Test
  void findsTheLineOfMalformedBytesFarIntoAFile() throws Exception {
    Path file = write("n/t.csv", "x\n" + "ä\n".repeat(200_000));
    Files.write(file, new byte[] {(byte) 0xC3, '\n'}, StandardOpenOption.APPEND);

    assertThat(failure(ErrorCode.INVALID_DATA).fact())
        .endsWith("n/t.csv line 200002: is not UTF-8");
  }

  @Test
  void refusesCharactersThatNotEveryDatabaseHolds() throws Exception {
    write("n/t.csv", "x\na\0b\n");

    assertThat(failure(ErrorCode.INVALID_DATA).fact())
        .isEqualTo("1 fault in the data: n/t.csv line 2: a field holds the character U+0000");
  }

  @Test
  void doesNotReadAHugeFileIntoOneFieldBecauseOfAnOpenQuote() throws Exception {
    write("n/t.csv", "x\n\"" + "0123456789abcde\n".repeat(2 << 20));

    assertThat(failure(ErrorCode.INVALID_DATA).fact())
        .endsWith("line 2: a record is longer than 16 Mi characters; perhaps a quote is left open");
  }

  @Test
  void readsMoreThanTheLimitOfARecordInManyRecords() throws Exception {
    write("n/t.csv", "x\n" + "0123456789abcde\n".repeat((1 << 20) + 10));

    assertThat(FederationFolder.read(folder).owners()).hasSize(1);
  }

  @Test
  void refusesFieldsAndNamesThatDatabasesWouldCut() throws Exception {
    write("n/t.csv", "x," + "n".repeat(64) + "\n1,2\n");
    write("n/u.csv", "x\n" + "v".repeat(1_048_577) + "\n");

    assertThat(failure(ErrorCode.INVALID_DATA).fact())
        .contains("n/t.csv line 1: the name of column 2 is longer than 63 bytes")
        .contains("n/u.csv line 2: a field is longer than 1,048,576 characters");
  }

  @Test
  void refusesFoldersWithoutNodesOrTables() throws Exception {
    assertThat(failure(ErrorCode.INVALID_SETTINGS).fact()).contains("holds no folder");

    Files.createDirectory(folder.resolve("empty"));
    write("no name/t.csv", "x\n");
    Files.createDirectory(folder.resolve("new\nline"));
    write("twice/t.csv", "x\n");
    write("twice/T.csv", "x\n");

    assertThat(failure(ErrorCode.INVALID_DATA).fact())
        .contains("folder empty: holds no table")
        .contains("folder no name: is no name for a node")
        .contains("folder new?line: is no name for a node")
        .contains("twice/t.csv: is the second table of this name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "file"})
  void refusesWhatIsNoFolder(String name) throws Exception {
    Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> FederationFolder.read(folder.resolve(name)))
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTINGS))
        .hasMessageContaining("is not there, or not a folder");
  }

  @Test
  void noticesThatAFileWasChangedBetweenThePasses() throws Exception {
    Path file = write("n/t.csv", "x\n1\n");
    TableRows table = table(FederationFolder.read(folder).owners(), 0);
    Files.writeString(file, "x\nsecret\n");

    assertThatThrownBy(() -> rows(table))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("line 2: was changed")
        .hasMessageNotContaining("secret");
  }

  private ParleyException failure(ErrorCode code) {
    ParleyException e =
        catchThrowableOfType(ParleyException.class, () -> FederationFolder.read(folder));
    assertThat(e.code()).isEqualTo(code);
    assertThat(e.fact()).doesNotContain("secr").doesNotContain("\n");
    return e;
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static TableRows table(List<OwnerData> owners, int owner) {
    return owners.get(owner).tables().get(0);
  }

  private static List<String> rows(TableRows table) throws SQLException {
    List<String> rows = new ArrayList<>();
    table.forEach(
        row -> {
          @Nullable Object[] values = new Object[table.columns().size()];
          Arrays.setAll(values, row::value);
          rows.add(
              String.join(
                  "|", Arrays.stream(values).map(v -> v == null ? "NULL" : v.toString()).toList()));
        });
    return rows;
  }
}
