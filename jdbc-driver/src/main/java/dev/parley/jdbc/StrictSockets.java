// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * Sockets that speak TLS 1.3 or 1.2 and check the server's host name by themselves, since what
 * checks it otherwise can be switched off for a whole process.
 */
final class StrictSockets extends SSLSocketFactory {
  private static final List<String> VERSIONS = Arrays.asList("TLSv1.3", "TLSv1.2");

  private final SSLSocketFactory factory;

  private StrictSockets(SSLSocketFactory factory) {
    this.factory = factory;
  }

  static SSLSocketFactory trusting(TrustManager[] authorities) throws SQLException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, authorities, null);
      return new StrictSockets(context.getSocketFactory());
    } catch (GeneralSecurityException e) {
      throw SqlErrors.notSupported("This Java has no TLS", "Use another one.");
    }
  }

  private static Socket strict(Socket socket) {
    SSLSocket tls = (SSLSocket) socket;
    // An old Java 8 does not know 1.3.
    List<String> versions = new ArrayList<>(VERSIONS);
    versions.retainAll(Arrays.asList(tls.getSupportedProtocols()));
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setProtocols(versions.toArray(new String[0]));
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    tls.setSSLParameters(parameters);
    return tls;
  }

  @Override
  public Socket createSocket() throws IOException {
    return strict(factory.createSocket());
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return strict(factory.createSocket(socket, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return strict(factory.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return strict(factory.createSocket(host, port, from, fromPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return strict(factory.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return strict(factory.createSocket(host, port, from, fromPort));
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return factory.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return factory.getSupportedCipherSuites();
  }
}
