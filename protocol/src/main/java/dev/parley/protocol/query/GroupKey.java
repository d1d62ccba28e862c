// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.query;

import dev.parley.protocol.catalog.Octets;
import dev.parley.wire.WireFormatException;
import dev.parley.wire.WireReader;
import dev.parley.wire.WireWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values by which rows are grouped, in one canonical encoding: two keys are equal in SQL if and
 * only if their bytes are. 1.0 is 1.00 and the integer 1; NULL is a value; texts compare as bytes.
 */
public final class GroupKey {
  private static final int NULL = 0;
  private static final int NUMBER = 1;
  private static final int TEXT = 2;
  private static final int TRUTH = 3;
  private static final int DATE = 4;
  private static final int TIMESTAMP = 5;
  private static final int BYTES = 6;
  private static final int TIME = 7;

  /** The most bytes that a key may have. */
  public static final int MAX_BYTES = 1 << 16;

  private static final int MAX_SCALE = 1000;
  private static final int NANOS_PER_MICRO = 1000;
  private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

  private final List<@Nullable Object> values;

  private GroupKey(List<@Nullable Object> values) {
    this.values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  /**
   * Makes a key.
   *
   * @param values each null, a BigDecimal, String, Boolean, LocalDate, Octets, or a LocalTime or
   *     LocalDateTime to the microsecond
   */
  public static GroupKey of(List<@Nullable Object> values) {
    return new GroupKey(values);
  }

  /** Returns the values, of the types that {@link #of} takes; unmodifiable. */
  public List<@Nullable Object> values() {
    return values;
  }

  /**
   * Returns the canonical bytes.
   *
   * @throws IllegalArgumentException if a value is of another type, too long, a number with more
   *     than 1000 digits after the point or zeros before it, or a time that is no whole number of
   *     microseconds or too far from 1970
   */
  public byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      WireWriter out = new WireWriter(bytes);
      out.u16(values.size());
      for (Object value : values) {
        write(out, value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (bytes.size() > MAX_BYTES) {
      throw new IllegalArgumentException("Invalid group key: longer than " + MAX_BYTES + " bytes");
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws WireFormatException if it is not that
   */
  public static GroupKey decode(byte[] bytes) {
    WireReader in = new WireReader(new ByteArrayInputStream(bytes));
    List<@Nullable Object> values = new ArrayList<>();
    try {
      int count = in.u16();
      for (int i = 0; i < count; i++) {
        values.add(read(in));
      }
      in.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DateTimeException | ArithmeticException e) {
      throw new WireFormatException("Date out of bounds in a group key");
    }
    return canonical(new GroupKey(values), bytes);
  }

  /** A second spelling of the same key would make two groups of one. */
  private static GroupKey canonical(GroupKey key, byte[] bytes) {
    try {
      if (Arrays.equals(key.encode(), bytes)) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      throw new WireFormatException("Value out of bounds in a group key");
    }
    throw new WireFormatException("Group key in another than its canonical encoding");
  }

  private static void write(WireWriter out, @Nullable Object value) throws IOException {
    if (value == null) {
      out.u8(NULL);
    } else if (value instanceof BigDecimal number) {
      BigDecimal stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
      requireScale(stripped.scale());
      out.u8(NUMBER);
      out.i32(stripped.scale());
      out.bytes(stripped.unscaledValue().toByteArray());
    } else if (value instanceof String text) {
      out.u8(TEXT);
      out.string(text);
    } else if (value instanceof Boolean truth) {
      out.u8(TRUTH);
      out.flag(truth);
    } else if (value instanceof LocalDate date) {
      out.u8(DATE);
      out.i64(date.toEpochDay());
    } else if (value instanceof LocalDateTime timestamp) {
      out.u8(TIMESTAMP);
      out.i64(microseconds(timestamp));
    } else if (value instanceof LocalTime time) {
      out.u8(TIME);
      out.i64(microseconds(time));
    } else if (value instanceof Octets octets) {
      out.u8(BYTES);
      out.bytes(octets.toBytes());
    } else {
      throw new IllegalArgumentException("Invalid group key: " + value.getClass().getSimpleName());
    }
  }

  private static void requireScale(int scale) {
    if (scale < -MAX_SCALE || scale > MAX_SCALE) {
      throw new IllegalArgumentException("Invalid group key: a number of too many digits");
    }
  }

  private static long microseconds(LocalTime time) {
    if (time.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MICRO != 0) {
      throw new IllegalArgumentException("Invalid group key: a time finer than a microsecond");
    }
    return time.toNanoOfDay() / NANOS_PER_MICRO;
  }

  private static long microseconds(LocalDateTime timestamp) {
    if (timestamp.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MICRO != 0) {
      throw new IllegalArgumentException("Invalid group key: a time finer than a microsecond");
    }
    try {
      return ChronoUnit.MICROS.between(EPOCH, timestamp);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("Invalid group key: a time too far from 1970", e);
    }
  }

  private static @Nullable Object read(WireReader in) throws IOException {
    int tag = in.u8();
    return switch (tag) {
      case NULL -> null;
      case NUMBER -> readNumber(in);
      case TEXT -> in.string(MAX_BYTES);
      case TRUTH -> in.flag();
      case DATE -> LocalDate.ofEpochDay(in.i64());
      case TIMESTAMP -> EPOCH.plus(in.i64(), ChronoUnit.MICROS);
      case TIME -> LocalTime.ofNanoOfDay(Math.multiplyExact(in.i64(), (long) NANOS_PER_MICRO));
      case BYTES -> Octets.of(in.bytes(MAX_BYTES));
      default -> throw new WireFormatException("Unknown kind of value in a group key");
    };
  }

  private static BigDecimal readNumber(WireReader in) throws IOException {
    int scale = in.i32();
    byte[] unscaled = in.bytes(MAX_BYTES);
    if (scale < -MAX_SCALE || scale > MAX_SCALE || unscaled.length == 0) {
      throw new WireFormatException("Number out of bounds in a group key");
    }
    BigDecimal number = new BigDecimal(new BigInteger(unscaled), scale);
    // people who group by 10 do not want to read 1E+1
    return scale < 0 ? number.setScale(0) : number;
  }
}
