// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.query.GroupKey;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.wire.WireFormatException;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RowSealsTest {
  private final SecureRandom random = new SecureRandom();
  private final QuerySecret secret = QuerySecret.random(random);
  private final RowSeals seals = new RowSeals(secret);
  private final GroupKey row =
      GroupKey.of(Arrays.asList("Åsa", new BigDecimal("1.50"), null, true, LocalDate.EPOCH));

  @Test
  void whoHasTheSecretOpensWhatAnotherSealed() {
    byte[] token = RowSeals.token(random);
    byte[] label = seals.seal(token, row);

    assertThat(new RowSeals(QuerySecret.of(secret.toBytes())).open(token, label).encode())
        .isEqualTo(row.encode());
  }

  @Test
  void equalRowsDoNotLookAlike() {
    byte[] one = RowSeals.token(random);
    byte[] other = RowSeals.token(random);

    assertThat(one).isNotEqualTo(other);
    assertThat(seals.seal(one, row)).isNotEqualTo(seals.seal(other, row));
  }

  @Test
  void aRowUnderAnotherTokenDoesNotOpen() {
    byte[] label = seals.seal(RowSeals.token(random), row);

    assertThatThrownBy(() -> seals.open(RowSeals.token(random), label))
        .isInstanceOf(WireFormatException.class);
  }

  @Test
  void anAlteredRowDoesNotOpen() {
    byte[] token = RowSeals.token(random);
    byte[] label = seals.seal(token, row);
    label[3] ^= 1;

    assertThatThrownBy(() -> seals.open(token, label)).isInstanceOf(WireFormatException.class);
  }

  @Test
  void aGroupsLabelIsNoRow() {
    GroupTokens groups = new GroupTokens(secret);
    byte[] token = groups.token(row);

    assertThatThrownBy(() -> seals.open(token, groups.seal(token, row)))
        .isInstanceOf(WireFormatException.class);
  }
}
