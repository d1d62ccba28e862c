// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.jdbc.GatewayLink;
import dev.parley.jdbc.Patience;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A gateway in this process and the number of links to it. */
final class EmbeddedGateway {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedGateway.class);
  private static final Duration NEVER = Duration.ofDays(3650);

  private final QueryService service;
  private final ConnectionRegistry connections;
  private final RpcEndpoint endpoint;
  private int links;

  EmbeddedGateway(QueryService service) {
    this.service = service;
    // Nobody else shares the process: what it does not close is its own loss.
    GatewayLimits limits = GatewayLimits.defaults().withIdle(NEVER, NEVER);
    this.connections = new ConnectionRegistry(limits, InstantSource.system());
    this.endpoint = new RpcEndpoint(new GatewayRpc(service, limits, connections));
  }

  /** Returns a new link; the caller holds the lock of {@link EmbeddedConnections}. */
  Link enter(Runnable leave) {
    links++;
    return new Link(endpoint, leave);
  }

  /** Notes that a link is gone, and says whether it was the last; under the same lock. */
  boolean leave() {
    links--;
    return links == 0;
  }

  void close() {
    connections.close();
    try {
      service.close();
    } catch (RuntimeException e) {
      log.warn("embedded-stop failed", e);
    }
  }

  /** One connection's way to the gateway; waits as long as queries may run, whatever it is told. */
  static final class Link implements GatewayLink {
    private final RpcEndpoint endpoint;
    private final Runnable leave;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Link(RpcEndpoint endpoint, Runnable leave) {
      this.endpoint = endpoint;
      this.leave = leave;
    }

    @Override
    public byte[] exchange(byte[] request, Patience patience) throws SQLException {
      if (closed.get()) {
        throw new SQLNonTransientConnectionException(
            "The connection is closed | Connect again.", "08003", 605);
      }
      return endpoint.answer(request).getResponse();
    }

    @Override
    public void breakOff() {
      // nothing is on its way here; what runs ends when the connection is closed
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        leave.run();
      }
    }
  }
}
