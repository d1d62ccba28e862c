// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.tls;

import dev.parley.gateway.jdbc.QueryService;
import dev.parley.gateway.jdbc.UserSession;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.Map;

/** Answers every login with the error of a wrong password: whoever gets it got through. */
final class NobodyGetsIn implements QueryService {

  @Override
  public UserSession login(String user, String password, Map<String, String> properties) {
    throw new ParleyException(ErrorCode.WRONG_PASSWORD, "Nobody gets in", "Stay out.");
  }

  @Override
  public void close() {
    // There is nothing to free.
  }
}
