// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.tap;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line before an HTTP server on which some requests come to harm, until it is mended. */
public final class FaultyLine {
  private static final Pattern ACCESS_KEY = Pattern.compile("Credential=([^/]+)/");

  /** What is asked in the place of a request that must not arrive; its answer is not passed on. */
  private static final HttpHead HARMLESS =
      new HttpHead("GET / HTTP/1.1", List.of("Host: 127.0.0.1"));

  private final AtomicInteger harmed = new AtomicInteger();
  private Harm harm = new Harm(Pattern.compile("(?!)"), Fault.CUT, () -> {});
  private int breakage;

  /** What becomes of a request. */
  public enum Fault {
    /** The connection ends before the request arrives. */
    CUT,
    /** The request arrives, and the connection ends before the answer does. */
    ANSWER_LOST,
    /** The connection ends in the middle of the answer. */
    CUT_MIDWAY,
    /** The request is swallowed, and nothing ends. */
    FROZEN,
    /** Nothing comes after the middle of the answer, and nothing ends. */
    FROZEN_MIDWAY,
    /** The answer comes a few bytes at a time. */
    SLOW,
    /** The server does not let this party do what it must. */
    STATUS_403,
    /** The server is in trouble. */
    STATUS_500,
    /** The server asks for patience. */
    STATUS_503,
    /** The server asks for more patience. */
    STATUS_429,
    /** The disk behind the server is full. */
    STATUS_507,
    /** Nothing: something else happens at this time. */
    NONE;

    private boolean isStatus() {
      return name().startsWith("STATUS_");
    }
  }

  /**
   * What is to go wrong.
   *
   * @param requests found in {@code accessKey METHOD /path}
   * @param first what happens before each
   */
  private record Harm(Pattern requests, Fault fault, Runnable first) {}

  private record Question(String method, Fault fault) {}

  /** Harms all requests in whose {@code accessKey METHOD /path} the expression is found. */
  public void harm(String requests, Fault fault) {
    harm(requests, fault, () -> {});
  }

  /** The same, after {@code first}. */
  public synchronized void harm(String requests, Fault fault, Runnable first) {
    harmed.set(0);
    harm = new Harm(Pattern.compile(requests), fault, first);
  }

  /** Harms no more; whatever is frozen breaks off. */
  public synchronized void mend() {
    harm = new Harm(Pattern.compile("(?!)"), Fault.NONE, () -> {});
    breakage++;
    notifyAll();
  }

  /** How many requests came to harm since it was last told to. */
  public int harmed() {
    return harmed.get();
  }

  /** Begins to carry a connection. */
  public Conversation plug() {
    BlockingQueue<Question> questions = new LinkedBlockingQueue<>();
    return new Conversation() {
      @Override
      public void toServer(InputStream client, OutputStream server) throws IOException {
        for (HttpHead head = HttpHead.read(client); head != null; head = HttpHead.read(client)) {
          ask(head, questions, client, server);
        }
      }

      @Override
      public void toClient(InputStream server, OutputStream client) throws IOException {
        for (HttpHead head = HttpHead.read(server); head != null; head = HttpHead.read(server)) {
          if (head.isInterim()) {
            head.write(client);
          } else {
            answer(questions.remove(), head, server, client);
          }
        }
      }
    };
  }

  private void ask(
      HttpHead head, BlockingQueue<Question> questions, InputStream client, OutputStream server)
      throws IOException {
    Fault fault = faultOf(head);
    questions.add(new Question(head.firstLine().split(" ", 2)[0], fault));
    if (fault == Fault.CUT) {
      throw new IOException("The line is cut");
    }
    if (fault == Fault.FROZEN) {
      freeze();
    }
    if (fault.isStatus()) {
      if (!head.expectsLeave()) {
        head.carry(client, OutputStream.nullOutputStream());
      }
      HARMLESS.write(server);
    } else {
      head.carry(client, server);
    }
  }

  private Fault faultOf(HttpHead head) {
    Matcher accessKey = ACCESS_KEY.matcher(String.join("\n", head.headers()));
    String request =
        (accessKey.find() ? accessKey.group(1) + " " : "") + head.firstLine().replace("%2F", "/");
    Harm now;
    synchronized (this) {
      now = harm;
    }
    if (!now.requests().matcher(request).find()) {
      return Fault.NONE;
    }
    harmed.incrementAndGet();
    now.first().run();
    return now.fault();
  }

  private void answer(Question question, HttpHead head, InputStream server, OutputStream client)
      throws IOException {
    OutputStream out =
        switch (question.fault()) {
          case ANSWER_LOST -> throw new IOException("The answer is lost");
          case CUT_MIDWAY, FROZEN_MIDWAY, SLOW -> new Harmed(client, question.fault(), head);
          default -> client;
        };
    if (question.fault().isStatus()) {
      HttpHead told = status(question.fault());
      carry(question.method(), head, server, OutputStream.nullOutputStream());
      told.write(client);
    } else {
      carry(question.method(), head, server, out);
    }
  }

  private static void carry(String method, HttpHead head, InputStream server, OutputStream client)
      throws IOException {
    if (head.hasBody(method)) {
      head.carry(server, client);
    } else {
      head.write(client);
    }
  }

  private static HttpHead status(Fault fault) {
    String status = fault.name().substring("STATUS_".length());
    return new HttpHead("HTTP/1.1 " + status + " Trouble", List.of("Content-Length: 0"));
  }

  private synchronized void freeze() throws IOException {
    try {
      for (int begun = breakage; begun == breakage; ) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("What was frozen breaks off");
  }

  /** The way of an answer that arrives to the half, or slowly. */
  private final class Harmed extends FilterOutputStream {
    private static final int SIP_BYTES = 16;
    private static final long PAUSE_MILLIS = 20;

    private final Fault fault;
    private long left;

    Harmed(OutputStream client, Fault fault, HttpHead head) {
      super(client);
      this.fault = fault;
      this.left =
          head.toString().getBytes(StandardCharsets.UTF_8).length + head.contentLength() / 2;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (fault == Fault.SLOW) {
        trickle(bytes, offset, length);
        return;
      }
      int passed = (int) Math.min(left, length);
      out.write(bytes, offset, passed);
      left -= passed;
      if (passed < length) {
        if (fault == Fault.FROZEN_MIDWAY) {
          freeze();
        }
        throw new IOException("The line is cut");
      }
    }

    private void trickle(byte[] bytes, int offset, int length) throws IOException {
      int begun;
      synchronized (FaultyLine.this) {
        begun = breakage;
      }
      for (int i = 0; i < length; i += SIP_BYTES) {
        out.write(bytes, offset + i, Math.min(SIP_BYTES, length - i));
        synchronized (FaultyLine.this) {
          try {
            if (begun == breakage) {
              FaultyLine.this.wait(PAUSE_MILLIS);
            }
          } catch (InterruptedException e) {
            throw new IOException("The line ends", e);
          }
        }
      }
    }
  }
}
