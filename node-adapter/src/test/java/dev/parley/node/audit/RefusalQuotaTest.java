// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.SubQueryMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An analyst who has questions refused without end, so that the owner's disk may fill. */
class RefusalQuotaTest {
  /** What docs/policy.md states. */
  private static final long BYTES_PER_DAY = 24_000_000;

  private static final int WHOLE = 3;
  private static final int SHORT = 5;

  private final Logbook book;

  RefusalQuotaTest(@TempDir Path folder) {
    this.book = new Logbook(folder);
  }

  @Test
  void aDayOfTheLongestRefusedQuestionsTakesNoMoreThanIsStated() throws Exception {
    List<NodeId> participants =
        IntStream.range(1000, 5096).mapToObj(i -> new NodeId("n".repeat(59) + i)).toList();
    String user = "\u00fc".repeat(128);
    SubQueryMessage longest =
        Logbook.question(user, "\u0001".repeat(SubQueryMessage.MAX_SQL_BYTES), participants);
    ParleyException reason =
        new ParleyException(ErrorCode.NOT_GRANTED, "No user " + user + " at " + user, "Ask.");
    try (AuditLog log = book.open()) {
      for (int i = 0; i < 20_000; i++) {
        log.turnedAway(longest, reason);
        book.now = book.now.plus(Duration.ofMillis(2160)); // the other half of the day
      }
    }

    assertThat(Files.size(book.place.file())).isLessThan(BYTES_PER_DAY);
    AuditReport report = book.verify();
    assertThat(report.isIntact()).isTrue();
    assertThat(refused(report)).isEqualTo(20_000);
    assertThat(longest.subQuery().participants()).hasSize(4096);
    assertThat(book.lines().get(1)).contains("],\"participantsOmitted\":4032,\"sql\":");
  }

  @Test
  void laterOnesAreWrittenByLengthAndHashAndThenOnceAnHourByTheirNumber() throws Exception {
    try (AuditLog log = book.open(new RefusalQuota(WHOLE, SHORT))) {
      refuse(log, WHOLE);
      refuse(log, SHORT);
      refuse(log, 7);
      book.now = book.now.plus(RefusalQuota.COUNTED_EVERY);
      refuse(log, 1);
      refuse(log, 5);
    }

    List<String> lines = book.lines();

    int firstShort = 1 + 2 * WHOLE;
    int firstCount = firstShort + SHORT;
    String sql = Logbook.question("eve").subQuery().sql();
    assertThat(lines.get(firstShort - 2)).contains("\"event\":\"asked\"", "\"sql\":\"SELECT");
    assertThat(lines.get(firstShort - 1)).contains("\"event\":\"refused\",\"question\":");
    assertThat(lines.subList(firstShort, firstCount))
        .allMatch(line -> line.contains("\"event\":\"refused\",\"analyst\":\"health-board\""))
        .allMatch(line -> line.contains("\"user\":\"eve\",\"query\":\""))
        .allMatch(line -> line.contains("\"code\":\"P0004\",\"why\":\"Node 'north' does not\""))
        .allMatch(line -> line.contains("\"sqlBytes\":" + bytes(sql).length))
        .allMatch(line -> line.contains(",\"sqlHash\":\"" + sha256(sql) + "\""))
        .noneMatch(line -> line.contains("SELECT"));
    assertThat(lines.subList(firstCount, lines.size()))
        .extracting(line -> line.replaceAll(".*\"event\":|,\"hash\".*", ""))
        .containsExactly(counted(1), counted(7), counted(5));
    assertThat(book.fault()).isEqualTo("intact");
    assertThat(refused(book.verify())).isEqualTo(WHOLE + SHORT + 13);
  }

  @Test
  void whatIsRunIsWrittenWholeWhateverWasRefused() throws Exception {
    try (AuditLog log = book.open(new RefusalQuota(WHOLE, SHORT))) {
      refuse(log, WHOLE + SHORT + 1);
      log.answered(log.asked(Logbook.question("ada")), Logbook.EIGHT_ROWS);
      log.refused(log.asked(Logbook.question("ada")), Logbook.refusal());
    }

    assertThat(book.lines().get(book.lines().size() - 2)).contains("\"sql\":\"SELECT");
    assertThat(book.verify().lines())
        .contains("\"health-board/ada\": 1 answered, 1 refused, 0 interrupted, 0 still open")
        .contains("\"health-board/\": 0 answered, 1 refused, 0 interrupted, 0 still open");
  }

  @Test
  void everyDayBeginsAnew() throws Exception {
    try (AuditLog log = book.open(new RefusalQuota(WHOLE, SHORT))) {
      refuse(log, WHOLE + SHORT);
      book.now = book.now.plus(Duration.ofHours(12));
      refuse(log, 1);
    }

    assertThat(book.lines().get(book.lines().size() - 2)).contains("\"sql\":\"SELECT");
  }

  @Test
  void aQuestionIsRefusedEvenIfThatCannotBeWritten() throws Exception {
    try (AuditLog log = book.open(new RefusalQuota(WHOLE, SHORT))) {
      Files.delete(book.place.file());
      Files.createDirectory(book.place.file());
      refuse(log, WHOLE + SHORT + 1);
      Files.delete(book.place.file());
      book.now = book.now.plus(RefusalQuota.COUNTED_EVERY);
      log.asked(Logbook.question("ada"));
    }

    assertThat(book.lines().get(1)).contains(counted(1));
  }

  private static void refuse(AuditLog log, int times) {
    for (int i = 0; i < times; i++) {
      log.turnedAway(Logbook.question("eve"), Logbook.refusal());
    }
  }

  private static String counted(int count) {
    return "\"turnedAway\",\"analyst\":\"health-board\",\"count\":" + count;
  }

  private static long refused(AuditReport report) {
    return report.askers().values().stream().mapToLong(AuditReport.Ends::refused).sum();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
