// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PreambleTest {

  @Test
  void everyKindIsReadAsItselfAndAsNoOther() throws IOException {
    for (ObjectKind written : ObjectKind.values()) {
      for (ObjectKind expected : ObjectKind.values()) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Preamble.write(new WireWriter(bytes), written);
        WireReader in = new WireReader(new ByteArrayInputStream(bytes.toByteArray()));
        if (written == expected) {
          Preamble.read(in, expected);
          in.end();
        } else {
          assertThatThrownBy(() -> Preamble.read(in, expected))
              .isInstanceOf(WireFormatException.class);
        }
      }
    }
  }

  @Test
  void codesAndLabelsOfKindsAreDistinctAndNoneBeginsAnother() {
    ObjectKind[] kinds = ObjectKind.values();

    assertThat(Arrays.stream(kinds).map(ObjectKind::code)).doesNotHaveDuplicates();
    for (ObjectKind kind : kinds) {
      assertThat(Arrays.stream(kinds).filter(k -> k.label().text().startsWith(kind.label().text())))
          .hasSize(1);
    }
    assertThat(ObjectKind.SUB_QUERY.label().text()).isEqualTo("parley/1/sub-query");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertRefused("50524c58" + "01020001" + "0000", "Not an object of Parley");
    assertRefused("50524c59" + "02020001" + "0000", "Unknown version 2, this reader knows 1");
    assertRefused("50524c59" + "01030001" + "0000", "kind 3 where PARTIAL was expected");
    assertRefused("50524c59" + "01020002" + "0000", "Unknown suite 2, this reader knows 1");
    assertRefused("50524c59" + "01020001" + "0001" + "0000000161", "Unknown features, 1 of them");
    assertRefused("50524c59" + "01020001" + "0011", "List out of bounds, at most 16 expected");
    assertRefused("50524c59" + "01020001" + "00", "Message ends too early");
  }

  private static void assertRefused(String hex, String message) {
    WireReader in = new WireReader(new ByteArrayInputStream(HexFormat.of().parseHex(hex)));
    assertThatThrownBy(() -> Preamble.read(in, ObjectKind.PARTIAL))
        .isInstanceOf(WireFormatException.class)
        .hasMessageContaining(message);
  }
}
