// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import static dev.parley.wire.PartialExamples.MODULUS;
import static dev.parley.wire.PartialExamples.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartialHeaderTest {

  @Test
  void refusesNamesThatAreUnsortedTwiceOrNone() {
    assertThatThrownBy(() -> header(List.of("b", "a"), List.of("a"), 1))
        .isInstanceOf(WireFormatException.class);
    assertThatThrownBy(() -> header(List.of("a", "a"), List.of("a"), 1))
        .isInstanceOf(WireFormatException.class);
    assertThatThrownBy(() -> header(List.of(), List.of(), 1))
        .isInstanceOf(WireFormatException.class);
    assertThatThrownBy(() -> header(List.of("a", "b"), List.of("b", "a"), 1))
        .isInstanceOf(WireFormatException.class);
    assertThatThrownBy(() -> header(List.of("a", "b"), List.of(), 1))
        .isInstanceOf(WireFormatException.class);
  }

  @Test
  void refusesAContributorThatWasNotAsked() {
    assertThatThrownBy(() -> header(List.of("a", "b"), List.of("c"), 1))
        .hasMessage("A contributor was not asked");
  }

  @Test
  void refusesNumbersOutOfBounds() {
    PartialHeader.Binding binding = header().binding();
    List<String> east = List.of("east");

    assertThatThrownBy(() -> new PartialHeader(binding, east, 0, MODULUS, 1))
        .isInstanceOf(WireFormatException.class);
    assertThatThrownBy(() -> new PartialHeader(binding, east, 65_536, MODULUS, 1))
        .isInstanceOf(WireFormatException.class);
    assertThatThrownBy(() -> new PartialHeader(binding, east, 1, MODULUS, -1))
        .isInstanceOf(WireFormatException.class);
    assertThatThrownBy(() -> new PartialHeader(binding, east, 1, MODULUS, 4097))
        .isInstanceOf(WireFormatException.class);
    assertThatThrownBy(() -> new PartialHeader(binding, east, 1, BigInteger.TEN, 1))
        .isInstanceOf(WireFormatException.class);
    assertThatThrownBy(() -> new PartialHeader(binding, east, 1, BigInteger.ONE.shiftLeft(8192), 1))
        .isInstanceOf(WireFormatException.class);
  }

  @Test
  void refusesAModulusInAnotherThanItsShortestSpelling() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WireWriter out = new WireWriter(bytes);
    Preamble.write(out, ObjectKind.PARTIAL);
    header().binding().write(out);
    out.strings(List.of("east"));
    out.u16(1);
    out.bytes(leadingZero());
    out.u16(1);
    WireReader in = new WireReader(new ByteArrayInputStream(bytes.toByteArray()));

    assertThatThrownBy(() -> PartialHeader.read(in, ObjectKind.PARTIAL))
        .hasMessage("Modulus with leading zeros");
  }

  @Test
  void bindingsDifferInEveryPart() {
    PartialHeader.Binding binding = binding("city", "board", 1, 100);

    assertThat(binding).isEqualTo(binding("city", "board", 1, 100));
    assertThat(binding).hasSameHashCodeAs(binding("city", "board", 1, 100));
    assertThat(binding).isNotEqualTo(binding("town", "board", 1, 100));
    assertThat(binding).isNotEqualTo(binding("city", "other", 1, 100));
    assertThat(binding).isNotEqualTo(binding("city", "board", 2, 100));
    assertThat(binding).isNotEqualTo(binding("city", "board", 1, 101));
  }

  @Test
  void keepsItsBytesToItself() {
    byte[] queryId = new byte[16];
    PartialHeader.Binding binding =
        new PartialHeader.Binding("city", "board", queryId, new byte[32], List.of("a"), 1);

    queryId[0] = 1;
    binding.queryId()[1] = 1;
    binding.digest()[1] = 1;

    assertThat(binding.queryId()).containsOnly(0);
    assertThat(binding.digest()).containsOnly(0);
    assertThatThrownBy(
            () ->
                new PartialHeader.Binding(
                    "city", "board", new byte[15], new byte[32], List.of("a"), 1))
        .isInstanceOf(WireFormatException.class);
  }

  private static byte[] leadingZero() {
    byte[] shortest = UnsignedBytes.of(MODULUS, (MODULUS.bitLength() + 7) / 8);
    return UnsignedBytes.of(MODULUS, shortest.length + 1);
  }

  private static PartialHeader.Binding binding(
      String federation, String analyst, int id, long expiry) {
    byte[] queryId = new byte[16];
    queryId[15] = (byte) id;
    return new PartialHeader.Binding(
        federation, analyst, queryId, new byte[32], List.of("a"), expiry);
  }
}
