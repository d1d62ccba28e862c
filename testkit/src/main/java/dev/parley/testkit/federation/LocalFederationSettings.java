// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.federation;

import dev.parley.pipe.guard.GuardSettings;
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
 * @param cloud where the pipe's guard keeps objects, and for how long
 */
public record LocalFederationSettings(
    FederationId federation,
    List<LocalOwner> owners,
    StateFolder state,
    int gatewayPort,
    String password,
    Duration timeout,
    Network network,
    Cloud cloud) {
  /** How the parties reach each other. */
  public enum Network {
    /** Over the loopback, in the clear. */
    PLAIN,
    /** Over TLS, with certificates of the federation's own authority. */
    TLS
  }

  /** What stands behind the pipe's guard, and after how long the guard deletes what is left. */
  public record Cloud(GuardSettings.Store store, Duration retention) {
    /** A store from which leftovers are deleted when a guard usually does it. */
    public static Cloud of(GuardSettings.Store store) {
      return new Cloud(store, GuardSettings.DEFAULT_RETENTION);
    }
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
        new FederationId("local"),
        owners,
        state,
        0,
        password,
        DEFAULT_TIMEOUT,
        Network.PLAIN,
        Cloud.of(new GuardSettings.Folder(state.pipe())));
  }

  /** The same under another name. */
  public LocalFederationSettings withFederation(FederationId name) {
    return new LocalFederationSettings(
        name, owners, state, gatewayPort, password, timeout, network, cloud);
  }

  /** The same with another port. */
  public LocalFederationSettings withGatewayPort(int port) {
    return new LocalFederationSettings(
        federation, owners, state, port, password, timeout, network, cloud);
  }

  /** The same with another time limit. */
  public LocalFederationSettings withTimeout(Duration limit) {
    return new LocalFederationSettings(
        federation, owners, state, gatewayPort, password, limit, network, cloud);
  }

  /** The same over TLS. */
  public LocalFederationSettings withTls() {
    return new LocalFederationSettings(
        federation, owners, state, gatewayPort, password, timeout, Network.TLS, cloud);
  }

  /** The same with its objects elsewhere than in the state folder. */
  public LocalFederationSettings withCloud(Cloud other) {
    return new LocalFederationSettings(
        federation, owners, state, gatewayPort, password, timeout, network, other);
  }

  /** Leaves out the password. */
  @Override
  public String toString() {
    return "LocalFederationSettings[" + federation + ", " + owners + "]";
  }
}
