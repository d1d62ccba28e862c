// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.state;

import dev.parley.actionhost.activation.ActivationStore;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A host's folder, locked until it is closed or its process ends, however that ends. */
public final class StateFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StateFolder.class);
  private static final String LOCK = "action-host.lock";
  private static final int KEPT_ACTIVATIONS = 1_000;

  private final FileChannel lock;
  private final ActivationStore activations;
  private final DeployedFiles deployed;

  private StateFolder(FileChannel lock, ActivationStore activations, DeployedFiles deployed) {
    this.lock = lock;
    this.activations = activations;
    this.deployed = deployed;
  }

  /**
   * Locks a folder, which is made if it is absent.
   *
   * @throws ParleyException with {@link ErrorCode#CANNOT_START} if another host has it, or it
   *     cannot be used
   */
  public static StateFolder open(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel lock =
          OwnerOnly.open(
              folder.resolve(LOCK), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
      try {
        requireAlone(lock, folder);
        return new StateFolder(
            lock,
            new ActivationStore(folder.resolve("activations"), KEPT_ACTIVATIONS),
            DeployedFiles.in(folder.resolve("deployed")));
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new ParleyException(
          ErrorCode.CANNOT_START,
          "The state folder %s cannot be used: %s".formatted(folder, e.getClass().getSimpleName()),
          "Name a folder that this process may write.",
          e);
    }
  }

  private static void requireAlone(FileChannel lock, Path folder) throws IOException {
    boolean alone;
    try {
      alone = lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      alone = false; // This very process has it.
    }
    if (!alone) {
      throw new ParleyException(
          ErrorCode.CANNOT_START,
          "Another action host uses the state folder " + folder,
          "Stop that one, or give each host a folder of its own.");
    }
  }

  public ActivationStore activations() {
    return activations;
  }

  public DeployedFiles deployed() {
    return deployed;
  }

  /** Lets another host have the folder; from now on nothing that is deployed changes. */
  @Override
  public void close() {
    deployed.close();
    try {
      lock.close();
    } catch (IOException e) {
      LOG.warn("not unlocked file={}", LOCK, e);
    }
  }
}
