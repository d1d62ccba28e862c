// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Buckets of opaque objects that two parties share, and that neither owns.
 *
 * <p>Every call ends within bounded time. Implementations are safe for use by many threads.
 */
public interface Pipe extends AutoCloseable {
  /** The most keys that {@link #list} returns. */
  int MAX_LISTED = 10_000;

  /**
   * Publishes an object under a key not used before.
   *
   * <p>If this fails with {@link PipeException.Kind#UNREACHABLE} or {@link
   * PipeException.Kind#FAILED}, the object may have been published all the same.
   *
   * @throws PipeException of kind {@link PipeException.Kind#TAKEN} if there is an object already
   */
  void put(String bucket, String key, byte[] object) throws PipeException;

  /**
   * Publishes the content of a file as {@link #put} does, without holding it in memory.
   *
   * @throws PipeException of kind {@link PipeException.Kind#TAKEN} if there is an object already
   */
  void putFile(String bucket, String key, Path file) throws PipeException;

  /**
   * Writes an object, over the one that is there: for signs of life and catalogs.
   *
   * @throws PipeException of kind {@link PipeException.Kind#TAKEN} if there is an object already,
   *     and the pipe's guard lets nobody replace it
   */
  void replace(String bucket, String key, byte[] object) throws PipeException;

  /**
   * Returns a copy of the object, or empty while it is not there.
   *
   * @throws PipeException of kind {@link PipeException.Kind#FAILED} if it is longer than {@code
   *     maxBytes}
   */
  Optional<byte[]> get(String bucket, String key, int maxBytes) throws PipeException;

  /**
   * Opens the object for reading, or returns empty while it is not there. The stream throws {@link
   * IOException} if the object breaks off before its end; the caller closes it.
   */
  Optional<InputStream> open(String bucket, String key) throws PipeException;

  /**
   * Returns the keys that begin with {@code prefix}, in ascending order; of more than {@link
   * #MAX_LISTED} the first.
   */
  List<String> list(String bucket, String prefix) throws PipeException;

  /**
   * Waits until {@link #list} would return something else than {@code known}, but only for some
   * seconds.
   *
   * @param known what it returned last
   * @return what it would return now; empty, and at once, if this pipe cannot wait, or not for so
   *     many keys
   */
  default Optional<List<String>> awaitChange(String bucket, String prefix, List<String> known)
      throws PipeException {
    return Optional.empty();
  }

  /** Deletes the object, if it is there. */
  void delete(String bucket, String key) throws PipeException;

  @Override
  void close();
}
