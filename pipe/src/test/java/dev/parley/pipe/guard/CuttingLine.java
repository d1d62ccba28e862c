// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A line to a server, cut at the first puts, before they arrive or after. */
final class CuttingLine implements AutoCloseable {
  /** When it is cut. */
  enum Cut {
    BEFORE_ARRIVAL,
    BEFORE_ANSWER
  }

  private static final int BUFFER_BYTES = 1 << 16;

  private final ServerSocket listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
  private final URI server;
  private final Cut cut;
  private final AtomicInteger cutsLeft;

  CuttingLine(URI server, Cut cut, int cuts) throws IOException {
    this.server = server;
    this.cut = cut;
    this.cutsLeft = new AtomicInteger(cuts);
    Thread thread = new Thread(this::accept, "cutting-line");
    thread.setDaemon(true);
    thread.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread thread = new Thread(() -> carry(client), "cutting-line");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        // closed
      }
    }
  }

  private void carry(Socket client) {
    AtomicBoolean deaf = new AtomicBoolean();
    try (client;
        Socket upstream = new Socket(server.getHost(), server.getPort())) {
      Thread answers = new Thread(() -> answer(upstream, client, deaf), "cutting-line");
      answers.setDaemon(true);
      answers.start();
      byte[] buffer = new byte[BUFFER_BYTES];
      InputStream in = client.getInputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        String piece = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
        if (piece.startsWith("PUT ") && piece.contains("/q") && cutsLeft.getAndDecrement() > 0) {
          if (cut == Cut.BEFORE_ARRIVAL) {
            return;
          }
          deaf.set(true);
        }
        upstream.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException e) {
      // cut by the other side
    }
  }

  private static void answer(Socket upstream, Socket client, AtomicBoolean deaf) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (client) {
      InputStream in = upstream.getInputStream();
      for (int n = in.read(buffer); n >= 0 && !deaf.get(); n = in.read(buffer)) {
        client.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException e) {
      // cut by the other side
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
