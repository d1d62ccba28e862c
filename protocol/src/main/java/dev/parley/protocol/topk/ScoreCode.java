// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.topk;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.catalog.Octets;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of one type such that their bytes compare unsigned as the values do; no code is the
 * beginning of another. A code begins with a byte that tells NULL from values. Numbers equal in SQL
 * have equal codes: -0.0 is 0.0.
 *
 * @param type of the values; exact numbers count in units of its last digit
 * @param descending whether greater values come first
 * @param nullsFirst whether NULL comes before all values, or else after them
 */
public record ScoreCode(ColumnType type, boolean descending, boolean nullsFirst) {
  private static final int NULL_FIRST = 0;
  private static final int VALUE = 1;
  private static final int NULL_LAST = 2;

  /** The first byte of zero; of other whole numbers it is as far from here as they have bytes. */
  private static final int ZERO = 0x80;

  private static final int MAX_NUMBER_BYTES = 0x7F;

  /** Texts and byte strings may hold the byte 0, which ends them here. */
  private static final int ESCAPE = 1;

  private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

  /**
   * Returns the code of a value.
   *
   * @param value null, a BigDecimal for every kind of number, String, Boolean, LocalDate,
   *     LocalTime, LocalDateTime or Octets
   * @throws ArithmeticException if a number has more digits than its type
   * @throws IllegalArgumentException if a value is none of the type
   */
  public byte[] encode(@Nullable Object value) {
    ByteArrayOutputStream code = new ByteArrayOutputStream();
    if (value == null) {
      code.write(nullsFirst ? NULL_FIRST : NULL_LAST);
      return code.toByteArray();
    }
    code.write(VALUE);
    for (byte b : ascending(value)) {
      code.write(descending ? ~b : b);
    }
    return code.toByteArray();
  }

  private byte[] ascending(Object value) {
    if (value instanceof BigDecimal number) {
      return type.kind() == Kind.DOUBLE
          ? approximate(number.doubleValue())
          : whole(number.setScale(type.scale()).unscaledValue());
    }
    if (value instanceof String text) {
      return ended(text.getBytes(StandardCharsets.UTF_8));
    }
    if (value instanceof Octets octets) {
      return ended(octets.toBytes());
    }
    if (value instanceof Boolean truth) {
      return new byte[] {(byte) (truth ? 1 : 0)};
    }
    if (value instanceof LocalDate date) {
      return whole(BigInteger.valueOf(date.toEpochDay()));
    }
    if (value instanceof LocalTime time) {
      return whole(BigInteger.valueOf(time.getLong(ChronoField.MICRO_OF_DAY)));
    }
    if (value instanceof LocalDateTime timestamp) {
      return whole(BigInteger.valueOf(ChronoUnit.MICROS.between(EPOCH, timestamp)));
    }
    throw new IllegalArgumentException("Invalid score: " + value.getClass().getSimpleName());
  }

  /** IEEE 754 bits, with the sign turned over, and all bits of what is negative. */
  private static byte[] approximate(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    long ordered = bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
    return ByteBuffer.allocate(Long.BYTES).putLong(ordered).array();
  }

  /** How many bytes the number has, then these; small numbers are short. */
  private static byte[] whole(BigInteger number) {
    byte[] magnitude = number.abs().toByteArray();
    int skip = magnitude[0] == 0 ? 1 : 0;
    int length = magnitude.length - skip;
    if (length > MAX_NUMBER_BYTES) {
      throw new IllegalArgumentException("Invalid score: a number of too many digits");
    }
    byte[] code = new byte[1 + length];
    boolean negative = number.signum() < 0;
    code[0] = (byte) (negative ? ZERO - length : ZERO + length);
    for (int i = 0; i < length; i++) {
      byte b = magnitude[skip + i];
      code[1 + i] = negative ? (byte) ~b : b;
    }
    return code;
  }

  private static byte[] ended(byte[] bytes) {
    ByteArrayOutputStream code = new ByteArrayOutputStream();
    for (byte b : bytes) {
      if (b == 0 || b == ESCAPE) {
        code.write(ESCAPE);
        code.write(b + 1);
      } else {
        code.write(b);
      }
    }
    code.write(0);
    return code.toByteArray();
  }
}
