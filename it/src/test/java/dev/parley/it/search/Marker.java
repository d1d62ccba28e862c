// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.search;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A value that must not be found, and all the forms in which it is looked for. */
public final class Marker {
  private static final List<Charset> CHARSETS =
      List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE);

  private final String name;
  private final Set<Spelling> spellings = new LinkedHashSet<>();

  private Marker(String name) {
    this.name = name;
  }

  /** A text, at least six characters long. */
  public static Marker text(String text) {
    Marker marker = new Marker(text);
    marker.addText(text);
    return marker;
  }

  /**
   * A number: as text, with its point and without, and as a binary integer, whole, scaled by {@code
   * scale} decimal digits, or in floating point.
   */
  public static Marker number(BigDecimal number, int scale) {
    Marker marker = new Marker(number.toPlainString());
    BigDecimal scaled = number.setScale(scale);
    marker.addText(scaled.toPlainString());
    marker.addText(number.stripTrailingZeros().toPlainString());
    marker.addInteger(scaled.unscaledValue());
    marker.addInteger(number.toBigInteger());
    byte[] bits = ByteBuffer.allocate(Double.BYTES).putDouble(number.doubleValue()).array();
    marker.add("floating point", bits, false);
    marker.add("floating point, little-endian", Bytes.reversed(bits), false);
    return marker;
  }

  Set<Spelling> spellings() {
    return spellings;
  }

  private void addText(String text) {
    for (Charset charset : CHARSETS) {
      byte[] bytes = text.getBytes(charset);
      add(charset.name(), bytes, true);
      addEncoded(charset.name(), bytes);
    }
  }

  private void addInteger(BigInteger integer) {
    addText(integer.toString());
    // The bytes without leading zeros stand in integers of 4, 8, 16 bytes, and of any other width.
    byte[] signed = integer.toByteArray();
    byte[] bigEndian = signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
    add("binary integer", bigEndian, false);
    add("binary integer, little-endian", Bytes.reversed(bigEndian), false);
    if (signed.length <= Long.BYTES) {
      byte[] wide = ByteBuffer.allocate(Long.BYTES).putLong(integer.longValueExact()).array();
      addEncoded("8-byte integer", wide);
      addEncoded("8-byte integer, little-endian", Bytes.reversed(wide));
    }
  }

  private void addEncoded(String form, byte[] bytes) {
    add(
        form + " in hex",
        HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII),
        true);
    for (int alignment = 0; alignment < 3; alignment++) {
      String what = form + " in base64, alignment " + alignment;
      add(what, base64(Base64.getEncoder(), bytes, alignment), false);
      add(what + ", for URLs", base64(Base64.getUrlEncoder(), bytes, alignment), false);
    }
  }

  /** The digits that {@code bytes} alone decide, when {@code alignment} other bytes go before. */
  private static byte[] base64(Base64.Encoder encoder, byte[] bytes, int alignment) {
    byte[] moved = new byte[alignment + bytes.length];
    System.arraycopy(bytes, 0, moved, alignment, bytes.length);
    byte[] digits = encoder.encode(moved);
    return Arrays.copyOfRange(digits, (alignment * 8 + 5) / 6, moved.length * 8 / 6);
  }

  private void add(String form, byte[] bytes, boolean anyCase) {
    if (bytes.length >= Spelling.SHORTEST_BYTES) {
      spellings.add(new Spelling(name + " as " + form, bytes, anyCase));
    }
  }

  /** All spellings of all markers. */
  static List<Spelling> spellings(List<Marker> markers) {
    List<Spelling> all = new ArrayList<>();
    markers.forEach(marker -> all.addAll(marker.spellings()));
    return all;
  }

  @Override
  public String toString() {
    return name;
  }
}
