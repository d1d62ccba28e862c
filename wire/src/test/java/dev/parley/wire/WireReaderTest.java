// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireReaderTest {

  @Test
  void readsWhatWasWritten() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WireWriter out = new WireWriter(bytes);
    out.u8(255);
    out.u16(65_535);
    out.i32(-1);
    out.i64(Long.MIN_VALUE);
    out.flag(true);
    out.string("Grüße \uD83D\uDE00");
    out.strings(List.of("", "a"));
    out.bytes(new byte[100_000]);
    out.fixed(BigInteger.valueOf(258), 3);
    WireReader in = new WireReader(new ByteArrayInputStream(bytes.toByteArray()));

    assertThat(in.u8()).isEqualTo(255);
    assertThat(in.u16()).isEqualTo(65_535);
    assertThat(in.i32()).isEqualTo(-1);
    assertThat(in.i64()).isEqualTo(Long.MIN_VALUE);
    assertThat(in.flag()).isTrue();
    assertThat(in.string(20)).isEqualTo("Grüße \uD83D\uDE00");
    assertThat(in.strings(2, 1)).containsExactly("", "a");
    assertThat(in.bytes(100_000)).hasSize(100_000).containsOnly(0);
    assertThat(in.fixed(3)).isEqualTo(258);
    in.end();
  }

  @Test
  void readsLongBytesInOrder() throws IOException {
    byte[] pattern = new byte[50_000];
    for (int i = 0; i < pattern.length; i++) {
      pattern[i] = (byte) (i * 31);
    }

    assertThat(new WireReader(new ByteArrayInputStream(pattern)).raw(50_000)).isEqualTo(pattern);
  }

  @Test
  void allocatesNoMoreThanArrivesWhateverALengthClaims() {
    byte[] claim = HexFormat.of().parseHex("7f000000" + "00");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assertThatThrownBy(() -> reader(claim).bytes(Integer.MAX_VALUE))
        .isInstanceOf(WireFormatException.class);

    long before = threads.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> reader(claim).bytes(Integer.MAX_VALUE))
        .hasMessage("Message ends too early");

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
  }

  @Test
  void refusesLengthsOutOfBounds() {
    assertThatThrownBy(() -> reader("00000005" + "0000000000").bytes(4))
        .hasMessage("Length out of bounds, at most 4 expected");
    assertThatThrownBy(() -> reader("ffffffff").bytes(4)).isInstanceOf(WireFormatException.class);
    assertThatThrownBy(() -> reader("80000000").bytes(4)).isInstanceOf(WireFormatException.class);
    assertThatThrownBy(() -> reader("0003").strings(2, 9))
        .hasMessage("List out of bounds, at most 2 expected");
    assertThatThrownBy(() -> reader("0001" + "00000002" + "6161").strings(2, 1))
        .isInstanceOf(WireFormatException.class);
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    for (String wrong : List.of("ff", "c080", "eda080", "e282", "f8888080")) {
      String length = "%08x".formatted(wrong.length() / 2);
      assertThatThrownBy(() -> reader(length + wrong).string(8)).hasMessage("Text is not UTF-8");
    }
  }

  @Test
  void writesNoHalfOfASurrogatePairSinceItWouldBecomeAQuestionMark() {
    WireWriter out = new WireWriter(new ByteArrayOutputStream());

    assertThatThrownBy(() -> out.string("a\uD83D"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid text: half a surrogate pair in it");
  }

  @Test
  void refusesNumbersThatDoNotFit() {
    WireWriter out = new WireWriter(new ByteArrayOutputStream());

    assertThatThrownBy(() -> out.u8(256)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> out.u8(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> out.u16(65_536)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> out.fixed(BigInteger.valueOf(256), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> out.fixed(BigInteger.valueOf(-1), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesTruthThatIsNeitherOneNorZeroAndBytesAtTheEnd() {
    assertThatThrownBy(() -> reader("02").flag()).hasMessage("Neither true nor false");
    assertThatThrownBy(() -> reader("02").end()).isInstanceOf(WireFormatException.class);
    assertThatThrownBy(() -> reader("").u8()).isInstanceOf(WireFormatException.class);
    assertThatThrownBy(() -> reader("00").u16()).isInstanceOf(WireFormatException.class);
    assertThatThrownBy(() -> reader("000000").i32()).isInstanceOf(WireFormatException.class);
    assertThatThrownBy(() -> reader("00").i64()).isInstanceOf(WireFormatException.class);
  }

  private static WireReader reader(String hex) {
    return reader(HexFormat.of().parseHex(hex));
  }

  private static WireReader reader(byte[] bytes) {
    return new WireReader(new ByteArrayInputStream(bytes));
  }
}
