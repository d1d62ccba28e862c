// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeTicketTest {
  private final MergeTicket ticket = MergeTicket.random(new SecureRandom());

  @Test
  void theIdOfItsQueryIsItsHash() throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update("parley/1/query-id\0".getBytes(StandardCharsets.US_ASCII));
    // The one in front keeps zeros that follow it, and makes a byte of its own.
    byte[] bytes = new BigInteger("01" + ticket.toHex(), 16).toByteArray();
    byte[] hash = sha256.digest(Arrays.copyOfRange(bytes, 1, bytes.length));

    assertThat(ticket.queryId()).isEqualTo(Arrays.copyOf(hash, 16));
    assertThat(new BigInteger(ticket.queryIdHex(), 16))
        .isEqualTo(new BigInteger(1, ticket.queryId()));
    assertThat(ticket.queryIdHex()).hasSize(32);
  }

  @Test
  void isReadAsItIsWritten() {
    assertThat(MergeTicket.ofHex(ticket.toHex()).toHex()).isEqualTo(ticket.toHex());
    assertThat(MergeTicket.ofHex(ticket.toHex()).queryId()).isEqualTo(ticket.queryId());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1F",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f00",
        "+00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
      })
  void refusesOtherTexts(String text) {
    assertThatThrownBy(() -> MergeTicket.ofHex(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid ticket: want 64 digits");
  }

  @Test
  void isNotPrinted() {
    assertThat(ticket).hasToString("MergeTicket[withheld]");
  }
}
