// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import dev.parley.pipe.guard.GuardSettings.Endpoint;
import dev.parley.pipe.guard.GuardSettings.Folder;
import dev.parley.pipe.guard.GuardSettings.Store;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.core.exception.SdkException;

/** What stands behind the guard. */
final class Stores {

  private Stores() {}

  static BlobStore open(Store store) {
    if (store instanceof Folder folder) {
      return new FilesystemNio2BlobStore(makeFolder(folder.path()).toString());
    }
    return EndpointStore.of((Endpoint) store);
  }

  /**
   * Makes the buckets that are not there.
   *
   * @throws ParleyException with {@link ErrorCode#CANNOT_START} if the store fails
   */
  static void makeBuckets(BlobStore store, Iterable<String> buckets) {
    for (String bucket : buckets) {
      try {
        if (!store.containerExists(bucket)) {
          store.createContainer(bucket);
        }
      } catch (SdkException e) {
        StoreFailure failure = StoreFailure.of(e);
        throw new ParleyException(ErrorCode.CANNOT_START, failure.fact(bucket), failure.hint(), e);
      }
    }
  }

  private static Path makeFolder(Path folder) {
    try {
      if (Files.isDirectory(folder)) {
        return folder;
      }
      boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
      return posix
          ? Files.createDirectories(
              folder,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
          : Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ParleyException(
          ErrorCode.CANNOT_START,
          "The folder of the pipe cannot be made: " + folder,
          "Check its path, and that this process may write there.",
          e);
    }
  }
}
