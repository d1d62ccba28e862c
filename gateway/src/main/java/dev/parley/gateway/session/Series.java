// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code PARLEY.SERIES}: each is a function of its number alone, and made when it is
 * read. Clients may rely on them, so they stay as they are.
 */
final class Series implements Iterable<@Nullable Object[]> {
  static final int ROWS = 1_000_000;

  private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
  private static final LocalDateTime FIRST_TIME = FIRST_DAY.atStartOfDay();
  private static final int DAYS = 10_000;
  private static final int MILLIS_APART = 61_001;
  private static final int CENTS = 97;
  private static final int CENTS_AROUND = 5_000_000;

  @Override
  public Iterator<@Nullable Object[]> iterator() {
    return LongStream.range(0, ROWS).mapToObj(Series::row).iterator();
  }

  /** Each column but the first is NULL now and then, each in a rhythm of its own. */
  private static @Nullable Object[] row(long n) {
    return new @Nullable Object[] {
      n,
      n % 11 == 7 ? null : n % 100,
      n % 13 == 7 ? null : BigDecimal.valueOf(n * CENTS - CENTS_AROUND, 2),
      n % 17 == 7 ? null : n / 8.0 - 1,
      n % 19 == 7 ? null : text(n),
      n % 23 == 7 ? null : FIRST_DAY.plusDays(n % DAYS),
      n % 29 == 7 ? null : FIRST_TIME.plusNanos(n * MILLIS_APART * 1_000_000L),
      n % 5 == 3 ? null : n % 2 == 0
    };
  }

  private static String text(long n) {
    return switch ((int) (n % 4)) {
      case 0 -> "";
      case 1 -> "row " + n;
      case 2 -> "Zeile \u00fc\u00df " + n;
      default -> "\u884c \ud83d\udc22 " + n;
    };
  }
}
