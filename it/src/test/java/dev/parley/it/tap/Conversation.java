// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.tap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What becomes of the bytes of one connection; each direction has a thread of its own. */
public interface Conversation {

  /** Carries what the client says, until it has said everything. */
  void toServer(InputStream client, OutputStream server) throws IOException;

  /** Carries what the server says, until it has said everything. */
  void toClient(InputStream server, OutputStream client) throws IOException;
}
