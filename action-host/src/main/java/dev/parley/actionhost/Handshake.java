// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import dev.parley.settings.tls.ServerTls;

/** How the host meets callers over TLS. */
final class Handshake extends HttpsConfigurator {
  private final ServerTls tls;

  Handshake(ServerTls tls) {
    super(tls.context());
    this.tls = tls;
  }

  @Override
  public void configure(HttpsParameters parameters) {
    parameters.setSSLParameters(tls.parameters());
  }
}
