// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a call that is an error fails with. */
public final class Refusal {
  private Refusal() {}

  /** Fails unless a call throws an SQLException with one of some SQLSTATEs. */
  public static void assertState(ThrowingCallable call, String... states) {
    SQLException refusal = catchThrowableOfType(SQLException.class, call);
    assertThat((Throwable) refusal).as("an SQLException").isNotNull();
    assertThat(refusal.getSQLState()).isIn((Object[]) states);
  }
}
