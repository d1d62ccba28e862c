// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.AnalystId;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  private static final AnalystId ADA = new AnalystId("ada");
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final Path file;
  private final QueryId id = QueryId.random(new SecureRandom());

  LedgerTest(@TempDir Path folder) {
    this.file = folder.resolve("ledger");
  }

  @Test
  void remembersAcrossRestartsAndTellsRoundsApart() {
    try (Ledger ledger = Ledger.open(file, clock(Duration.ZERO))) {
      assertThat(ledger.enter(entry(1), 9)).isEqualTo(Ledger.Entered.NEW);
      assertThat(ledger.enter(entry(1), 9)).isEqualTo(Ledger.Entered.KNOWN);
    }
    try (Ledger ledger = Ledger.open(file, clock(Duration.ofMinutes(1)))) {
      assertThat(ledger.enter(entry(1), 9)).isEqualTo(Ledger.Entered.KNOWN);
      assertThat(ledger.enter(entry(2), 9)).isEqualTo(Ledger.Entered.NEW);
      assertThat(ledger.questionsToday(ADA)).isEqualTo(2);
      assertThat(ledger.questionsToday(new AnalystId("bob"))).isZero();
    }
  }

  @Test
  void whatIsFreeIsRememberedButDoesNotCount() {
    try (Ledger ledger = Ledger.open(file, clock(Duration.ZERO))) {
      assertThat(ledger.enter(entry(1), 1)).isEqualTo(Ledger.Entered.NEW);
      assertThat(ledger.enter(entry(2).free(), 1)).isEqualTo(Ledger.Entered.NEW);
      assertThat(ledger.enter(entry(2).free(), 1)).isEqualTo(Ledger.Entered.KNOWN);
      assertThat(ledger.enter(entry(2), 9)).isEqualTo(Ledger.Entered.KNOWN);
    }
    try (Ledger ledger = Ledger.open(file, clock(Duration.ofMinutes(1)))) {
      assertThat(ledger.questionsToday(ADA)).isEqualTo(1);
      assertThat(ledger.enter(entry(2).free(), 1)).isEqualTo(Ledger.Entered.KNOWN);
      assertThat(ledger.enter(entry(3), 1)).isEqualTo(Ledger.Entered.USED_UP);
    }
  }

  @Test
  void anErrorThatTellsOfAValueCountsAsSeveralQuestionsAlsoAfterARestart() {
    try (Ledger ledger = Ledger.open(file, clock(Duration.ZERO))) {
      ledger.enter(entry(1), 20);
      DataErrors.charge(ledger, entry(1), error(ErrorCode.USE_FORBIDDEN));
      assertThat(ledger.questionsToday(ADA)).isEqualTo(1);
      DataErrors.charge(ledger, entry(1), error(ErrorCode.DATA_ERROR));
      assertThat(ledger.questionsToday(ADA)).isEqualTo(10);
    }
    try (Ledger ledger = Ledger.open(file, clock(Duration.ofMinutes(1)))) {
      assertThat(ledger.questionsToday(ADA)).isEqualTo(10);
      assertThat(ledger.enter(entry(2), 10)).isEqualTo(Ledger.Entered.USED_UP);
      assertThat(ledger.enter(entry(2), 11)).isEqualTo(Ledger.Entered.NEW);
    }
  }

  private static ParleyException error(ErrorCode code) {
    return new ParleyException(code, "a fact", "A hint.");
  }

  @Test
  void aLineThatWasCutOffByAKillSpoilsNothing() throws Exception {
    try (Ledger ledger = Ledger.open(file, clock(Duration.ZERO))) {
      ledger.enter(entry(1), 9);
    }
    Files.writeString(file, "0123456789abcdef 1 ad", StandardOpenOption.APPEND);

    try (Ledger ledger = Ledger.open(file, clock(Duration.ZERO))) {
      assertThat(ledger.enter(entry(1), 9)).isEqualTo(Ledger.Entered.KNOWN);
      assertThat(ledger.enter(entry(2), 9)).isEqualTo(Ledger.Entered.NEW);
    }
    try (Ledger ledger = Ledger.open(file, clock(Duration.ZERO))) {
      assertThat(ledger.enter(entry(2), 9)).isEqualTo(Ledger.Entered.KNOWN);
    }
    assertThat(Files.readAllLines(file)).hasSize(2);
  }

  @Test
  void forgetsAfterADayWhatHasExpired() throws Exception {
    try (Ledger ledger = Ledger.open(file, clock(Duration.ZERO))) {
      ledger.enter(entry(1), 9);
    }

    try (Ledger ledger = Ledger.open(file, clock(Duration.ofHours(25)))) {
      assertThat(ledger.questionsToday(ADA)).isZero();
    }
    assertThat(Files.size(file)).isZero();
  }

  @Test
  void refusesOneQuestionTooManyButKnowsTheOldOnes() {
    try (Ledger ledger = Ledger.open(file, clock(Duration.ZERO))) {
      ledger.enter(entry(1), 1);

      assertThat(ledger.enter(entry(2), 1)).isEqualTo(Ledger.Entered.USED_UP);
      assertThat(ledger.enter(entry(1), 1)).isEqualTo(Ledger.Entered.KNOWN);
    }
  }

  @Test
  void isUsedByOneAtATime() {
    try (Ledger ledger = Ledger.open(file, clock(Duration.ZERO))) {
      assertThat(ledger.questionsToday(ADA)).isZero();
      assertThatThrownBy(() -> Ledger.open(file, clock(Duration.ZERO)))
          .isInstanceOf(ParleyException.class)
          .hasMessageContaining("another process uses it");
    }
  }

  private Ledger.Entry entry(int round) {
    return new Ledger.Entry(id, round, ADA, NOW, NOW.plusSeconds(600));
  }

  private static Clock clock(Duration later) {
    return Clock.fixed(NOW.plus(later), ZoneOffset.UTC);
  }
}
