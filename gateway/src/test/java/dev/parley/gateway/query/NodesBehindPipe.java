// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.gateway.party.Parties;
import dev.parley.keys.Envelope;
import dev.parley.keys.OwnKeys;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.pipe.memory.InMemoryPipe;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PipeNames;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** A pipe at whose other end all nodes open what they are asked, and say at once: done. */
final class NodesBehindPipe implements Pipe {
  final InMemoryPipe memory = new InMemoryPipe();
  final Map<NodeId, SubQueryMessage> received = new ConcurrentHashMap<>();

  /** Those who read what they are asked, and say nothing. */
  final Set<NodeId> silent = ConcurrentHashMap.newKeySet();

  /** One for each attempt to delete something. */
  final Semaphore deletions = new Semaphore(0);

  /** While it is shut, whoever lists a bucket waits; open at first. */
  volatile CountDownLatch gate = new CountDownLatch(0);

  /** What {@code node} was asked last. */
  SubQueryMessage askedOf(NodeId node) {
    return Objects.requireNonNull(received.get(node));
  }

  @Override
  public void put(String bucket, String key, byte[] object) throws PipeException {
    memory.put(bucket, key, object);
    for (NodeId node : List.of(Parties.EAST, Parties.NORTH, Parties.WEST)) {
      if (bucket.equals(Parties.NAMES.in(Parties.ANALYST.value(), node.value()))) {
        Envelope envelope =
            Envelope.open(ObjectKind.SUB_QUERY, OwnKeys.of(Parties.keys(node)), object);
        SubQueryMessage message =
            SubQueryMessage.decode(envelope.payload(Parties.ANALYST_KEYS.signing().verifyingKey()));
        received.put(node, message);
        String query = message.context().queryId().value();
        if (!silent.contains(node)) {
          String done = PipeNames.done(Parties.ANALYST.value(), query);
          memory.put(Parties.NAMES.board(node.value()), done, new byte[0]);
        }
      }
    }
  }

  @Override
  public void putFile(String bucket, String key, Path file) throws PipeException {
    memory.putFile(bucket, key, file);
  }

  @Override
  public void replace(String bucket, String key, byte[] object) throws PipeException {
    memory.replace(bucket, key, object);
  }

  @Override
  public Optional<byte[]> get(String bucket, String key, int maxBytes) throws PipeException {
    return memory.get(bucket, key, maxBytes);
  }

  @Override
  public Optional<InputStream> open(String bucket, String key) throws PipeException {
    return memory.open(bucket, key);
  }

  @Override
  public List<String> list(String bucket, String prefix) throws PipeException {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return memory.list(bucket, prefix);
  }

  @Override
  public void delete(String bucket, String key) throws PipeException {
    try {
      memory.delete(bucket, key);
    } finally {
      deletions.release();
    }
  }

  @Override
  public void close() {
    memory.close();
  }
}
