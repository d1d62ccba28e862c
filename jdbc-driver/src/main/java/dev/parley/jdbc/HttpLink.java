// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TimerTask;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/** A gateway over HTTP. Asks once and never again by itself: a query must not run twice. */
final class HttpLink implements GatewayLink {
  private static final int OK = 200;
  private static final int ERROR = 500;
  private static final int TOO_LARGE = 413;

  private final ParleyUrl target;
  private final @Nullable SSLSocketFactory tls;
  private final int connectTimeoutMillis;
  private final Deadlines deadlines = new Deadlines("parley-answer-deadlines");
  private final Deque<HttpLine> idle = new ArrayDeque<>();
  private final Set<HttpLine> busy = new HashSet<>();
  private boolean closed;

  /** Whether a gateway has answered: then it is known what there is. */
  private volatile boolean answered;

  HttpLink(ParleyUrl target, ConnectionSettings settings) throws SQLException {
    boolean encrypted = settings.isEncrypted(target.host());
    tls = encrypted ? StrictSockets.trusting(TrustedAuthorities.of(settings)) : null;
    this.target = target;
    connectTimeoutMillis = settings.connectTimeoutMillis();
  }

  @Override
  public byte[] exchange(byte[] request, Patience patience) throws SQLException {
    HttpLine line = take();
    TimerTask deadline = deadlines.begin(patience.wholeMillis(), line::expire);
    boolean whole = false;
    try {
      line.connect(Patience.shorter(connectTimeoutMillis, patience.wholeMillis()));
      byte[] answer = content(line.exchange(request, patience.silenceMillis()));
      whole = true;
      answered = true;
      return answer;
    } catch (HttpLine.Unreachable e) {
      throw unreachable();
    } catch (HttpLine.TooLong e) {
      throw tooLong();
    } catch (PacedSocket.TooSlow e) {
      throw tooSlow();
    } catch (SocketTimeoutException e) {
      throw silent(patience.silenceMillis());
    } catch (IOException | HttpException | RuntimeException e) {
      // Runtime exceptions too: there are some for odd host names.
      throw line.isLate() ? silent(patience.wholeMillis()) : broken();
    } finally {
      deadline.cancel();
      giveBack(line, whole);
    }
  }

  private byte[] content(HttpLine.Answer answer) throws SQLException {
    if ((answer.status == OK || answer.status == ERROR) && answer.content.length > 0) {
      return answer.content;
    }
    if (answer.status == TOO_LARGE) {
      throw SqlErrors.notSupported(
          "The request is longer than the gateway takes", "Write a shorter statement.");
    }
    throw SqlErrors.connectionLost(
        "No Parley gateway answers at " + address() + ": HTTP status " + answer.status,
        "Check host and port, or try again later.");
  }

  /** An idle line that the gateway has not hung up, or else a new one. */
  private HttpLine take() throws SQLException {
    HttpLine line = poll();
    while (line != null && !line.isReusable()) {
      giveBack(line, false);
      line = poll();
    }
    return line == null ? begin(new HttpLine(resolved(), address(), tls)) : line;
  }

  /** Asks for the host's address again for each line, for it may move. */
  private InetSocketAddress resolved() throws SQLException {
    String host = target.host().replaceAll("[\\[\\]]", "");
    InetSocketAddress address = new InetSocketAddress(host, target.port());
    if (address.isUnresolved()) {
      throw SqlErrors.connectionLost(
          "The host " + host + " is not known here", "Check its name, and that of your network.");
    }
    return address;
  }

  private synchronized @Nullable HttpLine poll() throws SQLException {
    HttpLine line = idle.poll();
    return line == null ? null : begin(line);
  }

  private synchronized HttpLine begin(HttpLine line) throws SQLException {
    if (closed) {
      throw SqlErrors.closedConnection();
    }
    busy.add(line);
    return line;
  }

  private synchronized void giveBack(HttpLine line, boolean usable) {
    busy.remove(line);
    if (usable && !closed) {
      idle.push(line);
    } else {
      line.close();
    }
  }

  @Override
  public synchronized void distrust() {
    idle.forEach(HttpLine::close);
    idle.clear();
  }

  @Override
  public synchronized void breakOff() {
    busy.forEach(HttpLine::close);
  }

  @Override
  public synchronized void close() {
    closed = true;
    deadlines.close();
    distrust();
    breakOff();
  }

  private SQLException broken() {
    if (answered) {
      return SqlErrors.connectionLost(
          "The connection to " + address() + " broke, or was ended", "Connect again.");
    }
    return SqlErrors.connectionLost(
        "The connection to " + address() + " broke, or nobody speaks HTTP there",
        tls == null
            ? "Check host and port; a gateway with TLS wants tls=true."
            : "Check host and port, and connect again.");
  }

  private SQLException silent(int millis) {
    return SqlErrors.connectionLost(
        address() + " did not answer in " + millis + " ms", "Try again, or raise socketTimeout.");
  }

  private SQLException tooSlow() {
    return SqlErrors.connectionLost(
        "The answer of " + address() + " comes too slowly", "Try again, or raise socketTimeout.");
  }

  private SQLException tooLong() {
    return SqlErrors.connectionLost(
        "The answer of " + address() + " has more than " + HttpLine.TooLong.mostBytes() + " bytes",
        "Set a smaller fetchSize, or give Java more memory.");
  }

  private SQLException unreachable() {
    return SqlErrors.connectionLost(
        "Cannot reach a gateway at " + address(),
        "Check host and port, and that the gateway is running.");
  }

  private String address() {
    return target.host() + ":" + target.port();
  }
}
