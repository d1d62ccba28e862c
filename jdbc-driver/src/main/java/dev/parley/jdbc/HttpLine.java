// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/**
 * One socket to a gateway, on which requests go one after the other. A socket of our own, and not
 * the JDK's for HTTP, since only that can be closed at any time, whatever somebody waits for.
 */
final class HttpLine implements Closeable {
  static final String CONTENT_TYPE = "application/octet-stream";

  /** More than any gateway sends at once, and than would leave room for anything else here. */
  private static final long MAX_ANSWER_BYTES =
      Math.min(256 << 20, Runtime.getRuntime().maxMemory() / 8);

  private static final int BUFFER_BYTES = 16 << 10;
  private static final int MAX_HEADERS = 100;
  private static final int MAX_HEADER_CHARS = 8 << 10;
  private static final Http1Config HEAD_LIMITS =
      Http1Config.custom()
          .setMaxHeaderCount(MAX_HEADERS)
          .setMaxLineLength(MAX_HEADER_CHARS)
          .build();

  /** After so long without use, it is looked whether the gateway has hung up. */
  private static final long FRESH_NANOS = 1_000_000_000L;

  private final InetSocketAddress address;
  private final String name;
  private final @Nullable SSLSocketFactory tls;
  private final PacedSocket plain = new PacedSocket();
  // The parser has to be told too: by itself it counts no headers, whatever the connection knows.
  private final DefaultBHttpClientConnection http =
      new DefaultBHttpClientConnection(
          HEAD_LIMITS,
          null,
          null,
          null,
          null,
          null,
          new DefaultHttpResponseParserFactory(HEAD_LIMITS));
  private @Nullable Socket socket;
  private boolean reusable;
  private long usedNanos;
  private volatile boolean late;

  /**
   * @param name of the address, for people and for HTTP
   */
  HttpLine(InetSocketAddress address, String name, @Nullable SSLSocketFactory tls) {
    this.address = address;
    this.name = name;
    this.tls = tls;
  }

  /** What came back. */
  static final class Answer {
    final int status;
    final byte[] content;

    private Answer(int status, byte[] content) {
      this.status = status;
      this.content = content;
    }
  }

  /**
   * Connects, unless it is connected.
   *
   * @throws Unreachable if nobody is there
   * @throws SQLException if there is no trust, or no TLS
   */
  void connect(int timeoutMillis) throws IOException, SQLException {
    if (socket != null) {
      return;
    }
    try {
      plain.setTcpNoDelay(true);
      plain.expect(timeoutMillis);
      plain.connect(address, timeoutMillis);
      socket = tls == null ? plain : shakeHands(tls);
    } catch (IOException e) {
      throw new Unreachable(e);
    }
    http.bind(socket);
  }

  private Socket shakeHands(SSLSocketFactory sockets) throws IOException, SQLException {
    String host = address.getHostString();
    SSLSocket encrypted =
        (SSLSocket) sockets.createSocket(plain, host, address.getPort(), /* autoClose= */ true);
    try {
      encrypted.startHandshake();
      return encrypted;
    } catch (SSLException e) {
      throw TlsRefusal.of(e, name);
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (SocketException e) {
      if (late || plain.isClosed()) {
        throw e;
      }
      throw TlsRefusal.brokenOff(name);
    }
  }

  /** Sends a request and reads the answer; once, for a query must not run twice. */
  Answer exchange(byte[] content, int silenceMillis) throws IOException, HttpException {
    reusable = false;
    plain.expect(silenceMillis);
    ClassicHttpRequest request = new BasicClassicHttpRequest("POST", "/");
    request.setHeader(HttpHeaders.HOST, name);
    request.setHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE);
    request.setHeader(HttpHeaders.CONTENT_LENGTH, content.length);
    request.setEntity(new ByteArrayEntity(content, null));
    HttpCoreContext context = HttpCoreContext.create();
    ClassicHttpResponse response = new HttpRequestExecutor().execute(request, http, context);
    Answer answer = new Answer(response.getCode(), read(response, MAX_ANSWER_BYTES));
    reusable = DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context);
    usedNanos = System.nanoTime();
    return answer;
  }

  /**
   * The content, if it can be a gateway's; else nothing.
   *
   * @throws TooLong if it has more bytes than {@code most}, or the head says so
   */
  static byte[] read(ClassicHttpResponse response, long most) throws IOException {
    HttpEntity entity = response.getEntity();
    Header type = response.getFirstHeader(HttpHeaders.CONTENT_TYPE);
    if (entity == null
        || type == null
        || !String.valueOf(type.getValue()).startsWith(CONTENT_TYPE)) {
      return new byte[0];
    }
    if (entity.getContentLength() > most) {
      throw new TooLong();
    }
    try (InputStream in = entity.getContent()) {
      ByteArrayOutputStream answer = new ByteArrayOutputStream(BUFFER_BYTES);
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        answer.write(buffer, 0, n);
        if (answer.size() > most) {
          throw new TooLong();
        }
      }
      return answer.toByteArray();
    }
  }

  /** Whether another request may follow. */
  boolean isReusable() {
    try {
      return reusable
          && !plain.isClosed()
          && (System.nanoTime() - usedNanos < FRESH_NANOS || !http.isStale());
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends it since time is up. */
  void expire() {
    late = true;
    close();
  }

  /** Whether it was ended since time was up. */
  boolean isLate() {
    return late;
  }

  /** Ends it at once, also what another thread waits for. */
  @Override
  public void close() {
    try {
      plain.close();
    } catch (IOException e) {
      // There is nothing left to end.
    }
  }

  /** The answer does not fit into the memory of this process. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    /** The bytes of the longest answer that is taken. */
    static long mostBytes() {
      return MAX_ANSWER_BYTES;
    }
  }

  /** Nobody is there. */
  static final class Unreachable extends IOException {
    private static final long serialVersionUID = 1L;

    private Unreachable(IOException cause) {
      super(cause);
    }
  }
}
