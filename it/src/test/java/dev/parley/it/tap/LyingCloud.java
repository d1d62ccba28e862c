// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.tap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A cloud that hands out other objects than it was given. Follows HTTP/1.1 just far enough: clients
 * that wait for an answer before they ask again, and answers that say how long they are.
 */
public final class LyingCloud {
  private static final byte[] NOT_THERE =
      "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code><Message>gone</Message></Error>"
          .getBytes(StandardCharsets.UTF_8);

  private final Map<String, byte[]> handedOut = new ConcurrentHashMap<>();
  private final AtomicInteger lies = new AtomicInteger();
  private volatile Lie lie = Lie.NONE;

  /** What the cloud does to an object that somebody fetches. */
  @FunctionalInterface
  public interface Lie {
    /** The truth. */
    Lie NONE = (path, truth) -> truth;

    /**
     * Returns what to hand out.
     *
     * @param path {@code /bucket/key}
     * @param truth the object; the same array stands for no lie, an empty one for "not there"
     * @throws IOException if the cloud hangs up
     */
    byte[] told(String path, byte[] truth) throws IOException;
  }

  /** Tells {@code next} from now on. */
  public void tell(Lie next) {
    lies.set(0);
    lie = next;
  }

  /** How often it has lied since it was last told what to tell. */
  public int lies() {
    return lies.get();
  }

  /** Returns the objects that were fetched, as they were stored, by {@code /bucket/key}. */
  public Map<String, byte[]> handedOut() {
    return handedOut;
  }

  /** Begins to carry a connection. */
  public Conversation speak() {
    BlockingQueue<HttpHead> questions = new LinkedBlockingQueue<>();
    return new Conversation() {
      @Override
      public void toServer(InputStream client, OutputStream server) throws IOException {
        for (HttpHead head = HttpHead.read(client); head != null; head = HttpHead.read(client)) {
          questions.add(head);
          head.carry(client, server);
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

  private byte[] tell(String path, byte[] truth) throws IOException {
    boolean isHonest = false;
    try {
      byte[] told = lie.told(path, truth);
      isHonest = told == truth;
      return told;
    } finally {
      lies.addAndGet(isHonest ? 0 : 1);
    }
  }

  private void answer(HttpHead question, HttpHead head, InputStream server, OutputStream client)
      throws IOException {
    String method = question.firstLine().split(" ", 2)[0];
    String path = question.second();
    if (!head.hasBody(method)) {
      head.write(client);
    } else if (method.equals("GET") && head.second().equals("200") && !path.contains("?")) {
      byte[] truth = server.readNBytes((int) head.contentLength());
      handedOut.put(path, truth);
      byte[] told = tell(path, truth);
      HttpHead sent =
          told.length == 0 ? head.notFound(NOT_THERE.length) : head.ofLength(told.length);
      sent.write(client);
      client.write(told.length == 0 ? NOT_THERE : told);
    } else {
      head.carry(server, client);
    }
  }
}
