// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.federation;

import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import java.time.Duration;
import java.util.List;

/**
 * What a local federation is made of.
 *
 * @param owners at least one; unmodifiable
 * @param gatewayPort 0 for any that is free
 * @param password of the one user, {@link #USER}
 * @param timeout how long a query may take
 * @param network how the parties reach each other
 */
public record LocalFederationSettings(
    FederationId federation,
    List<LocalOwner> owners,
    StateFolder state,
    int gatewayPort,
    String password,
    Duration timeout,
    Network network) {
  /** How the parties reach each other. */
  public enum Network {
    /** Over the loopback, in the clear. */
    PLAIN,
    /** Over TLS, with certificates of the federation's own authority. */
    TLS
  }

  /** The one analyst of a local federation. */
  public static final AnalystId ANALYST = new AnalystId("analyst");

  /** The one user of that analyst's gateway. */
  public static final String USER = "analyst";

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  public LocalFederationSettings {
    owners = List.copyOf(owners);
    if (owners.isEmpty()) {
      throw new IllegalArgumentException("Invalid federation: no owners");
    }
  }

  /** Settings with defaults for what is not given. */
  public static LocalFederationSettings of(
      List<LocalOwner> owners, StateFolder state, String password) {
    return new LocalFederationSettings(
        new FederationId("local"), owners, state, 0, password, DEFAULT_TIMEOUT, Network.PLAIN);
  }

  /** The same with another port. */
  public LocalFederationSettings withGatewayPort(int port) {
    return new LocalFederationSettings(federation, owners, state, port, password, timeout, network);
  }

  /** The same with another time limit. */
  public LocalFederationSettings withTimeout(Duration limit) {
    return new LocalFederationSettings(
        federation, owners, state, gatewayPort, password, limit, network);
  }

  /** The same over TLS. */
  public LocalFederationSettings withTls() {
    return new LocalFederationSettings(
        federation, owners, state, gatewayPort, password, timeout, Network.TLS);
  }

  /** Leaves out the password. */
  @Override
  public String toString() {
    return "LocalFederationSettings[" + federation + ", " + owners + "]";
  }
}
