// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import static dev.parley.wire.PartialExamples.TRAILER;
import static dev.parley.wire.PartialExamples.forge;
import static dev.parley.wire.PartialExamples.group;
import static dev.parley.wire.PartialExamples.header;
import static dev.parley.wire.PartialExamples.readAll;
import static dev.parley.wire.PartialExamples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartialFormatTest {

  @Test
  void readsWhatWasWritten() throws IOException {
    byte[] object = write(header(), group(1, 11, 12), group(0x80, 21, 22), group(0xFF, 31, 32));

    try (PartialReader reader =
        new PartialReader(new ByteArrayInputStream(object), ObjectKind.PARTIAL)) {
      assertThat(reader.header().binding()).isEqualTo(header().binding());
      assertThat(reader.header().contributors()).containsExactly("east");
      assertThat(reader.header().minOwners()).isEqualTo(2);
      assertThat(reader.header().modulus()).isEqualTo(PartialExamples.MODULUS);
      assertThatThrownBy(reader::trailer).isInstanceOf(IllegalStateException.class);
      assertThat(reader.next()).isNotNull();
      assertThat(reader.next()).isNotNull();
      assertThat(reader.next()).isNotNull();
      assertThat(reader.next()).isNull();
      assertThat(reader.next()).isNull();
      assertThat(reader.trailer()).isEqualTo(TRAILER);
    }
    GroupRecord first = readAll(object).get(0);
    assertThat(first.token()).startsWith(1).hasSize(32);
    assertThat(first.label()).containsExactly(7, 1);
    assertThat(first.ciphertexts()).containsExactly(BigInteger.valueOf(11), BigInteger.valueOf(12));
  }

  @Test
  void rowsAreGroupsWithoutCiphertexts() throws IOException {
    byte[] object = write(header(List.of("east"), List.of("east"), 0), group(1), group(2));

    assertThat(readAll(object)).hasSize(2).allMatch(row -> row.ciphertexts().isEmpty());
    assertThatThrownBy(() -> write(header(List.of("east"), List.of("east"), 0), group(1, 11)))
        .isInstanceOf(WireFormatException.class);
  }

  @Test
  void padsToASizeClassWhateverTheNumberOfGroups() throws IOException {
    assertThat(write(header())).hasSize(4096);
    assertThat(write(header(), group(1, 1, 1))).hasSize(4096);
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    byte[] object = write(header(), group(1, 11, 12), group(2, 21, 22));

    for (int length = 0; length < object.length; length++) {
      byte[] cut = Arrays.copyOf(object, length);
      assertThatExceptionOfType(WireFormatException.class)
          .as("cut to %d bytes", length)
          .isThrownBy(() -> readAll(cut));
    }
  }

  @Test
  void refusesOrReadsEveryAlterationAndNeverFailsOtherwise() throws IOException {
    byte[] object = write(header(), group(1, 11, 12), group(2, 21, 22));

    for (int i = 0; i < object.length; i++) {
      for (int mask : new int[] {1, 0x80, 0xFF}) {
        byte[] altered = object.clone();
        altered[i] ^= (byte) mask;
        try {
          readAll(altered);
        } catch (WireFormatException e) {
          assertThat(e).hasMessageNotContaining("health");
        }
      }
    }
  }

  @Test
  void refusesPaddingThatIsNotZeroOrNotOfTheRightLength() throws IOException {
    byte[] object = write(header(), group(1, 11, 12));
    byte[] last = object.clone();
    last[last.length - 1] = 1;

    assertThatThrownBy(() -> readAll(last))
        .isInstanceOf(WireFormatException.class)
        .hasMessage("Padding is not zero");
    assertThatThrownBy(() -> readAll(Arrays.copyOf(object, object.length + 1)))
        .isInstanceOf(WireFormatException.class)
        .hasMessage("Bytes after the end of the message");
    assertThatThrownBy(() -> readAll(Arrays.copyOf(object, object.length - 1)))
        .isInstanceOf(WireFormatException.class)
        .hasMessage("Message ends too early");
  }

  @Test
  void writerRefusesTokensOutOfOrderAndWrongCounts() throws IOException {
    PartialWriter writer =
        new PartialWriter(new ByteArrayOutputStream(), ObjectKind.MERGED, header());
    writer.group(group(0x7F, 1, 1));

    assertThatThrownBy(() -> writer.group(group(0x7F, 1, 1)))
        .isInstanceOf(WireFormatException.class);
    assertThatThrownBy(() -> writer.group(group(0x7E, 1, 1)))
        .isInstanceOf(WireFormatException.class);
    assertThatThrownBy(() -> writer.group(group(0x80, 1)))
        .hasMessage("Group with a wrong number of ciphertexts");
    writer.group(group(0x80, 1, 1));
  }

  @Test
  void readerRefusesTokensOutOfOrderOrTwice() throws IOException {
    for (int second : new int[] {1, 2}) {
      byte[] object =
          forge(
              header(),
              out -> {
                writeGroup(out, 2);
                writeGroup(out, second);
                writeTrailer(out, 2);
              });

      assertThatThrownBy(() -> readAll(object))
          .hasMessage("Groups are not in ascending order of token");
    }
  }

  @Test
  void readerRefusesATrailerThatCountsWrong() throws IOException {
    for (long count : new long[] {0, 2, -1, Long.MAX_VALUE}) {
      byte[] object =
          forge(
              header(),
              out -> {
                writeGroup(out, 2);
                writeTrailer(out, count);
              });

      assertThatThrownBy(() -> readAll(object))
          .hasMessage("Number of groups differs from what the trailer says");
    }
  }

  @Test
  void readerRefusesCiphertextsOutOfRange() throws IOException {
    BigInteger squared = PartialExamples.MODULUS.pow(2);
    for (BigInteger wrong : List.of(BigInteger.ZERO, squared, squared.add(BigInteger.ONE))) {
      byte[] object =
          forge(
              header(),
              out -> {
                out.u8(PartialWriter.TRAILER);
                out.i64(0);
                out.fixed(wrong, header().ciphertextBytes());
              });

      assertThatThrownBy(() -> readAll(object)).hasMessage("Ciphertext out of range");
    }
  }

  @Test
  void readerRefusesUnknownRecordsAndLongLabels() throws IOException {
    byte[] unknown = forge(header(), out -> out.u8(3));
    byte[] label =
        forge(
            header(),
            out -> {
              out.u8(PartialWriter.GROUP);
              out.raw(new byte[32]);
              out.i32((1 << 20) + 1);
            });

    assertThatThrownBy(() -> readAll(unknown)).hasMessage("Neither a group nor a trailer");
    assertThatThrownBy(() -> readAll(label)).hasMessageStartingWith("Length out of bounds");
  }

  @Test
  void tellsAMergedObjectFromAPartial() throws IOException {
    byte[] partial = write(header());

    assertThatThrownBy(
            () -> new PartialReader(new ByteArrayInputStream(partial), ObjectKind.MERGED))
        .isInstanceOf(WireFormatException.class)
        .hasMessageContaining("kind 2");
  }

  private static void writeGroup(WireWriter out, int token) throws IOException {
    out.u8(PartialWriter.GROUP);
    GroupRecord group = group(token, 1, 2);
    out.raw(group.token());
    out.bytes(group.label());
    for (BigInteger ciphertext : group.ciphertexts()) {
      out.fixed(ciphertext, header().ciphertextBytes());
    }
  }

  private static void writeTrailer(WireWriter out, long count) throws IOException {
    out.u8(PartialWriter.TRAILER);
    out.i64(count);
    out.fixed(TRAILER, header().ciphertextBytes());
  }
}
