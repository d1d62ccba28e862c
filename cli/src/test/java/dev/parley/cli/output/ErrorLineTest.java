// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ErrorLineTest {

  @Test
  void tellsStateCodeFactAndHint() {
    assertThat(ErrorLine.of(new SQLException("No table 'x' | Look at the tables.", "42P01", 2)))
        .isEqualTo("42P01 P0002 No table 'x' | Look at the tables.");
    assertThat(
            ErrorLine.of(new ParleyException(ErrorCode.CANNOT_START, "Port 1 is in use", "Wait.")))
        .isEqualTo("58000 P0503 Port 1 is in use | Wait.");
  }

  @Test
  void isOneLineWhateverIsInTheMessage() {
    assertThat(ErrorLine.of(new SQLException("a \r\n b\tc\u001b[2Jd\u202ee", "42601", 1)))
        .isEqualTo("42601 P0001 a b c [2Jd e | Look into the gateway's log.");
  }

  @Test
  void hasAStateAndAHintThoughTheDriverGaveNone() {
    assertThat(ErrorLine.of(new SQLException("broken")))
        .isEqualTo("XX000 P0000 broken | Look into the gateway's log.");
  }
}
