// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import dev.parley.pipe.S3Credentials;
import dev.parley.protocol.error.ParleyException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.BlobStoreLocator;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running guard: an S3 server that knows the parties of one federation, grants each what it
 * needs, and denies everything else. Objects, other than heartbeats and catalogs, are written once.
 */
public final class Guard implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Guard.class);
  private static final int MAX_BODY_BYTES = 128 << 20;
  private static final int PARALLEL_BODIES = 3;

  private final BlobStore store;
  private final HttpListener listener;
  private final Sweeper sweeper;
  private final Map<String, TrafficMeter> traffic;

  private Guard(
      BlobStore store, HttpListener listener, Sweeper sweeper, Map<String, TrafficMeter> traffic) {
    this.store = store;
    this.listener = listener;
    this.sweeper = sweeper;
    this.traffic = traffic;
  }

  /**
   * Opens the store, makes the buckets, and listens.
   *
   * @throws ParleyException with {@code CANNOT_START} if the port is in use, or the store fails
   */
  public static Guard start(GuardSettings settings) {
    Grants grants = Grants.of(settings);
    BlobStore store = Stores.open(settings.store());
    try {
      Stores.makeBuckets(store, grants.buckets().keySet());
      Map<String, TrafficMeter> traffic = new TreeMap<>();
      BlobStoreLocator parties = parties(store, grants, traffic);
      FrontDoor door =
          new FrontDoor(
              parties,
              new DenyingBlobStore(store),
              new BodyBudget(MAX_BODY_BYTES, PARALLEL_BODIES));
      HttpListener listener = HttpListener.start(door, settings.listen());
      Sweeper sweeper = new Sweeper(store, grants.buckets(), settings.retention());
      sweeper.start();
      log.info(
          "listening endpoint={} identities={} buckets={}",
          listener.endpoint(),
          grants.identities().size(),
          grants.buckets().size());
      return new Guard(store, listener, sweeper, traffic);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** Where it listens. */
  public URI endpoint() {
    return listener.endpoint();
  }

  /** What every identity has done since the start, by access key. */
  public Map<String, Traffic> traffic() {
    Map<String, Traffic> seen = new TreeMap<>();
    traffic.forEach((identity, meter) -> seen.put(identity, meter.read()));
    return seen;
  }

  @Override
  public void close() {
    sweeper.close();
    listener.close();
    store.close();
  }

  private static BlobStoreLocator parties(
      BlobStore store, Grants grants, Map<String, TrafficMeter> traffic) {
    Map<String, AccessGrant> parties = new HashMap<>();
    for (S3Credentials identity : grants.identities()) {
      String name = identity.accessKey();
      TrafficMeter meter = new TrafficMeter();
      traffic.put(name, meter);
      parties.put(
          name, new AccessGrant(identity.secret(), new PartyBlobStore(store, name, grants, meter)));
    }
    return (identity, bucket, key) -> identity == null ? null : parties.get(identity);
  }
}
