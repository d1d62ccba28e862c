// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.probe;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.parley.actions.invocation.RefusedException;
import dev.parley.actions.storage.ObjectStorage;
import dev.parley.actions.storage.StorageException;
import dev.parley.wire.PipeNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLException;

/**
 * The OpenWhisk action that says what a container finds: whether it reaches the pipe, whether the
 * credential is good, and whether what must be hidden from it is. It reads nothing, writes nothing,
 * and names nothing in its answer.
 */
public final class ProbeAction {
  private final PrintStream log;

  ProbeAction(PrintStream log) {
    this.log = log;
  }

  /**
   * Knocks once everywhere; the entry point that OpenWhisk calls.
   *
   * @param parameters all bound by the cloud operator: those of the merge action, {@code reads}
   *     ({@code analyst/node} of partials that are to be readable), and {@code unreachable} ({@code
   *     host:port})
   * @return {@code pipe}, a {@link Finding}, and {@code reads} and {@code unreachable}, lists of
   *     findings in the order of the parameters; {@code reads} is empty if the pipe is not reached;
   *     or {@code error} with {@code code} and {@code fact}
   */
  public static JsonObject main(JsonObject parameters) {
    return new ProbeAction(System.out).run(parameters);
  }

  JsonObject run(JsonObject parameters) {
    JsonObject answer = new JsonObject();
    try {
      ProbeRequest request = ProbeRequest.of(parameters);
      Finding pipe = look(request.storage(), request.nobodys());
      answer.addProperty("pipe", pipe.name());
      answer.add("reads", pipe.isOfNetwork() ? new JsonArray() : reads(request));
      answer.add("unreachable", knockAll(request.unreachable()));
      log.println("probed pipe=" + pipe);
    } catch (RefusedException e) {
      log.println("refused code=" + e.code());
      JsonObject error = new JsonObject();
      error.addProperty("code", e.code().name());
      error.addProperty("fact", e.fact());
      answer.add("error", error);
    }
    return answer;
  }

  private static JsonArray reads(ProbeRequest request) {
    JsonArray findings = new JsonArray();
    for (String bucket : request.buckets()) {
      findings.add(look(request.storage(), bucket).name());
    }
    return findings;
  }

  /** Asks for an object that is not there: whoever may read the bucket is told so. */
  private static Finding look(ObjectStorage storage, String bucket) {
    String absent = UUID.randomUUID().toString().replace("-", "");
    try (InputStream in = storage.get(bucket, PipeNames.partial(absent))) {
      return in.read() < 0 ? Finding.OK : Finding.FAILED;
    } catch (StorageException e) {
      return of(e.kind());
    } catch (SSLException e) {
      return Finding.UNTRUSTED;
    } catch (IOException e) {
      return Address.of(e);
    }
  }

  private static Finding of(StorageException.Kind kind) {
    switch (kind) {
      case MISSING:
        return Finding.OK;
      case DENIED:
        return Finding.DENIED;
      case UNIDENTIFIED:
        return Finding.UNIDENTIFIED;
      case SKEWED:
        return Finding.SKEWED;
      default:
        return Finding.FAILED;
    }
  }

  /** All at once, for one that is silent takes seconds. */
  private static JsonArray knockAll(List<Address> addresses) {
    JsonArray findings = new JsonArray();
    if (addresses.isEmpty()) {
      return findings;
    }
    ExecutorService threads = Executors.newFixedThreadPool(addresses.size());
    try {
      List<Callable<Finding>> knocks = new ArrayList<>();
      for (Address address : addresses) {
        knocks.add(address::knock);
      }
      for (Future<Finding> knock : threads.invokeAll(knocks)) {
        findings.add(knock.get().name());
      }
      return findings;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Knocking failed", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
