// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.error.ParleyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a log, its verification says where and what. */
class VerificationTest {
  private final Logbook book;
  private List<String> lines = List.of();

  VerificationTest(@TempDir Path folder) {
    this.book = new Logbook(folder);
  }

  @BeforeEach
  void fill() throws Exception {
    book.fill();
    lines = book.lines();
  }

  @Test
  void anIntactLogIsCountedByItsAskers() throws Exception {
    try (AuditLog log = book.open()) {
      log.refused(log.asked(Logbook.question("bob")), Logbook.refusal());
      log.asked(Logbook.question("bob"));
    }
    try (AuditLog log = book.open()) {
      log.asked(Logbook.question("ada"));
    }

    AuditReport report = book.verify();

    assertThat(report.isIntact()).isTrue();
    assertThat(report.notes()).isEmpty();
    assertThat(report.lines())
        .contains(
            "entries: 13",
            "first: 2026-01-01T12:00:00.500Z, last: 2026-01-01T12:00:00.500Z",
            "\"health-board/ada\": 3 answered, 0 refused, 0 interrupted, 1 still open",
            "\"health-board/bob\": 0 answered, 1 refused, 1 interrupted, 0 still open",
            "last hash: " + hashOf(book.lines().get(12)),
            "intact");
  }

  @Test
  void anAlteredEntryIsFound() throws Exception {
    lines.set(3, lines.get(3).replace("ada", "eve"));
    book.write(lines);

    assertThat(book.fault()).isEqualTo("4 altered: its hash is not that of its content");
  }

  @Test
  void anEntryThatWasWrittenAnewIsFoundAtTheNext() throws Exception {
    lines.set(3, rewritten(lines.get(3)));
    book.write(lines);

    assertThat(book.fault()).startsWith("5 altered: it does not continue the entry before it");
  }

  @Test
  void aLastEntryThatWasWrittenAnewIsFoundByTheNodesOwnNote() throws Exception {
    lines.set(6, rewritten(lines.get(6)));
    book.write(lines);

    assertThat(book.fault())
        .isEqualTo("7 altered: the node has written another entry with the number 7");
  }

  @Test
  void aRemovedEntryIsFound() throws Exception {
    lines.remove(2);
    book.write(lines);

    assertThat(book.fault()).isEqualTo("3 missing: entry 3 is not before entry 4");
  }

  @Test
  void anInsertedEntryIsFound() throws Exception {
    lines.add(4, lines.get(1));
    book.write(lines);

    assertThat(book.fault()).isEqualTo("5 reordered or repeated: entry 2 follows entry 4");
  }

  @Test
  void swappedEntriesAreFound() throws Exception {
    Collections.swap(lines, 2, 3);
    book.write(lines);

    assertThat(book.fault()).isEqualTo("3 reordered: entry 3 stands after entry 4");
  }

  @Test
  void aCutEndIsFoundByTheNodesOwnNoteOrAHashThatIsExpected() throws Exception {
    book.write(lines.subList(0, 5));
    assertThat(book.fault()).isEqualTo("6 cut: it ends with entry 5, and the node has written 7");

    Files.delete(book.place.head());
    assertThat(book.fault()).isEqualTo("intact");
    assertThat(book.verify().notes()).anyMatch(note -> note.contains("a cut end may not show"));

    assertThat(expecting(hashOf(lines.get(6))).fault().orElseThrow().what()).startsWith("cut");
    assertThat(expecting(hashOf(lines.get(4)).toUpperCase(java.util.Locale.ROOT)).isIntact())
        .isTrue();
  }

  @Test
  void halfAnEntryAtTheEndIsNoFaultAndToldAndSetAsideAtTheNextStart() throws Exception {
    Files.writeString(book.place.file(), "{\"entry\":8,\"prev", StandardOpenOption.APPEND);
    assertThat(book.fault()).isEqualTo("intact");
    assertThat(book.verify().notes()).singleElement().asString().startsWith("16 bytes after");

    book.open().close();

    assertThat(book.fault()).isEqualTo("intact");
    assertThat(book.verify().notes()).isEmpty();
    assertThat(book.lines().get(7))
        .contains("\"event\":\"repaired\",\"tornBytes\":16,\"kept\":\"audit.log.torn-8\"");
    assertThat(book.place.file().resolveSibling("audit.log.torn-8"))
        .content()
        .isEqualTo("{\"entry\":8,\"prev");
  }

  @Test
  void anArchivedBeginningIsVerifiedTogetherWithTheRest() throws Exception {
    Path archive = book.place.file().resolveSibling("2025.log");
    try (AuditLog log = book.open()) {
      Files.move(book.place.file(), archive);
      log.asked(Logbook.question("ada"));
    }

    AuditReport alone = book.verify();
    AuditReport whole = Verification.of(book.place, List.of(archive), Optional.empty());

    assertThat(alone.isIntact()).isTrue();
    assertThat(alone.notes()).singleElement().asString().contains("begins with entry 9");
    assertThat(whole.isIntact()).isTrue();
    assertThat(whole.entries()).isEqualTo(10);
    assertThat(whole.notes()).isEmpty();
  }

  @Test
  void aLogThatIsNotThereIsAnError() throws Exception {
    Files.delete(book.place.file());

    assertThatThrownBy(book::verify)
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("cannot be read");
  }

  private AuditReport expecting(String hash) {
    return Verification.of(book.place, List.of(), Optional.of(hash));
  }

  private static String hashOf(String line) {
    return line.substring(line.length() - 66, line.length() - 2);
  }

  /** What one writes who knows how: another time, and a hash that fits. */
  private static String rewritten(String line) {
    String other = line.replace("12:00:00.500Z", "13:00:00.500Z");
    JsonLine content = new JsonLine();
    JsonFields.parse(other)
        .forEach(
            (key, value) -> {
              if (value instanceof Long number) {
                content.put(key, number);
              } else if (value instanceof String text && !key.equals("hash")) {
                content.put(key, text);
              }
            });
    return ChainedLine.finish(content, ChainedLine.hash(content));
  }
}
