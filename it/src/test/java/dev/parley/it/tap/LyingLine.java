// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.tap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A line before an HTTP server on which something else comes than the server has answered. */
public final class LyingLine {
  private volatile Lie lie = Lie.NONE;

  /** What comes in the place of an answer; then the line ends. */
  public enum Lie {
    /** Nothing: the answer itself comes. */
    NONE,
    /** Bytes that are no HTTP. */
    GARBAGE,
    /** A body that means nothing. */
    NONSENSE,
    /** A body in another language. */
    JSON,
    /** No body. */
    EMPTY,
    /** The first half of the body, of which the head says so. */
    HALF,
    /** The body, of which the head says that it is longer. */
    TOO_SHORT,
    /** The body, of which the head says that it is shorter. */
    TOO_LONG,
    /** The answer to another question. */
    OTHER_ANSWER,
    /** A byte now and then. */
    TRICKLE,
    /** The head as it is, and of the body a byte now and then. */
    TRICKLING_BODY,
    /** A body of which the head says that it has gigabytes. */
    GIGABYTES,
    /** A body that does not end, and of which nobody says so. */
    ENDLESS,
    /** Headers that do not end. */
    ENDLESS_HEAD,
    /** The answer is elsewhere. */
    STATUS_302,
    /** The same, and it is to be asked for there. */
    STATUS_307,
    /** Whoever asks is not known. */
    STATUS_401,
    /** Whoever asks may not. */
    STATUS_403,
    /** A proxy wants to know who asks. */
    STATUS_407,
    /** A proxy does not reach the server. */
    STATUS_502,
    /** The server is in trouble. */
    STATUS_503,
    /** A proxy has waited for too long. */
    STATUS_504
  }

  /** Has something else come from now on. */
  public void tell(Lie told) {
    lie = told;
  }

  /** Begins to carry a connection. */
  public Conversation plug() {
    return new Conversation() {
      @Override
      public void toServer(InputStream client, OutputStream server) throws IOException {
        for (HttpHead head = HttpHead.read(client); head != null; head = HttpHead.read(client)) {
          head.carry(client, server);
        }
      }

      @Override
      public void toClient(InputStream server, OutputStream client) throws IOException {
        for (HttpHead head = HttpHead.read(server); head != null; head = HttpHead.read(server)) {
          ByteArrayOutputStream body = new ByteArrayOutputStream();
          head.carry(server, body);
          int headBytes = headOf(head).length;
          byte[] all = body.toByteArray();
          answer(head, Arrays.copyOfRange(all, headBytes, all.length), client);
        }
      }
    };
  }

  private static byte[] headOf(HttpHead head) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    head.write(out);
    return out.toByteArray();
  }

  private void answer(HttpHead head, byte[] body, OutputStream client) throws IOException {
    Lie told = lie;
    switch (told) {
      case NONE -> whole(head, body, client);
      case GARBAGE -> client.write("\u0016\u0003 no HTTP\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      case NONSENSE -> whole(head, new byte[] {10, 127, 1, 2, 3}, client);
      case JSON -> whole(head, "{\"response\":\"error\"}".getBytes(StandardCharsets.UTF_8), client);
      case EMPTY -> whole(head, new byte[0], client);
      case HALF -> whole(head, Arrays.copyOf(body, body.length / 2), client);
      case TOO_SHORT -> ofLength(head, body.length + 10, body, client);
      case TOO_LONG -> ofLength(head, body.length - 5, body, client);
      case OTHER_ANSWER -> whole(head, otherAnswer(), client);
      case TRICKLE, TRICKLING_BODY -> trickle(told, head, body, client);
      case GIGABYTES -> flood(lengthy("Content-Length: 5000000000"), client);
      case ENDLESS -> flood(lengthy("Connection: close"), client);
      case ENDLESS_HEAD -> flood("HTTP/1.1 200 OK\r\nx: ".getBytes(StandardCharsets.UTF_8), client);
      default -> page(told, client);
    }
    if (told != Lie.NONE) {
      throw new IOException("The line ends");
    }
  }

  private static void whole(HttpHead head, byte[] body, OutputStream client) throws IOException {
    ofLength(head, body.length, body, client);
  }

  private static void ofLength(HttpHead head, int told, byte[] body, OutputStream client)
      throws IOException {
    client.write(headOf(head.ofLength(told)));
    client.write(body);
  }

  /** A message of Avatica's wire: its name, and what it says, which is nothing. */
  private static byte[] otherAnswer() {
    byte[] name =
        "org.apache.calcite.avatica.proto.Responses$CommitResponse"
            .getBytes(StandardCharsets.UTF_8);
    byte[] message = new byte[name.length + 2];
    message[0] = 10;
    message[1] = (byte) name.length;
    System.arraycopy(name, 0, message, 2, name.length);
    return message;
  }

  private static void trickle(Lie told, HttpHead head, byte[] body, OutputStream client)
      throws IOException {
    byte[] begin = headOf(head);
    if (told == Lie.TRICKLING_BODY) {
      client.write(begin);
    }
    for (byte b : told == Lie.TRICKLE ? begin : body) {
      client.write(b);
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        throw new IOException("The line ends", e);
      }
    }
  }

  private static byte[] lengthy(String length) throws IOException {
    return headOf(
        new HttpHead("HTTP/1.1 200 OK", List.of("Content-Type: application/octet-stream", length)));
  }

  /** Writes until the client hangs up. */
  private static void flood(byte[] begin, OutputStream client) throws IOException {
    client.write(begin);
    byte[] more = new byte[1 << 16];
    Arrays.fill(more, (byte) 'x');
    while (true) {
      client.write(more);
    }
  }

  private static void page(Lie told, OutputStream client) throws IOException {
    byte[] page = "<html>Trouble</html>".getBytes(StandardCharsets.UTF_8);
    HttpHead head =
        new HttpHead(
            "HTTP/1.1 " + told.name().substring("STATUS_".length()) + " Trouble",
            List.of(
                "Location: http://127.0.0.1:1/",
                "WWW-Authenticate: Basic",
                "Proxy-Authenticate: Basic",
                "Content-Type: text/html"));
    whole(head, page, client);
  }
}
