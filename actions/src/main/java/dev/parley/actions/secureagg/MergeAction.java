// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.secureagg;

import com.google.gson.JsonObject;
import dev.parley.actions.invocation.RefusalCode;
import dev.parley.actions.invocation.RefusedException;
import dev.parley.actions.storage.Spool;
import dev.parley.actions.storage.StorageException;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PartialHeader;
import dev.parley.wire.PartialWriter;
import dev.parley.wire.PipeNames;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * The OpenWhisk action that merges the partials of one query into one answer, once.
 *
 * <p>It can add what it cannot read: there is no code here that decrypts, and no key but the public
 * modulus in the partials.
 */
public final class MergeAction {
  private final Clock clock;
  private final PrintStream log;

  MergeAction(Clock clock, PrintStream log) {
    this.clock = clock;
    this.log = log;
  }

  /**
   * Merges one query; the entry point that OpenWhisk calls.
   *
   * @param parameters {@code endpoint, accessKey, secretKey, region, federation} and perhaps {@code
   *     trust} (the storage's authorities in PEM), bound by the cloud operator, and {@code analyst,
   *     ticket, nodes} of the invocation
   * @return {@code query, groups, bytes, millis, owners}, or {@code error} with a {@link
   *     RefusalCode} as {@code code} and a {@code fact}
   */
  public static JsonObject main(JsonObject parameters) {
    return new MergeAction(Clock.systemUTC(), System.out).run(parameters);
  }

  JsonObject run(JsonObject parameters) {
    try {
      return merge(MergeRequest.of(parameters));
    } catch (RefusedException e) {
      return refusal(e.code(), e.fact());
    } catch (RuntimeException e) {
      // The class alone: a message might repeat what an object or a parameter held.
      log.println("broken exception=" + e.getClass().getSimpleName());
      return refusal(RefusalCode.INTERNAL, "The action broke its own invariant");
    }
  }

  private JsonObject merge(MergeRequest request) throws RefusedException {
    try {
      return read(request);
    } catch (StorageException e) {
      throw new RefusedException(codeOf(e.kind()), e.fact());
    } catch (IOException e) {
      throw new RefusedException(
          RefusalCode.STORAGE_FAILED, "Storage or spool failed: " + e.getClass().getSimpleName());
    }
  }

  private static RefusalCode codeOf(StorageException.Kind kind) {
    switch (kind) {
      case DENIED:
      case UNIDENTIFIED:
        return RefusalCode.STORAGE_DENIED;
      case SKEWED:
        return RefusalCode.STORAGE_SKEWED;
      default:
        return RefusalCode.STORAGE_FAILED;
    }
  }

  private JsonObject read(MergeRequest request) throws IOException, RefusedException {
    long start = System.nanoTime();
    try (OpenPartials partials = OpenPartials.of(request);
        Spool spool = Spool.create()) {
      PartialHeader header = new MergeTerms(request).agree(partials.headers(), clock.instant());
      // Not closed: it would close nothing but a buffer, which finishing has flushed.
      PartialWriter writer = new PartialWriter(spool.output(), ObjectKind.MERGED, header);
      long groups = new GroupMerge(header.modulus()).run(partials.inOrder(), writer);
      MergeTerms.requireAlive(header, clock.instant());
      publish(request, spool);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      return answer(request, groups, spool.length(), millis);
    }
  }

  private static void publish(MergeRequest request, Spool spool)
      throws IOException, RefusedException {
    String bucket = new PipeNames(request.federation()).merged(request.analyst());
    try {
      request.storage().putNew(bucket, PipeNames.answer(request.query()), spool);
    } catch (StorageException e) {
      if (e.kind() == StorageException.Kind.EXISTS) {
        throw new RefusedException(RefusalCode.ALREADY_MERGED, "The query has been merged before");
      }
      throw e;
    }
  }

  private JsonObject answer(MergeRequest request, long groups, long bytes, long millis) {
    int owners = request.nodes().size();
    log.println(
        "merged query="
            + request.query()
            + " owners="
            + owners
            + " groups="
            + groups
            + " bytes="
            + bytes
            + " ms="
            + millis);
    JsonObject answer = new JsonObject();
    answer.addProperty("query", request.query());
    answer.addProperty("groups", groups);
    answer.addProperty("bytes", bytes);
    answer.addProperty("millis", millis);
    answer.addProperty("owners", owners);
    return answer;
  }

  private JsonObject refusal(RefusalCode code, String fact) {
    log.println("refused code=" + code);
    JsonObject error = new JsonObject();
    error.addProperty("code", code.name());
    error.addProperty("fact", fact);
    JsonObject answer = new JsonObject();
    answer.add("error", error);
    return answer;
  }
}
