// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.attack;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.crypto.query.PackedSlots;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SlotLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** An object as a node without protection might put it into the pipe. */
final class Unprotected {
  private static final String TEXT = "Quetzalcoatlus-Ward";
  private static final BigDecimal NUMBER = new BigDecimal("7391846205.53");
  private static final int SMALL = 1_234_577_893;

  private final String marker;
  private final String form;
  private final byte[] object;

  private Unprotected(String marker, String form, byte[] object) {
    this.marker = marker;
    this.form = form;
    this.object = object;
  }

  /** The value that is in it. */
  String marker() {
    return marker;
  }

  /** In which form. */
  String form() {
    return form;
  }

  byte[] object() {
    return object.clone();
  }

  /** One object for each form. */
  static List<Unprotected> all() throws IOException {
    List<Unprotected> all = new ArrayList<>();
    texts(all);
    numbers(all);
    compressed(all);
    return all;
  }

  private static void texts(List<Unprotected> all) {
    all.add(text("raw", TEXT.getBytes(UTF_8)));
    all.add(text("upper case", TEXT.toUpperCase(java.util.Locale.ROOT).getBytes(UTF_8)));
    all.add(text("UTF-16BE", TEXT.getBytes(UTF_16BE)));
    all.add(text("UTF-16LE", TEXT.getBytes(UTF_16LE)));
    all.add(
        text(
            "hex", HexFormat.of().withUpperCase().formatHex(TEXT.getBytes(UTF_8)).getBytes(UTF_8)));
    for (String before : List.of("", "a", "ab")) {
      byte[] bytes = ('<' + before + TEXT + '>').substring(1).getBytes(UTF_8);
      all.add(text("base64 after '" + before + "'", Base64.getEncoder().encode(bytes)));
      all.add(text("base64url after '" + before + "'", Base64.getUrlEncoder().encode(bytes)));
    }
    String czech = "Žižkov-Kraftwerk";
    all.add(new Unprotected(czech, "raw", within(czech.getBytes(UTF_8))));
    all.add(
        new Unprotected(czech, "base64url", Base64.getUrlEncoder().encode(czech.getBytes(UTF_8))));
    String sql = "{\"sql\": \"SELECT SUM(ZQCHARGE) FROM zqvisits\"}";
    all.add(new Unprotected("zqvisits", "the question", sql.getBytes(UTF_8)));
    all.add(new Unprotected("zqcharge", "the question", sql.getBytes(UTF_8)));
  }

  private static void numbers(List<Unprotected> all) {
    BigInteger scaled = NUMBER.unscaledValue();
    all.add(number("text", NUMBER.toPlainString().getBytes(UTF_8)));
    all.add(number("text without point", scaled.toString().getBytes(UTF_8)));
    all.add(number("text, whole part", NUMBER.toBigInteger().toString().getBytes(UTF_8)));
    all.add(number("8 bytes", buffer(8).putLong(scaled.longValue()).array()));
    all.add(number("8 bytes, whole part", buffer(8).putLong(NUMBER.longValue()).array()));
    all.add(
        number(
            "8 bytes, little-endian",
            buffer(8).order(ByteOrder.LITTLE_ENDIAN).putLong(scaled.longValue()).array()));
    all.add(number("16 bytes", buffer(16).putLong(0).putLong(scaled.longValue()).array()));
    all.add(
        number(
            "16 bytes, little-endian",
            buffer(16).order(ByteOrder.LITTLE_ENDIAN).putLong(scaled.longValue()).array()));
    all.add(number("floating point", buffer(8).putDouble(NUMBER.doubleValue()).array()));
    all.add(
        number(
            "base64", Base64.getEncoder().encode(buffer(8).putLong(scaled.longValue()).array())));
    all.add(number("slots before encryption", slots(scaled)));
    String small = Integer.toString(SMALL);
    all.add(new Unprotected(small, "4 bytes", within(buffer(4).putInt(SMALL).array())));
    all.add(
        new Unprotected(
            small,
            "4 bytes, little-endian",
            within(buffer(4).order(ByteOrder.LITTLE_ENDIAN).putInt(SMALL).array())));
  }

  private static void compressed(List<Unprotected> all) throws IOException {
    all.add(text("gzip", deflated(GZIPOutputStream::new)));
    all.add(text("zlib", deflated(DeflaterOutputStream::new)));
    all.add(
        text(
            "deflate",
            deflated(
                out -> new DeflaterOutputStream(out, new Deflater(Deflater.BEST_SPEED, true)))));
  }

  private static Unprotected text(String form, byte[] bytes) {
    return new Unprotected(TEXT, form, within(bytes));
  }

  private static Unprotected number(String form, byte[] bytes) {
    return new Unprotected(NUMBER.toPlainString(), form, within(bytes));
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes);
  }

  /** What a node would encrypt: the plaintexts of a group with this one value. */
  private static byte[] slots(BigInteger value) {
    SlotLayout layout = SlotLayout.of(List.of(new Slot(Slot.Kind.VALUE, 0, 0, 2, 80)), 2046);
    BigInteger check = new BigInteger(255, new SecureRandom());
    List<BigInteger> values = List.of(BigInteger.ONE, BigInteger.ZERO, check, value);
    return PackedSlots.pack(layout, values).get(0).toByteArray();
  }

  private interface Compression {
    OutputStream over(OutputStream out) throws IOException;
  }

  private static byte[] deflated(Compression compression) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = compression.over(bytes)) {
      out.write(("{\"groups\": [{\"zq\": \"" + TEXT + "\"}]}").getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  /** Puts random bytes around: 1024, and an odd number of them. */
  private static byte[] within(byte[] bytes) {
    byte[] noise = new byte[2049];
    new SecureRandom().nextBytes(noise);
    return ByteBuffer.allocate(noise.length + bytes.length)
        .put(noise, 0, 1025)
        .put(bytes)
        .put(noise, 1025, 1024)
        .array();
  }
}
