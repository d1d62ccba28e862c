// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** A gateway over HTTP. Asks once and never again by itself: a query must not run twice. */
final class HttpLink implements GatewayLink {
  private static final int MAX_ANSWER_BYTES = 256 << 20;
  private static final int BUFFER_BYTES = 16 << 10;
  private static final String CONTENT_TYPE = "application/octet-stream";

  private final URL url;
  private final @Nullable SSLSocketFactory tls;
  private volatile boolean trusted;
  private final int connectTimeoutMillis;
  private final int socketTimeoutMillis;

  HttpLink(ParleyUrl target, ConnectionSettings settings) throws SQLException {
    boolean encrypted = settings.isEncrypted(target.host());
    tls = encrypted ? StrictSockets.trusting(TrustedAuthorities.of(settings)) : null;
    try {
      url = new URL(encrypted ? "https" : "http", target.host(), target.port(), "/");
    } catch (IOException e) {
      throw SqlErrors.invalidSettings("The URL's host is malformed", "Correct it.");
    }
    connectTimeoutMillis = settings.connectTimeoutMillis();
    socketTimeoutMillis = settings.socketTimeoutMillis();
  }

  @Override
  public byte[] exchange(byte[] request, int timeoutMillis) throws SQLException {
    int timeout =
        timeoutMillis == 0 ? socketTimeoutMillis : Math.min(timeoutMillis, socketTimeoutMillis);
    try {
      if (tls != null && !trusted) {
        shakeHands(tls, Math.min(connectTimeoutMillis, timeout));
      }
      return exchange(open(request.length, timeout), request);
    } catch (ConnectException | UnknownHostException | NoRouteToHostException e) {
      throw unreachable();
    } catch (SocketTimeoutException e) {
      throw timedOut(e, timeout);
    } catch (SSLHandshakeException e) {
      throw TlsRefusal.of(e, address());
    } catch (IOException | RuntimeException e) {
      // Runtime exceptions too: the JDK throws some for malformed answers and odd host names.
      throw SqlErrors.connectionLost(
          "The connection to " + address() + " broke, or nobody speaks HTTP there",
          tls == null
              ? "Check host and port; a gateway with TLS wants tls=true."
              : "Check host and port, and connect again.");
    }
  }

  private HttpURLConnection open(int length, int timeoutMillis) throws IOException {
    // No proxy: what the system sets for web pages must not see passwords and results.
    HttpURLConnection http = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
    if (http instanceof HttpsURLConnection) {
      ((HttpsURLConnection) http).setSSLSocketFactory(tls);
    }
    http.setConnectTimeout(Math.min(connectTimeoutMillis, timeoutMillis));
    http.setReadTimeout(timeoutMillis);
    http.setRequestMethod("POST");
    http.setDoOutput(true);
    http.setUseCaches(false);
    http.setInstanceFollowRedirects(false);
    http.setRequestProperty("Content-Type", CONTENT_TYPE);
    // Also keeps the JDK from sending a request a second time when a kept connection fails.
    http.setFixedLengthStreamingMode(length);
    return http;
  }

  /**
   * Shakes hands once before anything is sent, in the time for that, and tells why if it does not
   * work: what the JDK's HTTP says of it is no help to anybody, and waits as long as for an answer.
   */
  private void shakeHands(SSLSocketFactory sockets, int timeoutMillis)
      throws IOException, SQLException {
    String host = url.getHost().replaceAll("[\\[\\]]", "");
    try (Socket plain = new Socket(Proxy.NO_PROXY)) {
      plain.setSoTimeout(timeoutMillis);
      plain.connect(new InetSocketAddress(host, url.getPort()), timeoutMillis);
      try (SSLSocket socket = (SSLSocket) sockets.createSocket(plain, host, url.getPort(), true)) {
        socket.startHandshake();
      } catch (SSLException e) {
        throw TlsRefusal.of(e, address());
      } catch (SocketTimeoutException e) {
        throw unreachable();
      } catch (SocketException e) {
        throw TlsRefusal.brokenOff(address());
      }
    } catch (SocketTimeoutException e) {
      throw unreachable();
    }
    trusted = true;
  }

  private byte[] exchange(HttpURLConnection http, byte[] request) throws IOException, SQLException {
    boolean whole = false;
    try {
      try (OutputStream out = http.getOutputStream()) {
        out.write(request);
      }
      int status = http.getResponseCode();
      String type = http.getContentType();
      boolean ok = status == HttpURLConnection.HTTP_OK;
      if (!(ok || status == HttpURLConnection.HTTP_INTERNAL_ERROR)
          || type == null
          || !type.startsWith(CONTENT_TYPE)) {
        throw notGateway(status);
      }
      byte[] answer = read(ok ? http.getInputStream() : http.getErrorStream());
      whole = true;
      return answer;
    } finally {
      if (!whole) {
        http.disconnect();
      }
    }
  }

  private static byte[] read(@Nullable InputStream stream) throws IOException {
    if (stream == null) {
      throw new IOException("No answer");
    }
    try (InputStream in = stream) {
      ByteArrayOutputStream answer = new ByteArrayOutputStream(BUFFER_BYTES);
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        answer.write(buffer, 0, n);
        if (answer.size() > MAX_ANSWER_BYTES) {
          throw new IOException("Answer too large");
        }
      }
      return answer.toByteArray();
    }
  }

  private SQLException notGateway(int status) {
    if (status == HttpURLConnection.HTTP_ENTITY_TOO_LARGE) {
      return SqlErrors.notSupported(
          "The request is longer than the gateway takes", "Write a shorter statement.");
    }
    return SqlErrors.connectionLost(
        "No Parley gateway answers at " + address() + ": HTTP status " + status,
        "Check host and port, or try again later.");
  }

  private SQLException timedOut(SocketTimeoutException e, int timeoutMillis) {
    String message = e.getMessage();
    if (message != null && message.startsWith("connect")) {
      return unreachable();
    }
    return SqlErrors.connectionLost(
        address() + " did not answer in " + timeoutMillis + " ms",
        "Try again, or raise socketTimeout.");
  }

  private SQLException unreachable() {
    return SqlErrors.cannotConnect(
        "Cannot reach a gateway at " + address(),
        "Check host and port, and that the gateway is running.");
  }

  private String address() {
    return url.getHost() + ":" + url.getPort();
  }

  @Override
  public void close() {
    // The JDK keeps idle sockets for other connections to the same host, and closes them soon.
  }
}
