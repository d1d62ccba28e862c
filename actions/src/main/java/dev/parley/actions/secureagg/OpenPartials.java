// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.secureagg;

import dev.parley.actions.invocation.RefusalCode;
import dev.parley.actions.invocation.RefusedException;
import dev.parley.actions.storage.StorageException;
import dev.parley.wire.PartialHeader;
import dev.parley.wire.PipeNames;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The partials of one merge, open at their first group, in the order of the nodes. */
final class OpenPartials implements Closeable {
  private final List<Partial> partials = new ArrayList<>();

  private OpenPartials() {}

  /** Opens all partials of {@code request}, or none. */
  static OpenPartials of(MergeRequest request) throws IOException, RefusedException {
    OpenPartials open = new OpenPartials();
    boolean complete = false;
    try {
      for (String node : request.nodes()) {
        open.partials.add(open(request, node));
      }
      complete = true;
      return open;
    } finally {
      if (!complete) {
        open.close();
      }
    }
  }

  private static Partial open(MergeRequest request, String node)
      throws IOException, RefusedException {
    String bucket = new PipeNames(request.federation()).out(request.analyst(), node);
    InputStream stream;
    try {
      stream = request.storage().get(bucket, PipeNames.partial(request.query()));
    } catch (StorageException e) {
      if (e.kind() == StorageException.Kind.MISSING) {
        throw new RefusedException(RefusalCode.PARTIAL_MISSING, "There is no partial of " + node);
      }
      throw e;
    }
    return Partial.open(node, stream);
  }

  List<Partial> inOrder() {
    return Collections.unmodifiableList(partials);
  }

  List<PartialHeader> headers() {
    List<PartialHeader> headers = new ArrayList<>();
    for (Partial partial : partials) {
      headers.add(partial.header());
    }
    return headers;
  }

  /** Closes every stream, and is silent about those that fail: all that matters has been read. */
  @Override
  public void close() {
    for (Partial partial : partials) {
      try {
        partial.close();
      } catch (IOException e) {
        // The others are still to be closed, and there is nothing to be done about this one.
      }
    }
  }
}
