// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Blob;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class BytesBlobTest {
  private final Blob blob = new BytesBlob(new byte[] {1, 2, 3, 2, 3});

  @Test
  void partsAreCountedFromOneAndEndWithIt() throws Exception {
    assertThat(blob.length()).isEqualTo(5);
    assertThat(blob.getBytes(1, 5)).containsExactly(1, 2, 3, 2, 3);
    assertThat(blob.getBytes(4, 100)).containsExactly(2, 3);
    assertThat(blob.getBytes(6, 1)).isEmpty();
    assertThat(blob.getBinaryStream(2, 2)).hasBinaryContent(new byte[] {2, 3});
    assertThat(blob.getBinaryStream()).hasBinaryContent(new byte[] {1, 2, 3, 2, 3});
  }

  @Test
  void aPatternIsFoundWhereItBegins() throws SQLException {
    assertThat(blob.position(new byte[] {2, 3}, 1)).isEqualTo(2);
    assertThat(blob.position(new byte[] {2, 3}, 3)).isEqualTo(4);
    assertThat(blob.position(new BytesBlob(new byte[] {3, 3}), 1)).isEqualTo(-1);
    assertThat(blob.position(new byte[0], 6)).isEqualTo(6);
  }

  @Test
  void whatLiesOutsideIsAnError() {
    assertThat(state(() -> blob.getBytes(0, 1))).isEqualTo("22023");
    assertThat(state(() -> blob.getBytes(7, 1))).isEqualTo("22023");
    assertThat(state(() -> blob.getBytes(1, -1))).isEqualTo("22023");
    assertThat(state(() -> blob.getBinaryStream(1, 1 - (1L << 32)))).isEqualTo("22023");
    assertThat(state(() -> blob.position(new byte[1], 0))).isEqualTo("22023");
  }

  @Test
  void nobodyChangesIt() {
    assertThat(state(() -> blob.setBytes(1, new byte[1]))).isEqualTo("0A000");
    assertThat(state(() -> blob.setBinaryStream(1))).isEqualTo("0A000");
    assertThat(state(() -> blob.truncate(0))).isEqualTo("0A000");
  }

  private static String state(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(SQLException.class, call).getSQLState();
  }
}
