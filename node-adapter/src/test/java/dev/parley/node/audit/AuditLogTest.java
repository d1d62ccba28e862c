// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  private final Logbook book;

  AuditLogTest(@TempDir Path folder) {
    this.book = new Logbook(folder);
  }

  @Test
  void writesWhoAskedWhatAndWhatBecameOfIt() throws Exception {
    try (AuditLog log = book.open()) {
      AuditedQuestion first = log.asked(Logbook.question("ada"));
      AuditedQuestion second = log.asked(Logbook.question("b\"ob"));
      log.answered(first, Logbook.EIGHT_ROWS);
      log.refused(second, Logbook.refusal());
    }

    List<String> lines = book.lines();

    assertThat(lines.get(0)).startsWith("{\"entry\":1,\"previous\":\"" + "0".repeat(64) + "\"");
    assertThat(lines.get(1))
        .contains("\"at\":\"2026-01-01T12:00:00.500Z\",\"event\":\"asked\"")
        .contains("\"analyst\":\"health-board\",\"user\":\"ada\",\"query\":\"")
        .contains("\"round\":1,\"attempt\":1,\"participants\":[\"north\",\"south\"]")
        .contains(
            "\"sql\":\"SELECT COUNT(*) FROM \\\"trips\\\" WHERE"
                + " (\\\"zone\\\" = 'Z\\u00fcrich\\\\')\"");
    assertThat(lines.get(3))
        .contains("\"event\":\"answered\",\"question\":2,")
        .contains("\"rows\":8,\"groups\":4,\"withheld\":1,\"revealed\":0,");
    assertThat(lines.get(4))
        .contains("\"event\":\"refused\",\"question\":3,", "\"user\":\"b\\\"ob\"")
        .contains("\"code\":\"P0004\",\"why\":\"Node 'north' does not\"");
    assertThat(book.fault()).isEqualTo("intact");
  }

  @Test
  void everyHashIsTheSha256OfItsLineWithoutTheHash() throws Exception {
    book.fill();

    for (String line : book.lines()) {
      byte[] content = line.substring(0, line.length() - 75).getBytes(StandardCharsets.US_ASCII);
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
      assertThat(line).endsWith(",\"hash\":\"" + hash + "\"}");
    }
  }

  @Test
  void goesOnWhereItEndedWhenItIsOpenedAgain() throws Exception {
    book.fill();
    book.fill();

    assertThat(book.lines()).hasSize(14);
    assertThat(book.fault()).isEqualTo("intact");
  }

  @Test
  void onlyItsOwnerMayUseIt() throws Exception {
    book.fill();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(book.place.file())))
        .isEqualTo("rw-------");

    Files.setPosixFilePermissions(book.place.file(), PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(book::open)
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("others than its owner may use it");
  }

  @Test
  void doesNotGoOnAfterAnEndThatWasCutOrAltered() throws Exception {
    book.fill();
    List<String> lines = book.lines();
    book.write(lines.subList(0, 6));
    assertThatThrownBy(book::open)
        .hasMessageContaining("it was cut: it ends with entry 6, and the node has written 7");

    lines.set(6, lines.get(6).replace("ada", "eve"));
    book.write(lines);
    assertThatThrownBy(book::open).hasMessageContaining("its last entry was altered");
  }

  @Test
  void aLogThatWasDeletedGoesOnWithTheNextNumber() throws Exception {
    book.fill();
    Files.delete(book.place.file());

    book.open().close();

    assertThat(book.lines().get(0)).startsWith("{\"entry\":8,");
    assertThat(book.verify().notes()).singleElement().asString().contains("begins with entry 8");
  }

  @Test
  void refusesToWriteIntoAFileThatAnotherHasCutOrPutThere() throws Exception {
    try (AuditLog log = book.open()) {
      Files.writeString(book.place.file(), "", StandardOpenOption.TRUNCATE_EXISTING);
      assertThatThrownBy(() -> log.asked(Logbook.question("ada")))
          .isInstanceOfSatisfying(
              ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NODE_FAILED));

      Files.delete(book.place.file());
      Files.writeString(book.place.file(), "");
      assertThatThrownBy(() -> log.asked(Logbook.question("ada")))
          .hasMessageContaining("cannot write its log of questions");
    }
  }

  @Test
  void takesBackHalfALineThatItCouldNotWriteWhole() throws Exception {
    try (AuditLog log = book.open()) {
      Files.writeString(book.place.file(), "{".repeat(5000), StandardOpenOption.APPEND);
      log.asked(Logbook.question("ada"));
    }

    assertThat(book.lines()).hasSize(2);
    assertThat(book.fault()).isEqualTo("intact");
  }

  @Test
  void isUsedByOneAtATime() throws Exception {
    try (AuditLog log = book.open()) {
      assertThat(log).isNotNull();
      assertThatThrownBy(book::open).hasMessageContaining("another process uses it");
    }
  }
}
